package import AgentInterface
package import Commerce
package import DataPipeline
import GRDB
import Oversight

/// A learnt model as it was at one time.
package struct BeliefVersion: Hashable, Sendable {
  package var version: Int
  package var json: [UInt8]
  package var at: Instant
  package var because: String
}

/// A file of orders that brought something new.
package struct ImportedFile: Sendable {
  package var name: String
  package var at: Instant
  package var newOrders: Int
  package var newCustomers: Int
  package var alreadyStored: Int
  package var badRows: Int
  /// What the file is like, without its days; `nil` for one imported by an earlier version.
  package var report: QualityReport?
}

extension Store {
  /// Newest first.
  package func activity(newest limit: Int) throws(StoreError) -> [ActivityEntry] {
    try reading {
      try $0.sql(ScreenQuery.newestActivity.rawValue).all(limit) { try $0.activityEntry() }
    }
  }

  /// Newest first.
  package func activity(
    of campaign: Campaign.ID, newest limit: Int
  ) throws(StoreError) -> [ActivityEntry] {
    try reading {
      try $0.sql(ScreenQuery.activityOfCampaign.rawValue).all(campaign, limit) {
        try $0.activityEntry()
      }
    }
  }

  /// Newest first.
  package func audit(newest limit: Int) throws(StoreError) -> [AuditRow] {
    try reading {
      try $0.sql(ScreenQuery.newestAudit.rawValue).all(limit) { row in
        AuditRow(
          sequence: row.int(0),
          entry: try row.json(1, AuditEntry.self, what: "row \(row.int(0)) of the audit"),
          hash: Digest(hexadecimal: row.text(2)))
      }
    }
  }

  /// Newest first.
  package func beliefs(key: String, newest limit: Int) throws(StoreError) -> [BeliefVersion] {
    try reading {
      try $0.sql(ScreenQuery.newestBeliefs.rawValue).all(key, limit) { row in
        BeliefVersion(
          version: row.int(0), json: row.bytes(1), at: row.instant(2), because: row.text(3))
      }
    }
  }

  /// Newest first.
  package func importedFiles(newest limit: Int = 100) throws(StoreError) -> [ImportedFile] {
    try reading {
      try $0.sql(ScreenQuery.newestImports.rawValue).all(limit) { row in
        ImportedFile(
          name: row.text(0), at: row.instant(1), newOrders: row.int(2), newCustomers: row.int(3),
          alreadyStored: row.int(4), badRows: row.int(5),
          report: row.isNull(6)
            ? nil : try row.json(6, QualityReport.self, what: "the report of an imported file"))
      }
    }
  }

  /// Everything small that was remembered by name.
  package func memory() throws(StoreError) -> [String: String] {
    try reading { try StateReader(database: $0).memory() }
  }
}

extension SQLRow {
  /// The columns of `ScreenQuery.newestActivity`.
  func activityEntry() throws -> ActivityEntry {
    ActivityEntry(
      id: int64(0), at: instant(1), kind: try named(2, ActivityEntry.Kind.self), by: originator(3),
      text: text(4), detail: text(5), decision: optionalIdentifier(6),
      campaign: optionalIdentifier(7))
  }
}
