package import Commerce
package import DataPipeline
import Glibc
import GRDB

/// How a file is taken into the store.
package struct ImportRequest: Sendable {
  package var options: ImportOptions
  /// Within a source, an order's reference is unique; files of one shop share the source.
  package var source: String
  /// For a store that has no shop yet.
  package var shopName: String
  package var now: Instant

  package init(
    now: Instant, options: ImportOptions = ImportOptions(), source: String = "file",
    shopName: String = "Shop"
  ) {
    self.now = now
    self.options = options
    self.source = source
    self.shopName = shopName
  }
}

extension Store {
  /// Takes in a file of orders: all of it, on the disk when this returns, or nothing.
  ///
  /// Orders that are stored already are left alone but for what was given back of them, so a file
  /// can be imported again and files may overlap. Customers that are new get the next free ids. A
  /// million orders take about three seconds and need about 100 MB.
  ///
  /// - Parameters:
  ///   - path: A CSV file, or a pipe.
  ///   - request: How to read it and where it belongs.
  ///   - audit: The line of the audit, written in the same transaction; not asked if nothing has
  ///     changed.
  ///   - progress: Is told after each 512 kB at most.
  /// - Returns: What the file is like and what came of it.
  /// - Throws: `ImportError` if the file cannot be used, else ``StoreError``.
  package func importOrders(
    path: String, _ request: ImportRequest, audit: (ImportSummary) -> AuditEntry? = { _ in nil },
    progress: (ImportProgress) -> Void = { _ in }
  ) throws -> ImportSummary {
    var status = stat()
    let size = stat(path, &status) == 0 ? Int64(status.st_size) : 0
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return try importOrders(
      from: OrderReader(path: path, options: request.options), name: name, size: size, request,
      audit: audit, progress: progress)
  }

  /// Takes in orders from a reader.
  ///
  /// - Parameters:
  ///   - reader: Where the orders come from.
  ///   - name: What the file is called in messages and in the list of files.
  ///   - size: Bytes, or 0; a large first import is carried out in another way.
  ///   - request: Where they belong.
  ///   - audit: The line of the audit.
  ///   - progress: Is told after each 512 kB at most.
  /// - Returns: What the file is like and what came of it.
  /// - Throws: `ImportError` if the file cannot be used, else ``StoreError``.
  package func importOrders(
    from reader: OrderReader, name: String, size: Int64 = 0, _ request: ImportRequest,
    audit: (ImportSummary) -> AuditEntry? = { _ in nil },
    progress: (ImportProgress) -> Void = { _ in }
  ) throws -> ImportSummary {
    do {
      let (summary, head) = try bulkWriting { database in
        var orders = try OrderImport(database: database, request: request, name: name, size: size)
        let report = try reader.read(
          batch: { try orders.take($0) }, progress: progress,
          acceptsRefundsAlone: orders.hadOrders, refunds: { orders.take($0) })
        let summary = try orders.finish(reader.settled(report, taking: orders.refunds))
        let entry = summary.changedAnything ? audit(summary) : nil
        return (summary, try TableWriter(database: database).append(entry.map { [$0] } ?? []))
      }
      if let head { auditHead?.appendIfDue(head) }
      return summary
    } catch let error as ImportError {
      throw error
    } catch {
      throw StoreError(error, path: self.name)
    }
  }

  /// One transaction with room to work: a larger page cache, and foreign keys unchecked, since the
  /// import takes its
  /// customers' ids from the table itself.
  private func bulkWriting<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try writer.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA cache_size = -48000; PRAGMA foreign_keys = OFF")
      defer {
        try? database.execute(
          sql: "PRAGMA foreign_keys = ON; PRAGMA cache_size = -8000; PRAGMA shrink_memory")
      }
      var value: Value?
      try database.inTransaction(.immediate) {
        value = try body(database)
        return .commit
      }
      guard let value else { throw StoreError.io(reason: "the transaction gave no result") }
      return value
    }
  }
}
