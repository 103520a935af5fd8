package import Commerce
package import Evaluation

/// How much a shop sells at a moment, on the whole and by weekday: what a campaign's days are
/// compared with. It is the same for all campaigns, so it is read off the orders once.
package struct DemandLevel: Sendable {
  package let now: Instant
  /// How large its orders and days are.
  package let scale: ResponseScale
  let week: DemandWeek

  /// That of the four weeks before a moment.
  package init(_ orders: OrderBook, now: Instant) {
    self.now = now
    scale = ResponseScale(orders, before: now.day)
    week = DemandWeek(orders, now: now)
  }
}
