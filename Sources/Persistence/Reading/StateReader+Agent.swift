import AgentInterface
import Commerce
import Oversight

extension StateReader {
  func alerts(now: Instant) throws -> [Alert] {
    try database.sql("SELECT json FROM alert WHERE closed_at IS NULL OR closed_at >= ? ORDER BY id")
      .all(now.adding(days: -Retention.resolvedAlertDays)) {
        try $0.json(0, Alert.self, what: "an alert of another form")
      }
  }

  /// Those that are not final and the newest of the others, by ascending id.
  func decisions() throws -> [Decision] {
    let texts = try database.sql(
      """
      SELECT json FROM decision WHERE id IN (
        SELECT id FROM decision WHERE is_final = 0
        UNION ALL SELECT id FROM (SELECT id FROM decision WHERE is_final = 1 ORDER BY id DESC LIMIT ?))
      ORDER BY id
      """
    ).all(Retention.finalDecisions) { $0.bytes(0) }
    return try StoredJSON.decodeAll(Decision.self, from: texts, what: "a decision of another form")
  }

  func ledger(now: Instant) throws -> Ledger {
    var balances: [Account: Balance] = [:]
    try database.sql(
      """
      SELECT account, pending, posted, cap FROM balance WHERE day IS NULL OR pending > 0 OR day >= ?
      """
    ).forEach(now.day.adding(days: -Retention.hourlyDays)) { row in
      guard let account = Account(row.text(0)) else {
        throw StoreError.unreadable(what: "an account '\(row.text(0))'")
      }
      balances[account] = Balance(
        pendingMicros: row.int64(1), postedMicros: row.int64(2), capMicros: row.int64(3))
    }
    var held: [Ledger.Holding: Int64] = [:]
    try database.sql("SELECT day, campaign, platform, micros FROM holding").forEach { row in
      let holding = Ledger.Holding(
        campaign: row.identifier(1), platform: try row.named(2, Platform.self), day: row.day(0))
      held[holding] = row.int64(3)
    }
    return Ledger(balances: balances, held: held)
  }

  /// Open and manual entries with the others of their decisions, by ascending id.
  func unsettledOutbox() throws -> [OutboxEntry] {
    try database.sql(
      """
      SELECT json FROM outbox WHERE decision IN (SELECT decision FROM outbox WHERE is_settled = 0)
      ORDER BY id
      """
    ).all {
      try $0.json(0, OutboxEntry.self, what: "an outbox entry of another form")
    }
  }

  func recentOutbox() throws -> [OutboxEntry] {
    try database.sql(ScreenQuery.newestOutbox.rawValue).all(Retention.recentTasks) {
      try $0.json(0, OutboxEntry.self, what: "an outbox entry of another form")
    }
  }

  func activity() throws -> [ActivityEntry] {
    try database.sql(ScreenQuery.newestActivity.rawValue).all(Retention.activityEntries) {
      try $0.activityEntry()
    }
  }

  func beliefs() throws -> [String: (version: Int, json: [UInt8])] {
    var beliefs: [String: (version: Int, json: [UInt8])] = [:]
    try database.sql(
      """
      SELECT key, version, json FROM belief AS one
      WHERE version = (SELECT max(version) FROM belief WHERE key = one.key)
      """
    ).forEach { row in beliefs[row.text(0)] = (row.int(1), row.bytes(2)) }
    return beliefs
  }
}
