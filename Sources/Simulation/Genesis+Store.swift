package import Commerce
package import Market
package import Persistence

extension Genesis {
  /// A world whose customers are those of the store, beginning at `start`.
  package init(
    _ stored: StoredState, start: Instant, seed: UInt64,
    parameters: WorldParameters = WorldParameters()
  ) {
    let customers = zip(stored.customers, stored.references).map { customer, reference in
      HistoricalCustomer(
        reference: reference, firstDay: customer.firstDay, lastDay: customer.lastDay,
        purchaseDays: Int(customer.purchaseDays),
        meanOrderMicros: customer.revenueMicros / Int64(max(1, customer.purchaseDays)),
        acceptsEmail: customer.acceptsEmail)
    }
    self.init(
      currency: stored.shop.currency, start: start, seed: seed, customers: customers,
      parameters: parameters)
  }
}
