import GRDB

/// What SQLite says of itself on the connection that writes.
package struct Durability: Hashable, Sendable {
  /// `wal`; `memory` for a store in memory.
  package var journalMode: String
  /// 2 is FULL: every commit is synced.
  package var synchronous: Int
  package var foreignKeys: Bool

  package var isKept: Bool { journalMode == "wal" && synchronous == 2 && foreignKeys }

  init(_ database: Database) throws {
    journalMode = try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? ""
    synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1
    foreignKeys = try Bool.fetchOne(database, sql: "PRAGMA foreign_keys") ?? false
  }
}

extension Store {
  /// Read back from the writing connection.
  package func durability() throws(StoreError) -> Durability {
    do {
      return try writer.writeWithoutTransaction { try Durability($0) }
    } catch {
      throw StoreError(error, path: name)
    }
  }
}
