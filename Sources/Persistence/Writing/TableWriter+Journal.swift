import AgentInterface
import Commerce

extension TableWriter {
  func write(_ entry: ActivityEntry) throws {
    try database.sql(
      """
      INSERT INTO activity (id, at, kind, by, text, detail, decision, campaign)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET at = excluded.at, kind = excluded.kind, by = excluded.by,
        text = excluded.text, detail = excluded.detail, decision = excluded.decision,
        campaign = excluded.campaign
      """
    ).run(
      entry.id, entry.at, entry.kind.rawValue, entry.by.stored, entry.text, entry.detail,
      entry.decision, entry.campaign)
  }

  func writeBelief(key: String, version: Int, json: [UInt8], at: Instant, because: String) throws {
    try database.sql(
      """
      INSERT INTO belief (key, version, at, because, json) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET at = excluded.at, because = excluded.because, json = excluded.json
      """
    ).run(key, version, at, because, Blob(bytes: json))
  }

  func writeMemory(key: String, value: String) throws {
    try database.sql(
      """
      INSERT INTO memory (key, value) VALUES (?, ?)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value
      """
    ).run(key, value)
  }

  func write(contacts references: [String], campaign: Campaign.ID, at: Instant) throws {
    let insert = try database.sql(
      "INSERT INTO email_contact (at, reference, campaign) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
    for reference in references { try insert.run(at, reference, campaign) }
  }

  /// Lets go of what no screen shows any more. Roll-ups, decisions, ledger, audit and journal stay
  /// for ever.
  func tidy(now: Instant) throws {
    try forgetHours(before: now.adding(days: -Retention.hourlyDays))
    try database.sql("DELETE FROM email_contact WHERE at < ?")
      .run(now.adding(days: -Retention.contactDays))
    try forgetLessons()
  }
}

/// How long the short-lived rows are kept.
enum Retention {
  static let hourlyDays = 35
  static let contactDays = 35
  /// What is loaded of the contacts: the window of contact pressure.
  static let contactPressureDays = 7
  static let resolvedAlertDays = 30
  static let finalDecisions = 500
  static let activityEntries = 200
  static let lessons = 5_000
  /// Decisions whose calls are loaded though they are over.
  static let recentTasks = 50
  /// Weeks of plans that are loaded; on the disk all are kept.
  static let plans = 12
}
