package import Commerce
import RealModule
import Statistics

/// What customers spend after their first purchase day, over the days they were known: all that
/// can be said where there is too little for a model.
package struct PlainRate {
  /// A customer's spend in a year, with a wide 80 % interval; `nil` if nobody was known for a day.
  package let spendAYear: Estimate?

  /// The rate may change by so much, as a deviation of its logarithm, that only orders of
  /// magnitude are promised.
  private static let unknownDeviation = 0.7

  /// - Parameter known: Everybody who had bought by a day.
  package init(_ known: KnownCustomers) {
    var (days, purchases, spend, squares) = (0.0, 0.0, 0.0, 0.0)
    for customer in known.customers {
      days += Double(known.day.days(since: customer.firstDay))
      guard let past = customer.repeatSpend else { continue }
      let count = Double(past.purchases)
      purchases += count
      spend += count * past.average
      squares += count * past.average * past.average
    }
    guard days > 0 else {
      spendAYear = nil
      return
    }
    // Half a purchase more than was seen keeps the rate above 0 where nobody came back.
    let firstSpends = known.customers.reduce(0.0) { $0 + Double($1.firstDayRevenueMicros) }
    let usual =
      purchases > 0
      ? spend / purchases
      : firstSpends / 1_000_000 / Double(max(1, known.customers.count))
    let mean = (purchases + 0.5) * usual / days * 365.25
    let variation = purchases > 0 && spend > 0 ? squares * purchases / (spend * spend) : 2
    let variance = variation / (purchases + 0.5) + Self.unknownDeviation * Self.unknownDeviation
    let factor = Double.exp(NormalDistribution.standard.quantile(0.9) * variance.squareRoot())
    spendAYear = Estimate(mean: mean, low: mean / factor, high: mean * factor)
  }

  /// The sentence that tells it.
  package static func note(_ rate: Estimate) -> String {
    let figures = [rate.mean, rate.low, rate.high].map { "\(($0 * 100).rounded() / 100)" }
    return "At the rate so far a customer spends \(figures[0]) more in a year "
      + "(\(figures[1]) to \(figures[2]), 80 %)."
  }
}
