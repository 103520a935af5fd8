package import Commerce
import RealModule

/// How one customer buys: the rhythm, the basket, and where spend is going.
package struct CustomerHabits: Codable, Hashable, Sendable {
  /// Mean days between purchase days; `nil` after one purchase.
  package let daysBetweenPurchases: Double?
  /// The standard deviation of these days over their mean: 0 is a clock, 1 is chance; `nil` below
  /// three purchases.
  package let irregularity: Double?
  /// Mean spend an order, in units of the currency.
  package let basket: Double
  /// The factor by which spend a purchase day grew in a year, 1 if it stayed; `nil` below four
  /// purchase days or where most were free.
  package let spendTrend: Double?
  /// Days since the last purchase over the usual days between two; above 1 the customer is late.
  package let lateness: Double?

  /// The habits up to the end of a day; `nil` before the first purchase.
  ///
  /// - Parameters:
  ///   - histories: Of the shop.
  ///   - row: The customer.
  ///   - day: The last day that counts.
  package init?(_ histories: PurchaseHistories, _ row: Int, asOf day: Day) {
    let places = histories.places(of: row, upTo: day)
    guard let last = places.last else { return nil }
    let days = places.map { Double(histories.days[$0]) }
    let spends = places.map { Double(histories.micros[$0]) / 1_000_000 }
    let orders = places.reduce(0.0) { $0 + Double(histories.orders[$1]) }
    let gaps = zip(days.dropFirst(), days).map { $0 - $1 }
    let mean = gaps.isEmpty ? nil : gaps.reduce(0, +) / Double(gaps.count)
    basket = spends.reduce(0, +) / max(1, orders)
    daysBetweenPurchases = mean
    irregularity = mean.flatMap { Self.irregularity(of: gaps, mean: $0) }
    spendTrend = Self.growthAYear(of: spends, on: days)
    lateness = mean.map { (Double(day.number) - Double(histories.days[last])) / max(1, $0) }
  }

  private static func irregularity(of gaps: [Double], mean: Double) -> Double? {
    guard gaps.count > 1, mean > 0 else { return nil }
    let squares = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(gaps.count - 1)).squareRoot() / mean
  }

  /// The median of all slopes between two purchases of ln spend (Theil 1950, Sen 1968), which one
  /// large order does not move.
  private static func growthAYear(of spends: [Double], on days: [Double]) -> Double? {
    let paid = zip(days, spends).filter { $0.1 > 0 }.suffix(60).map { ($0.0, Double.log($0.1)) }
    guard paid.count > 3 else { return nil }
    var slopes: [Double] = []
    for (index, late) in paid.enumerated() {
      for early in paid.prefix(index) {
        slopes.append((late.1 - early.1) / (late.0 - early.0))
      }
    }
    slopes.sort()
    let middle = slopes.count / 2
    let median =
      slopes.count.isMultiple(of: 2)
      ? 0.5 * (slopes[middle - 1] + slopes[middle]) : slopes[middle]
    return Double.exp(min(5, max(-5, median * 365.25)))
  }
}
