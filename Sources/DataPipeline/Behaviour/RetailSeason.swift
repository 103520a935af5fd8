import Commerce

/// How much more or less is bought online on a day of each month than on an average day.
package struct RetailSeason: Sendable, Hashable {
  /// January to December; 1 is an average day.
  package let rates: [Double]

  /// - Parameter rates: Twelve, each above 0.
  package init(rates: [Double]) {
    precondition(
      rates.count == 12 && rates.allSatisfy { $0 > 0 }, "\(rates) are not twelve positive rates")
    self.rates = rates
  }

  /// What is known of online shops before a shop has told its own year.
  ///
  /// Sales a day of electronic shopping and mail-order houses (NAICS 4541) in 2013, not adjusted,
  /// without their growth of 8 per cent a year. Source: U.S. Census Bureau, Monthly Retail Trade
  /// Survey; its figures are in the public domain.
  package static let onlineRetail = RetailSeason(rates: [
    0.98, 0.97, 0.945, 0.975, 0.95, 0.91, 0.92, 0.94, 0.93, 0.94, 1.09, 1.40,
  ])

  package static let none = RetailSeason(rates: Array(repeating: 1, count: 12))
}

/// Time that runs faster in busy months: weeks of equally many purchases.
struct SeasonalClock: Sendable {
  private let first: Int32
  /// Seasonal weeks from the first day to the end of each day.
  private var weeks: [Double] = []

  /// - Parameters:
  ///   - season: How fast the clock runs.
  ///   - range: The first and last day that will be asked for.
  init(_ season: RetailSeason, over range: ClosedRange<Day>) {
    first = range.lowerBound.number
    var sum = 0.0
    weeks.reserveCapacity(range.upperBound.days(since: range.lowerBound) + 1)
    for number in first...range.upperBound.number {
      sum += season.rates[Day(number: number).civil.month - 1] / 7
      weeks.append(sum)
    }
  }

  /// Seasonal weeks between the ends of two days, to a quarter of a day so that customers share
  /// their times.
  func weeks(from earlier: Int32, to later: Int32) -> Double {
    let span = weeks[Int(later - first)] - weeks[Int(earlier - first)]
    return (span * 28).rounded() / 28
  }
}
