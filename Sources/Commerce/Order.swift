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

  package init(
    reference: String, customer: Customer.ID, placedAt: Instant, amount: Money,
    campaign: Campaign.ID? = nil
  ) {
    self.reference = reference
    self.customer = customer
    self.placedAt = placedAt
    self.amount = amount
    self.campaign = campaign
  }
}
