package import Commerce

/// How much the shop sells on each day of the week, relative to an average day.
///
/// Taken from up to five weeks of orders and drawn towards 1 where there are few; a campaign's
/// return on a strong day
/// is not its own merit.
package struct DemandWeek: Sendable {
  private let factors: [Double]

  /// Every day alike.
  package static let even = DemandWeek(factors: [Double](repeating: 1, count: 7))

  private init(factors: [Double]) { self.factors = factors }

  package init(_ orders: OrderBook, now: Instant) {
    let counts = orders.daily(28, through: now.day.adding(days: -1))
    let total = counts.reduce(0) { $0 + $1.orders }
    guard total >= 50 else {
      factors = [Double](repeating: 1, count: 7)
      return
    }
    let mean = Double(total) / 28
    var sums = [Double](repeating: 0, count: 7)
    for (index, count) in counts.enumerated() {
      let day = now.day.adding(days: index - 28)
      sums[day.weekday] += Double(count.orders)
    }
    // Four days of each weekday beside the weight of 30 average orders.
    factors = sums.map { max(0.4, min(2, ($0 + 30) / (4 * mean + 30))) }
  }

  /// Of the day's weekday, 0.4…2; 1 while the shop has few orders.
  package func factor(on day: Day) -> Double { factors[day.weekday] }
}
