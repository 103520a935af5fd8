import GRDB
package import Oversight

/// How long the audit's chain is, and the hash of its last row.
package struct AuditHead: Hashable, Sendable {
  package var count: Int
  package var hash: Digest

  /// Of a chain without rows: 32 zero bytes.
  static let empty = AuditHead(
    count: 0, hash: Digest(hexadecimal: String(repeating: "0", count: 64)))

  /// The head after one more row: SHA-256 of this hash's 32 bytes and the row's canonical JSON.
  func following(_ json: some Collection<UInt8>) -> AuditHead {
    AuditHead(count: count + 1, hash: Digest(of: hash.bytes + json))
  }

  static func current(in database: Database) throws -> AuditHead {
    try database.sql("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1").first {
      row in
      AuditHead(count: row.int(0), hash: Digest(hexadecimal: row.text(1)))
    } ?? .empty
  }
}

extension Digest {
  /// The bytes behind the digits; a digit that is none counts as 0, which no comparison survives.
  fileprivate var bytes: [UInt8] {
    let digits = hexadecimal.utf8.map { UInt8(Character(UnicodeScalar($0)).hexDigitValue ?? 0) }
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
