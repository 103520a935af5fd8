/// One order as the shop knows it.
package struct Order: Hashable, Codable, Sendable {
  package typealias ID = Identifier<Order>

  /// The shop's own order number, unique within its source.
  package var reference: String
  package var customer: Customer.ID
  package var placedAt: Instant
  package var amount: Money
  /// The campaign of the visit that led to it (from the link's UTM parameters), if there was one.
  package var campaign: Campaign.ID?
  /// What it came by, if known.
  package var channel: String?

  package init(
    reference: String, customer: Customer.ID, placedAt: Instant, amount: Money,
    campaign: Campaign.ID? = nil, channel: String? = nil
  ) {
    self.reference = reference
    self.customer = customer
    self.placedAt = placedAt
    self.amount = amount
    self.campaign = campaign
    self.channel = channel
  }
}

/// What all analyses of the past need of an order.
package struct PastOrder: Hashable, Sendable {
  package var customer: Customer.ID
  package var placedAt: Instant
  /// Micros of the shop's currency.
  package var amountMicros: Int64
  /// What it came by, if known.
  package var channel: String?

  package init(
    customer: Customer.ID, placedAt: Instant, amountMicros: Int64, channel: String? = nil
  ) {
    self.customer = customer
    self.placedAt = placedAt
    self.amountMicros = amountMicros
    self.channel = channel
  }
}
