import Commerce
import Oversight

extension TableWriter {
  func write(_ decision: Decision) throws {
    try database.sql(
      """
      INSERT INTO decision (id, revision, kind, platform, state, is_final, proposed_at, within_interval, json)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, kind = excluded.kind,
        platform = excluded.platform, state = excluded.state, is_final = excluded.is_final,
        proposed_at = excluded.proposed_at, within_interval = excluded.within_interval, json = excluded.json
      """
    ).run(
      decision.id, decision.revision, decision.action.kind, decision.platform.rawValue,
      decision.state.name, decision.state.isFinal, decision.proposedAt,
      decision.outcome?.measurement?.withinInterval, try StoredJSON.encode(decision))
    let link = try database.sql(
      "INSERT INTO decision_campaign (campaign, decision) VALUES (?, ?) ON CONFLICT DO NOTHING")
    for campaign in decision.action.campaigns { try link.run(campaign, decision.id) }
  }

  func write(_ entry: OutboxEntry) throws {
    try database.sql(
      """
      INSERT INTO outbox (id, decision, position, platform, state, is_settled, json)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET decision = excluded.decision, position = excluded.position,
        platform = excluded.platform, state = excluded.state, is_settled = excluded.is_settled,
        json = excluded.json
      """
    ).run(
      entry.id, entry.decision, entry.index, entry.platform.rawValue, entry.state.name,
      entry.state.isSettled, try StoredJSON.encode(entry))
  }
}

extension Action {
  /// The case's name, for queries over decisions of the same kind.
  var kind: String {
    switch self {
    case .createCampaign: "createCampaign"
    case .launchCampaign: "launchCampaign"
    case .pauseCampaign: "pauseCampaign"
    case .resumeCampaign: "resumeCampaign"
    case .setDailyBudget: "setDailyBudget"
    case .reallocateBudgets: "reallocateBudgets"
    case .startExperiment: "startExperiment"
    case .concludeExperiment: "concludeExperiment"
    case .replaceCreative: "replaceCreative"
    case .sendEmailCampaign: "sendEmailCampaign"
    case .cancelSend: "cancelSend"
    case .createDiscount: "createDiscount"
    case .endDiscount: "endDiscount"
    case .endCampaign: "endCampaign"
    case .renewCampaign: "renewCampaign"
    case .adoptPlan: "adoptPlan"
    }
  }
}

extension OutboxEntry.State {
  var name: String {
    switch self {
    case .ready: "ready"
    case .waiting: "waiting"
    case .sent: "sent"
    case .uncertain: "uncertain"
    case .done: "done"
    case .failed: "failed"
    case .manual: "manual"
    case .dropped: "dropped"
    }
  }

  /// Nothing is left to do, by the agent or by a person.
  var isSettled: Bool {
    switch self {
    case .ready, .waiting, .sent, .uncertain, .manual: false
    case .done, .failed, .dropped: true
    }
  }
}
