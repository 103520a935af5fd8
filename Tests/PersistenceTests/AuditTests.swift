import Foundation
import GRDB
import Oversight
import Persistence
import Testing

@Suite struct AuditTests {
  let folder: TemporaryFolder
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try folder.openAuditedStore()
    for step in 0..<5 {
      try store.commit(
        Commit(audit: (1...50).map { sampleAudit(subject: "decision \(step * 50 + $0)") }))
    }
  }

  @Test func `an untouched chain is intact`() throws {
    guard case .intact(let rows, let head, let confirmed) = try store.verifyAudit() else {
      Issue.record("broken")
      return
    }
    #expect(rows == 250)
    #expect(confirmed == 200)
    #expect(try store.audit(newest: 1).first?.hash == head)
  }

  @Test func `rows come back as they were written`() throws {
    let newest = try store.audit(newest: 2)
    #expect(newest.map(\.sequence) == [250, 249])
    #expect(newest.first?.entry == sampleAudit(subject: "decision 250"))
  }

  @Test func `the hash is SHA-256 over the hash before and the canonical JSON`() throws {
    let rows = try store.audit(newest: 250)
    let (last, before) = (rows[0], rows[1])
    let bytes = stride(from: 0, to: 64, by: 2).map { offset in
      UInt8(before.hash.hexadecimal.dropFirst(offset).prefix(2), radix: 16) ?? 0
    }
    #expect(last.hash == Digest(of: bytes + (try canonicalJSON(last.entry))))
  }

  @Test(arguments: [
    ("UPDATE audit SET json = replace(json, 'approved', 'rejected') WHERE sequence = 17", 17),
    ("DELETE FROM audit WHERE sequence = 30", 30),
    ("DELETE FROM audit WHERE sequence = 1", 1),
    ("UPDATE audit SET hash = (SELECT hash FROM audit WHERE sequence = 3) WHERE sequence = 9", 9),
  ])
  func `the first bad row is named`(tampering: String, row: Int) throws {
    try tamper(tampering)
    guard case .broken(let found, _) = try folder.openAuditedStore().verifyAudit() else {
      Issue.record("not noticed")
      return
    }
    #expect(found == row)
  }

  @Test func `a tail that was cut off shows by the head outside`() throws {
    try tamper("DELETE FROM audit WHERE sequence > 180")
    let verdict = try folder.openAuditedStore().verifyAudit()
    #expect(
      verdict.description
        == "The audit is broken at row 181: it and those after it are missing; 200 rows were recorded "
        + "outside. Keep this folder as it is and compare it with a backup.")
  }

  @Test func `a chain that was computed anew shows by the head outside`() throws {
    try tamper("DELETE FROM audit")
    let forged = try folder.openStore()
    try forged.commit(Commit(audit: (1...250).map { sampleAudit("forged", subject: "\($0)") }))
    try forged.close()
    guard case .broken(let row, _) = try folder.openAuditedStore().verifyAudit() else {
      Issue.record("not noticed")
      return
    }
    #expect(row == 100)
  }

  @Test func `the head is written on demand, once`() throws {
    try store.writeAuditHead()
    try store.writeAuditHead()
    let text = try String(contentsOfFile: folder.file("audit.head"), encoding: .utf8)
    #expect(text.split(separator: "\n").map { $0.prefix(3) } == ["100", "200", "250"])
  }

  @Test func `an audit without rows is intact`() throws {
    let verdict = try Store.inMemory().verifyAudit()
    #expect(verdict.isIntact)
  }

  private func tamper(_ sql: String) throws {
    try store.close()
    let raw = try DatabaseQueue(path: folder.file("growth.sqlite"))
    try raw.write { database in
      try database.execute(sql: "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete")
      try database.execute(sql: sql)
    }
    try raw.close()
  }
}
