/// What is kept of a customer so that no analysis has to read their orders again.
///
/// All purchases of one day count as one (the definition RFM and the purchase models share).
package struct Customer: Hashable, Sendable {
  package typealias ID = Identifier<Customer>

  package let id: ID
  package var firstDay: Day
  package var lastDay: Day
  /// Distinct days with a purchase, at least 1.
  package var purchaseDays: Int32
  package var orders: Int32
  /// Micros of the shop's currency, over all orders.
  package var revenueMicros: Int64
  /// The part of `revenueMicros` bought on `firstDay`; the rest is repeat spend.
  package var firstDayRevenueMicros: Int64
  /// False once the customer has unsubscribed from e-mail.
  package var acceptsEmail: Bool

  package init(
    id: ID, firstDay: Day, lastDay: Day, purchaseDays: Int32, orders: Int32, revenueMicros: Int64,
    firstDayRevenueMicros: Int64, acceptsEmail: Bool = true
  ) {
    self.id = id
    self.firstDay = firstDay
    self.lastDay = lastDay
    self.purchaseDays = purchaseDays
    self.orders = orders
    self.revenueMicros = revenueMicros
    self.firstDayRevenueMicros = firstDayRevenueMicros
    self.acceptsEmail = acceptsEmail
  }

  /// A customer known by one order.
  package init(id: ID, firstOrderOn day: Day, amountMicros: Int64) {
    self.init(
      id: id, firstDay: day, lastDay: day, purchaseDays: 1, orders: 1, revenueMicros: amountMicros,
      firstDayRevenueMicros: amountMicros)
  }

  /// Takes in an order placed on or after `lastDay`. An earlier one needs the customer's whole
  /// history.
  package mutating func ordered(on day: Day, amountMicros: Int64) {
    precondition(day >= lastDay, "an order of \(day) came after one of \(lastDay)")
    if day > lastDay { purchaseDays += 1 }
    if day == firstDay { firstDayRevenueMicros += amountMicros }
    lastDay = day
    orders += 1
    revenueMicros += amountMicros
  }
}
