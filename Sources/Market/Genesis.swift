package import Commerce

/// A customer of the shop's real history, from whom a shopper of the simulated world is made.
package struct HistoricalCustomer: Hashable, Sendable {
  /// The shop's own reference; orders and recipients are matched by it.
  package var reference: String
  package var firstDay: Day
  package var lastDay: Day
  /// Distinct days with a purchase, at least 1.
  package var purchaseDays: Int
  /// Micros of the shop's currency, above 0.
  package var meanOrderMicros: Int64
  package var acceptsEmail: Bool

  package init(
    reference: String, firstDay: Day, lastDay: Day, purchaseDays: Int, meanOrderMicros: Int64,
    acceptsEmail: Bool = true
  ) {
    self.reference = reference
    self.firstDay = firstDay
    self.lastDay = lastDay
    self.purchaseDays = purchaseDays
    self.meanOrderMicros = meanOrderMicros
    self.acceptsEmail = acceptsEmail
  }
}

/// All that a world begins with; the same genesis gives the same world, hour by hour.
package struct Genesis: Hashable, Sendable {
  package var currency: Currency
  /// The first hour that is simulated; rounded down to a whole hour.
  package var start: Instant
  package var seed: UInt64
  package var customers: [HistoricalCustomer]
  package var parameters: WorldParameters

  package init(
    currency: Currency, start: Instant, seed: UInt64, customers: [HistoricalCustomer],
    parameters: WorldParameters = WorldParameters()
  ) {
    self.currency = currency
    self.start = start
    self.seed = seed
    self.customers = customers
    self.parameters = parameters
  }
}
