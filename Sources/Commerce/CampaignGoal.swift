/// A figure that a campaign should reach in any seven days.
package struct CampaignGoal: Hashable, Codable, Sendable {
  package var measure: Measure
  /// Currency units, orders, or money for money.
  package var target: Double
  /// Where the figure is from: `as expected when it was decided`.
  package var because: String

  package enum Measure: String, CaseIterable, Codable, Sendable {
    case revenue, orders
    case returnOnAdSpend = "ROAS"
    case costPerOrder = "cost per order"

    /// In currency units.
    package var isMoney: Bool { self == .revenue || self == .costPerOrder }
    package var isLowerBetter: Bool { self == .costPerOrder }

    /// The figure of seven days; `nil` where it cannot be told, as a return without spend.
    package func value(of week: Metrics) -> Double? {
      switch self {
      case .revenue: Double(week.revenueMicros) / 1_000_000
      case .orders: week.conversions
      case .returnOnAdSpend: week.returnOnAdSpend
      case .costPerOrder: week.costPerConversion
      }
    }
  }

  package init(_ measure: Measure, _ target: Double, because: String) {
    self.measure = measure
    self.target = target
    self.because = because
  }

  /// Whether seven days reach it; `nil` where that cannot be told.
  package func isReached(by week: Metrics) -> Bool? {
    measure.value(of: week).map { measure.isLowerBetter ? $0 <= target : $0 >= target }
  }
}
