import AgentInterface
import Commerce

extension TableWriter {
  func write(_ shop: Shop) throws {
    try database.sql(
      """
      INSERT INTO shop (id, name, currency, gross_margin) VALUES (1, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, currency = excluded.currency,
        gross_margin = excluded.gross_margin
      """
    ).run(shop.name, shop.currency.code, shop.grossMargin)
  }

  func write(_ campaign: Campaign) throws {
    try database.sql(
      """
      INSERT INTO campaign (id, platform, status, json) VALUES (?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET platform = excluded.platform, status = excluded.status,
        json = excluded.json
      """
    ).run(
      campaign.id, campaign.platform.rawValue, campaign.status.rawValue,
      try StoredJSON.encode(campaign))
  }

  func write(_ experiment: Experiment) throws {
    try database.sql(
      """
      INSERT INTO experiment (id, campaign, status, json) VALUES (?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET campaign = excluded.campaign, status = excluded.status,
        json = excluded.json
      """
    ).run(
      experiment.id, experiment.campaign, experiment.status.rawValue,
      try StoredJSON.encode(experiment))
  }

  func write(_ look: ExperimentDetail.Look, of experiment: Experiment.ID) throws {
    try database.sql(
      """
      INSERT INTO experiment_look (experiment, at, mean, low, high, level) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (experiment, at) DO UPDATE SET mean = excluded.mean, low = excluded.low,
        high = excluded.high, level = excluded.level
      """
    ).run(
      experiment, look.at, look.effect.mean, look.effect.low, look.effect.high, look.effect.level)
  }

  func write(_ alert: Alert) throws {
    let closedAt = alert.state == .resolved ? alert.resolvedAt ?? alert.openedAt : nil
    try database.sql(
      """
      INSERT INTO alert (id, state, closed_at, json) VALUES (?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET state = excluded.state, closed_at = excluded.closed_at,
        json = excluded.json
      """
    ).run(alert.id, alert.state.rawValue, closedAt, try StoredJSON.encode(alert))
  }
}
