import GRDB

/// The migrations, oldest first. Append, never edit.
enum Schema {
  private static let steps: [(name: String, sql: String)] = [
    ("v1", schemaV1), ("v2", schemaV2), ("v3", schemaV3),
    ("v4", schemaV4), ("v5", schemaV5), ("v6", schemaV6),
    ("v7", schemaV7),
  ]

  static var newest: String { steps.last?.name ?? "none" }

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for step in steps {
      migrator.registerMigration(step.name) { try $0.execute(sql: step.sql) }
    }
    return migrator
  }

  /// Brings a database to the newest schema.
  ///
  /// - Throws: ``StoreError/notADatabase(path:)`` for a database of another program;
  ///   ``StoreError/newerSchema(path:found:known:)`` for one from a later version of this one.
  static func migrate(_ writer: any DatabaseWriter, path: String) throws {
    try writer.read { database in
      let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
      let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
      guard tables == 0 || application == growthApplicationID else {
        throw StoreError.notADatabase(path: path)
      }
      guard try !migrator.hasBeenSuperseded(database) else {
        let applied = try String.fetchAll(database, sql: "SELECT identifier FROM grdb_migrations")
        let unknown = applied.filter { name in !steps.contains { $0.name == name } }.sorted()
        throw StoreError.newerSchema(
          path: path, found: unknown.last ?? "unknown", known: newest)
      }
    }
    try migrator.migrate(writer)
  }
}
