import Foundation
import GRDB
package import Oversight

/// One row of the audit with its place in the chain.
package struct AuditRow: Hashable, Sendable {
  /// From 1, without gaps.
  package var sequence: Int
  package var entry: AuditEntry
  package var hash: Digest
}

/// Whether the audit is what was written.
package enum AuditVerdict: Hashable, Sendable {
  /// `confirmed`: how many rows a head outside the database vouches for.
  case intact(rows: Int, head: Digest, confirmed: Int)
  /// The first bad row and what is wrong with it.
  case broken(row: Int, reason: String)

  package var isIntact: Bool { if case .intact = self { true } else { false } }
}

extension AuditVerdict: CustomStringConvertible {
  package var description: String {
    switch self {
    case .intact(let rows, let head, let confirmed):
      "The audit is intact: \(rows) rows, \(confirmed) of them confirmed outside the database, "
        + "last hash \(head.short)."
    case .broken(let row, let reason):
      "The audit is broken at row \(row): \(reason). Keep this folder as it is and compare it with a backup."
    }
  }
}

extension Store {
  /// Recomputes the whole chain and compares it with the heads outside the database.
  package func verifyAudit() throws(StoreError) -> AuditVerdict {
    let heads = auditHead?.heads() ?? []
    return try reading { try Self.verdict($0, heads: heads) }
  }

  /// Writes the present head outside the database; nothing if there is no place for it.
  package func writeAuditHead() throws(StoreError) {
    let head = try reading { try AuditHead.current(in: $0) }
    try auditHead?.append(head)
  }

  private static func verdict(_ database: Database, heads: [AuditHead]) throws -> AuditVerdict {
    let outside = Dictionary(heads.map { ($0.count, $0.hash) }) { first, _ in first }
    var head = AuditHead.empty
    var broken: AuditVerdict?
    try database.sql("SELECT sequence, json, hash FROM audit ORDER BY sequence").forEach { row in
      guard broken == nil else { return }
      broken = fault(in: row, after: head, outside: outside)
      head = AuditHead(count: head.count + 1, hash: Digest(hexadecimal: row.text(2)))
    }
    if let broken { return broken }
    let confirmed = heads.map(\.count).max() ?? 0
    guard confirmed <= head.count else {
      return .broken(
        row: head.count + 1,
        reason: "it and those after it are missing; \(confirmed) rows were recorded outside")
    }
    return .intact(rows: head.count, head: head.hash, confirmed: confirmed)
  }

  private static func fault(
    in row: SQLRow, after head: AuditHead, outside: [Int: Digest]
  ) -> AuditVerdict? {
    let expected = head.following(row.bytes(1))
    guard row.int(0) == expected.count else {
      return .broken(row: expected.count, reason: "it is missing")
    }
    guard row.text(2) == expected.hash.hexadecimal else {
      return .broken(row: expected.count, reason: "its content does not match its hash")
    }
    guard outside[expected.count].map({ $0 == expected.hash }) ?? true else {
      return .broken(
        row: expected.count, reason: "it is not the row that was recorded outside the database")
    }
    return nil
  }
}
