package import Commerce
import GRDB

extension Store {
  package func customerID(reference: String) throws(StoreError) -> Customer.ID? {
    try reading {
      try $0.sql(ScreenQuery.customerByReference.rawValue).first(reference) { $0.identifier(0) }
    }
  }

  /// A customer's summary, computed anew from all their orders.
  ///
  /// For an order that came late: `Customer.ordered` takes only orders in their sequence.
  ///
  /// - Returns: `nil` for a customer without orders.
  package func summary(of id: Customer.ID) throws(StoreError) -> Customer? {
    try reading { try $0.summary(of: id) }
  }

  /// Hands out every order placed before an instant, in no promised order, in one pass.
  package func forEachOrder(
    before end: Instant, _ body: (PastOrder) -> Void
  ) throws(StoreError) {
    try reading { database in
      var channels: [Int64: String] = [:]
      try database.sql("SELECT id, name FROM order_channel").forEach {
        channels[$0.int64(0)] = $0.text(1)
      }
      // Most shops tell no channels, and a look-up an order is not for nothing.
      let isTold = !channels.isEmpty
      try database.sql(
        """
        SELECT customer, placed_at, amount - refunded, channel FROM orders
        WHERE placed_at < ? AND (refunded = 0 OR refunded < amount)
        """
      )
      .forEach(end) { row in
        body(
          PastOrder(
            customer: row.identifier(0), placedAt: row.instant(1), amountMicros: row.int64(2),
            channel: isTold ? channels[row.int64(3)] : nil))
      }
    }
  }

  package func shop() throws(StoreError) -> Shop? {
    try reading { try StateReader(database: $0).shop() }
  }
}

extension Database {
  func summary(of id: Customer.ID) throws -> Customer? {
    let accepts = try sql(ScreenQuery.consentOfCustomer.rawValue).first(id) { $0.bool(0) }
    guard let accepts, var customer = try orderSummary(of: id) else { return nil }
    customer.acceptsEmail = accepts
    return customer
  }

  /// What the orders say; consent is not among it.
  func orderSummary(of id: Customer.ID) throws -> Customer? {
    var customer: Customer?
    try sql(ScreenQuery.ordersOfCustomer.rawValue).forEach(id) { row in
      let (day, amount) = (row.instant(0).day, row.int64(1))
      if customer == nil {
        customer = Customer(id: id, firstOrderOn: day, amountMicros: amount)
      } else {
        customer?.ordered(on: day, amountMicros: amount)
      }
    }
    return customer
  }
}
