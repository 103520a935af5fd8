import Glibc
import GRDB

/// The data of one shop: everything the agent decided, did and learnt, and the orders it learnt
/// from.
///
/// One process owns a store; SQLite's write-ahead log keeps every commit from the moment `commit`
/// returns
/// (`synchronous=FULL`, read back when the store is opened). Calls block the calling thread and may
/// come from any.
package final class Store: Sendable {
  /// `nil` for a store in memory.
  package let path: String?
  let writer: any DatabaseWriter
  let auditHead: AuditHeadFile?

  package struct Configuration: Sendable {
    /// Where the audit's head is written outside the database; `nil` writes none.
    package var auditHeadPath: String?
    /// Most pages of 4 KiB the file may have, as a quota; `nil` leaves it to the disk.
    package var maximumPages: Int?
    /// How long to wait for another connection that holds the database.
    package var busySeconds: Double

    package init(
      auditHeadPath: String? = nil, maximumPages: Int? = nil, busySeconds: Double = 5
    ) {
      self.auditHeadPath = auditHeadPath
      self.maximumPages = maximumPages
      self.busySeconds = busySeconds
    }
  }

  private init(writer: any DatabaseWriter, path: String?, auditHead: AuditHeadFile?) {
    self.writer = writer
    self.path = path
    self.auditHead = auditHead
  }

  /// Opens the database at `path`, or creates it, readable by its owner only.
  ///
  /// The folder must exist. Older databases are brought to the newest schema.
  package static func open(
    path: String, configuration: Configuration = Configuration()
  ) throws(StoreError) -> Store {
    do {
      try createFile(path)
      let pool = try DatabasePool(path: path, configuration: connections(configuration))
      try makeDurable(pool, configuration)
      try Schema.migrate(pool, path: path)
      return Store(
        writer: pool, path: path, auditHead: configuration.auditHeadPath.map(AuditHeadFile.init))
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Opens the database at `path` beside the process that writes in it; every write is refused.
  package static func openForReading(
    path: String, configuration: Configuration = Configuration()
  ) throws(StoreError) -> Store {
    do {
      var connections = connections(configuration)
      connections.readonly = true
      return Store(
        writer: try DatabasePool(path: path, configuration: connections), path: path,
        auditHead: configuration.auditHeadPath.map(AuditHeadFile.init))
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// A store that is gone when it is released, for tests and simulations.
  package static func inMemory() throws(StoreError) -> Store {
    do {
      let queue = try DatabaseQueue(configuration: connections(Configuration()))
      try Schema.migrate(queue, path: "memory")
      return Store(writer: queue, path: nil, auditHead: nil)
    } catch {
      throw StoreError(error, path: "memory")
    }
  }

  /// Moves the write-ahead log into the database and closes every connection. Not needed for
  /// durability.
  package func close() throws(StoreError) {
    if path != nil {
      // Whoever opens the database next would do it; a log that is in use or a full disk is no
      // reason to stay open.
      _ = try? writer.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }
    do { try writer.close() } catch { throw StoreError(error, path: name) }
  }

  var name: String { path ?? "memory" }

  func reading<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do { return try writer.read(body) } catch { throw StoreError(error, path: name) }
  }

  /// Runs `body` in one transaction, which is on the disk when this returns and undone when it
  /// throws.
  func writing<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do { return try writer.write(body) } catch { throw StoreError(error, path: name) }
  }
}

extension Store {
  /// SQLite gives its side files the mode of the database, so the file is made first.
  private static func createFile(_ path: String) throws(StoreError) {
    let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let code = errno
      if code == ENOSPC || code == EDQUOT { throw .diskFull }
      throw .cannotOpen(path: path, reason: String(cString: strerror(code)))
    }
    fchmod(descriptor, 0o600)
    Glibc.close(descriptor)
  }

  private static func connections(_ settings: Configuration) -> GRDB.Configuration {
    var configuration = GRDB.Configuration()
    configuration.busyMode = .timeout(settings.busySeconds)
    configuration.foreignKeysEnabled = true
    configuration.maximumReaderCount = 2
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -8000") }
    return configuration
  }

  /// Set after opening: GRDB's own set-up of the write-ahead log lowers `synchronous` to NORMAL.
  private static func makeDurable(_ pool: DatabasePool, _ settings: Configuration) throws {
    try pool.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 8388608")
      if let pages = settings.maximumPages {
        try database.execute(sql: "PRAGMA max_page_count = \(pages)")
      }
      let durability = try Durability(database)
      guard durability.isKept else { throw StoreError.notDurable(found: durability.synchronous) }
    }
  }
}
