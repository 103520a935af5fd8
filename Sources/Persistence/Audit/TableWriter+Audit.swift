import Oversight

extension TableWriter {
  /// Adds rows to the chain.
  ///
  /// - Returns: The new head; `nil` if there was nothing to add.
  func append(_ entries: [AuditEntry]) throws -> AuditHead? {
    guard !entries.isEmpty else { return nil }
    var head = try AuditHead.current(in: database)
    let insert = try database.sql("INSERT INTO audit (sequence, json, hash) VALUES (?, ?, ?)")
    for entry in entries {
      let json = try canonicalJSON(entry)
      head = head.following(json)
      try insert.run(head.count, TextBytes(bytes: json), head.hash.hexadecimal)
    }
    return head
  }
}
