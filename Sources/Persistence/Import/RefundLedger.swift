import Commerce
import DataPipeline
import GRDB

/// Takes what was given back off stored orders, each refund once however often it is told.
struct RefundLedger {
  private let database: Database
  private let source: Int64

  init(_ database: Database, source: Int64) {
    self.database = database
    self.source = source
  }

  /// What taking off has changed.
  struct Outcome {
    /// Orders of which less is left than before, and how much less.
    var orders = 0
    var micros: Int64 = 0
    /// Refunds that were not told before, whether or not their orders are stored.
    var news = 0
    /// Orders that came with this file and of which nothing is left.
    var newAndGone = 0
  }

  fileprivate struct Due {
    var id: Int64
    var customer: Customer.ID
    var placedAt: Instant
    var amount: Int64
    var refunded: Int64
    var refunds = RefundsOfOrder()

    /// What was given back of it in all.
    var total: Int64 { amount - refunds.rest(of: amount) }
  }

  /// Notes refunds and takes them, and those that were waiting, off the orders, their days and their
  /// customers.
  ///
  /// - Parameters:
  ///   - refunds: What the file says.
  ///   - firstNew: The least id of the orders that came with the file.
  /// - Returns: What has changed.
  /// - Throws: What SQLite says.
  func settle(_ refunds: [OrderRefund], firstNew: Int64) throws -> Outcome {
    var outcome = Outcome()
    outcome.news = try note(refunds)
    var customers: Set<Customer.ID> = []
    for due in try due() {
      try takeOff(due)
      customers.insert(due.customer)
      outcome.orders += 1
      outcome.micros += due.total - due.refunded
      if due.id >= firstNew, due.total == due.amount { outcome.newAndGone += 1 }
    }
    for customer in customers { try sumUp(customer) }
    return outcome
  }

  /// - Returns: How many were not there before.
  private func note(_ refunds: [OrderRefund]) throws -> Int {
    let insert = try database.sql(
      """
      INSERT INTO refund (source, reference, day, micros, number) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """)
    var news = 0
    for refund in refunds {
      switch refund.kind {
      case .rest(let micros): news += try insert.run(source, refund.reference, Int64(-1), micros, 1)
      case .part(let day, let micros, let number):
        news += try insert.run(source, refund.reference, Int64(day.number), micros, number)
      }
    }
    return news
  }

  /// Orders of which more was given back than is taken off.
  private func due() throws -> [Due] {
    var orders: [Due] = []
    try database.sql(
      """
      SELECT o.id, o.customer, o.placed_at, o.amount, o.refunded, r.day, r.micros, r.number
      FROM refund AS r JOIN orders AS o ON o.source = r.source AND o.reference = r.reference
      WHERE r.source = ? ORDER BY r.reference
      """
    ).forEach(source) { row in
      if orders.last?.id != row.int64(0) { orders.append(Due(row)) }
      let micros = row.int64(6)
      orders[orders.count - 1].refunds.add(
        row.int64(5) < 0
          ? .rest(micros: micros)
          : .part(on: row.day(5), micros: micros, number: Int(row.int64(7))))
    }
    return orders.filter { $0.total > $0.refunded }
  }

  private func takeOff(_ due: Due) throws {
    try database.sql("UPDATE orders SET refunded = ? WHERE id = ?").run(due.total, due.id)
    try database.sql(
      "UPDATE order_day SET orders = orders - ?, revenue = revenue - ? WHERE day = ?"
    ).run(due.total == due.amount ? 1 : 0, due.total - due.refunded, due.placedAt.day)
  }

  private func sumUp(_ customer: Customer.ID) throws {
    if let summary = try database.summary(of: customer) {
      return try TableWriter(database: database).update([summary])
    }
    try database.sql(
      """
      UPDATE customer SET purchase_days = 0, orders = 0, revenue = 0, first_day_revenue = 0
      WHERE id = ?
      """
    ).run(customer)
  }
}

extension RefundLedger.Due {
  fileprivate init(_ row: SQLRow) {
    self.init(
      id: row.int64(0), customer: row.identifier(1), placedAt: row.instant(2),
      amount: row.int64(3), refunded: row.int64(4))
  }
}
