package import Commerce
package import Evaluation
import RealModule

/// How large a shop's orders and days are, which decides how much a campaign's day can tell.
package struct ResponseScale: Hashable, Sendable {
  /// Currency units of a usual order, above 0.
  package var orderValue: Double
  /// Currency units a day of the whole shop, at least 0.
  package var revenuePerDay: Double

  package init(orderValue: Double, revenuePerDay: Double) {
    self.orderValue = orderValue > 0 ? orderValue : 50
    self.revenuePerDay = max(0, revenuePerDay)
  }

  /// A spend a day for which published returns hold: that of a usual campaign of a shop of this
  /// size, or the campaign's own if it is larger.
  ///
  /// Shops whose returns are averaged spend about a tenth of their revenue on advertising, half of
  /// it where they do most; a segment is reached with a third of such a campaign.
  func typicalSpend(_ dailySpend: Double, _ audience: Audience) -> Double {
    let share = if case .segment = audience { 0.015 } else { 0.05 }
    return max(1, dailySpend, share * revenuePerDay)
  }

  /// The deviation of a day's return of a typical spend, relative to its mean.
  ///
  /// Orders come by chance (Poisson): the variance of *n* is 1 / *n* of its square. A fifth comes on
  /// top, for what days differ in.
  func noise(of return: Double) -> Double {
    (0.04 + orderValue / max(1e-9, `return`)).squareRoot()
  }
}

extension ResponseScale {
  /// That of the last four weeks: the medians of the days, so that no single large order counts.
  package init(_ orders: OrderBook, before day: Day) {
    let days = orders.daily(28, through: day.adding(days: -1)).filter { $0.orders > 0 }
    let revenues = days.map { Double($0.revenueMicros) / 1_000_000 }
    let values = zip(days, revenues).map { $1 / Double($0.orders) }
    self.init(
      orderValue: Self.median(values),
      revenuePerDay: Self.median(revenues) * Double(days.count) / 28)
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}
