/// One tenant: what it is called and the currency of its orders. Its days are UTC days.
package struct Shop: Hashable, Codable, Sendable {
  package var name: String
  package var currency: Currency
  /// Share of revenue that is left after goods and delivery, in (0, 1]; turns revenue into profit.
  package var grossMargin: Double

  package init(name: String, currency: Currency, grossMargin: Double = 0.45) {
    self.name = name
    self.currency = currency
    self.grossMargin = grossMargin
  }
}
