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
    /// Orders of which less is left than before.
    var orders = 0
    /// Of those, the ones that a row of the file told with what is left of them.
    var restated = 0
    /// Orders that came with this file and of which nothing is left.
    var newAndGone = 0
  }

  private struct Due {
    var id: Int64
    var reference: String
    var customer: Customer.ID
    var placedAt: Instant
    var amount: Int64
    var refunded: Int64
    var total: Int64
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
    try note(refunds)
    let restated = Set(refunds.compactMap { $0.rest > 0 ? $0.reference : nil })
    var outcome = Outcome()
    var customers: Set<Customer.ID> = []
    for due in try due() {
      try takeOff(due)
      customers.insert(due.customer)
      outcome.orders += 1
      if restated.contains(due.reference), due.id < firstNew { outcome.restated += 1 }
      if due.id >= firstNew, due.total == due.amount { outcome.newAndGone += 1 }
    }
    for customer in customers { try sumUp(customer) }
    return outcome
  }

  private func note(_ refunds: [OrderRefund]) throws {
    let insert = try database.sql(
      """
      INSERT INTO refund (source, reference, at, micros) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
      """)
    for refund in refunds {
      switch refund.kind {
      case .rest(let micros): try insert.run(source, refund.reference, Int64(0), micros)
      case .part(let at, let micros):
        try insert.run(source, refund.reference, max(1, at.seconds), micros)
      }
    }
  }

  /// Orders of which more was given back than is taken off.
  private func due() throws -> [Due] {
    try database.sql(
      """
      SELECT o.id, o.reference, o.customer, o.placed_at, o.amount, o.refunded,
        min(o.amount, max(
          o.amount - coalesce(min(CASE WHEN r.at = 0 THEN r.micros END), o.amount),
          coalesce(sum(CASE WHEN r.at > 0 THEN r.micros END), 0))) AS total
      FROM refund AS r JOIN orders AS o ON o.source = r.source AND o.reference = r.reference
      WHERE r.source = ? GROUP BY o.id HAVING total > o.refunded ORDER BY o.id
      """
    ).all(source) { row in
      Due(
        id: row.int64(0), reference: row.text(1), customer: row.identifier(2),
        placedAt: row.instant(3), amount: row.int64(4), refunded: row.int64(5),
        total: row.int64(6))
    }
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

extension OrderRefund {
  /// Micros that are left, where it says so.
  fileprivate var rest: Int64 {
    if case .rest(let micros) = kind { micros } else { 0 }
  }
}
