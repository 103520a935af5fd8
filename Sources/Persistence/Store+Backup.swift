import Glibc
import GRDB

/// A copy of the store that has been checked.
package struct BackupReport: Hashable, Codable, Sendable {
  package var path: String
  package var bytes: Int64
  package var orders: Int
  package var decisions: Int
  package var auditRows: Int
}

extension Store {
  /// Writes a copy of the whole database, as of one commit, while work goes on, and checks it.
  ///
  /// The copy appears under its name only once it is complete, checked and on the disk.
  ///
  /// - Parameter path: Where there must be no file yet.
  /// - Returns: What the copy holds, counted in the copy itself.
  /// - Throws: ``StoreError/backupExists(path:)``, ``StoreError/backupDamaged(path:detail:)``, or
  ///   what the disk says.
  package func backup(to path: String) throws(StoreError) -> BackupReport {
    guard !DurableFile.exists(path) else { throw .backupExists(path: path) }
    let partial = path + ".partial"
    do {
      try DurableFile.remove(partial)
      // Made beforehand for its mode: SQLite fills a file that is there and empty.
      try DurableFile.append([], to: partial)
      try writer.unsafeRead { try $0.execute(sql: "VACUUM INTO ?", arguments: [partial]) }
      let report = try Self.check(partial, finalPath: path)
      try Self.publish(partial, as: path)
      return report
    } catch {
      unlink(partial)
      guard let failure = error as? DurableFile.Failure else { throw StoreError(error, path: path) }
      throw failure.isDiskFull
        ? .diskFull : .cannotOpen(path: path, reason: failure.reason)
    }
  }

  private static func check(_ partial: String, finalPath: String) throws -> BackupReport {
    var configuration = GRDB.Configuration()
    configuration.readonly = true
    let copy = try DatabaseQueue(path: partial, configuration: configuration)
    defer { try? copy.close() }
    return try copy.read { database in
      let findings = try String.fetchAll(database, sql: "PRAGMA integrity_check")
      guard findings == ["ok"] else {
        throw StoreError.backupDamaged(
          path: finalPath, detail: findings.first ?? "no answer from the check")
      }
      var status = stat()
      stat(partial, &status)
      return BackupReport(
        path: finalPath, bytes: Int64(status.st_size),
        orders: try StateReader(database: database).orderTotals().count,
        decisions: try Int.fetchOne(database, sql: "SELECT count(*) FROM decision") ?? 0,
        auditRows: try AuditHead.current(in: database).count)
    }
  }

  private static func publish(_ partial: String, as path: String) throws {
    let descriptor = try DurableFile.open(partial, O_RDONLY)
    defer { Glibc.close(descriptor) }
    try DurableFile.synchronise(descriptor, path: partial)
    guard rename(partial, path) == 0 else { throw DurableFile.Failure(code: errno, path: path) }
    try DurableFile.synchroniseFolder(of: path)
  }
}
