package import Commerce

/// What one campaign did on one whole, settled day of a trial, in currency units.
package struct TrialDay: Hashable, Sendable {
  package var spend: Double
  /// As attributed by the platform.
  package var revenue: Double
  package var orders: Double

  package init(spend: Double, revenue: Double, orders: Double) {
    self.spend = spend
    self.revenue = revenue
    self.orders = orders
  }

  package init(_ metrics: Metrics) {
    self.init(
      spend: Double(metrics.spendMicros) / 1_000_000,
      revenue: Double(metrics.revenueMicros) / 1_000_000, orders: metrics.conversions)
  }

  static func + (left: TrialDay, right: TrialDay) -> TrialDay {
    TrialDay(
      spend: left.spend + right.spend, revenue: left.revenue + right.revenue,
      orders: left.orders + right.orders)
  }
}

extension [TrialDay] {
  var sum: TrialDay { reduce(TrialDay(spend: 0, revenue: 0, orders: 0), +) }
}
