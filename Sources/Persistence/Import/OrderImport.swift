import Commerce
import DataPipeline
import GRDB
import GRDBSQLite

/// One file on its way into the tables, inside a transaction that is open.
///
/// Where the store has no orders of the source and the file is large, the orders are appended
/// without their indexes,
/// which are built in one go at the end: sorting a million references once is faster than placing
/// each.
struct OrderImport {
  private let database: Database
  private let request: ImportRequest
  private let name: String
  private let source: Int64
  private let buildsIndexes: Bool
  private var customers: FileCustomers
  private var days = OrderDays()
  private var newOrders = 0
  private var alreadyStored = 0
  private var conflicting = 0
  /// Of those, what is told of the ones that differ only in a smaller amount: a refund may say why.
  private var lowered: [String: Int64] = [:]
  private var knowsCurrency = false
  /// What the file says was given back.
  private(set) var refunds = FileRefunds()
  /// The least id that an order of this file can have.
  private let firstNewOrder: Int64
  /// Stored numbers by the file's own.
  private var channels: [UInt8: Int64] = [:]

  init(database: Database, request: ImportRequest, name: String, size: Int64) throws {
    self.database = database
    self.request = request
    self.name = name
    buildsIndexes = try Self.isWorthBuilding(database, source: request.source, size: size)
    source = try TableWriter(database: database).sourceID(request.source)
    customers = try FileCustomers(database: database)
    firstNewOrder = try StateReader(database: database).nextID(in: "orders")
    if buildsIndexes { try database.execute(sql: OrderIndexes.drop) }
  }

  mutating func take(_ batch: OrderBatch) throws {
    try checkCurrency(batch.currency)
    try customers.meet(batch)
    let insert = try OrderInsertion(database, source: source)
    for row in 0..<batch.count {
      let customer = Int(batch.customers[row])
      let order = StoredOrder(
        customer: customers.id(of: customer), placedAt: batch.placedAt[row],
        amountMicros: batch.amountMicros[row])
      let channel = try channel(of: row, in: batch)
      let isNew = try batch.withReference(of: row) { try insert.run($0, order, channel: channel) }
      if isNew {
        newOrders += 1
        days.add(at: order.placedAt, amountMicros: order.amountMicros)
        customers.ordered(customer, on: order.placedAt.day, amountMicros: order.amountMicros)
      } else {
        try compare(order, reference: batch.reference(of: row))
      }
    }
  }

  /// Whether anything was stored before, of which something may be given back.
  var hadOrders: Bool { firstNewOrder > 1 }

  mutating func take(_ found: FileRefunds) { refunds = found }

  /// Builds the indexes, sums up the customers and the days, and leaves a note of the file.
  mutating func finish(_ report: QualityReport) throws -> ImportSummary {
    if buildsIndexes { try database.execute(sql: OrderIndexes.create) }
    try customers.write()
    try TableWriter(database: database).add(days)
    let settled = try RefundLedger(database, source: source)
      .settle(refunds.all, firstNew: firstNewOrder)
    var summary = ImportSummary(report: report)
    summary.newOrders = newOrders - settled.newAndGone
    let restated = restatedCount
    summary.alreadyStored = alreadyStored + restated
    summary.conflicting = conflicting - restated
    summary.refundedOrders = settled.orders
    summary.refundedMicros = settled.micros
    summary.newRefunds = settled.news
    summary.newCustomers = customers.newCount
    if summary.changedAnything { try note(summary) }
    return summary
  }

  /// A row that tells what is left of a stored order differs from it and does not contradict it.
  private var restatedCount: Int {
    guard !lowered.isEmpty else { return 0 }
    return Set(refunds.all).count { refund in
      guard case .rest(let micros) = refund.kind else { return false }
      return lowered[refund.reference] == micros
    }
  }

  private static func isWorthBuilding(
    _ database: Database, source: String, size: Int64
  ) throws -> Bool {
    guard size >= 4_000_000 else { return false }
    let known = try database.sql("SELECT 1 FROM order_source WHERE name = ?").first(source) { _ in
      true
    }
    // About 30 bytes an order: the file must hold more than what would have to be sorted again.
    let stored = try StateReader(database: database).orderTotals().count
    return known == nil && Int64(stored) * 30 < size
  }

  private mutating func channel(of row: Int, in batch: OrderBatch) throws -> Int64? {
    guard let name = batch.channel(of: row) else { return nil }
    if let known = channels[batch.channels[row]] { return known }
    let id = try TableWriter(database: database).channelID(name)
    channels[batch.channels[row]] = id
    return id
  }

  private mutating func checkCurrency(_ currency: Currency) throws {
    guard !knowsCurrency else { return }
    knowsCurrency = true
    guard let shop = try StateReader(database: database).shop() else {
      let shop = Shop(name: request.shopName, currency: currency)
      return try TableWriter(database: database).write(shop)
    }
    guard shop.currency == currency else {
      throw StoreError.wrongCurrency(
        file: name, found: currency.code, shop: shop.currency.code)
    }
  }

  private mutating func compare(_ order: StoredOrder, reference: String) throws {
    let stored = try database.sql(
      "SELECT customer, placed_at, amount, refunded FROM orders WHERE source = ? AND reference = ?"
    ).first(source, reference) { row in
      let amount = row.int64(2)
      let left = amount - row.int64(3)
      return StoredOrder(
        customer: row.identifier(0), placedAt: row.instant(1),
        amountMicros: order.amountMicros == left ? left : amount)
    }
    guard stored != order else {
      alreadyStored += 1
      return
    }
    conflicting += 1
    guard let stored, stored.amountMicros > order.amountMicros,
      (stored.customer, stored.placedAt) == (order.customer, order.placedAt)
    else { return }
    lowered[reference] = order.amountMicros
  }

  private func note(_ summary: ImportSummary) throws {
    var report = summary.report
    // The days are summed in a table of their own.
    report.demand = DailyDemand()
    report.diagnostics = Array(report.diagnostics.prefix(20))
    try database.sql(
      """
      INSERT INTO import_file (name, imported_at, new_orders, new_customers, already_stored, bad_rows, report)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """
    ).run(
      name, request.now, summary.newOrders, summary.newCustomers, summary.alreadyStored,
      summary.report.badRows, try StoredJSON.encode(report))
  }
}

struct StoredOrder: Equatable {
  var customer: Customer.ID
  var placedAt: Instant
  var amountMicros: Int64
}

/// The statement that a million orders go through; its texts are read in place.
private struct OrderInsertion {
  private let statement: PreparedSQL

  init(_ database: Database, source: Int64) throws {
    statement = try database.sql(
      """
      INSERT INTO orders (source, reference, customer, placed_at, amount, channel)
      VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """)
    sqlite3_bind_int64(statement.handle, 1, source)
  }

  /// - Returns: False if the reference is stored already.
  func run(
    _ reference: UnsafeRawBufferPointer, _ order: StoredOrder, channel: Int64?
  ) throws -> Bool {
    let handle = statement.handle
    sqlite3_bind_text64(
      handle, 2, reference.baseAddress?.assumingMemoryBound(to: CChar.self),
      UInt64(reference.count), nil, UInt8(SQLITE_UTF8))
    sqlite3_bind_int64(handle, 3, order.customer.value)
    sqlite3_bind_int64(handle, 4, order.placedAt.seconds)
    sqlite3_bind_int64(handle, 5, order.amountMicros)
    if let channel {
      sqlite3_bind_int64(handle, 6, channel)
    } else {
      sqlite3_bind_null(handle, 6)
    }
    defer { sqlite3_reset(handle) }
    let code = sqlite3_step(handle)
    guard code == SQLITE_DONE else { throw statement.failure(code) }
    return sqlite3_changes(sqlite3_db_handle(handle)) == 1
  }
}
