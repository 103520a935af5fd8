package import Commerce
import Statistics

/// Orders and revenue expected on each of the next days, with 80 % intervals.
package struct DemandForecast: Hashable, Codable, Sendable {
  /// From the day after the history on.
  package let days: [ExpectedDay]
  /// Change of the level of orders from the four weeks before the last four to the last four, as a
  /// share;
  /// `nil` with less than eight weeks or nothing ordered in the earlier four.
  package let monthlyTrend: Double?

  package struct ExpectedDay: Hashable, Codable, Sendable {
    package let day: Day
    package let orders: Estimate
    /// Currency units.
    package let revenue: Estimate

    package init(day: Day, orders: Estimate, revenue: Estimate) {
      self.day = day
      self.orders = orders
      self.revenue = revenue
    }
  }

  /// Less than four weeks do not tell weekdays from chance.
  package static let neededDays = 28
  private static let level = 0.8

  /// Forecasts from whole days; leave out today if it is not over.
  ///
  /// - Parameters:
  ///   - history: At least 28 days, else the answer is `nil`.
  ///   - horizonDays: At least 1.
  /// - Returns: A forecast that starts on the day after the history.
  package static func make(history: DailyDemand, horizonDays: Int = 14) -> DemandForecast? {
    guard let last = history.lastDay, history.orders.count >= neededDays, horizonDays > 0
    else { return nil }
    guard let orders = estimates(history.orders.map(Double.init), horizonDays),
      let revenue = estimates(history.revenueUnits, horizonDays)
    else { return nil }
    return DemandForecast(
      days: (0..<horizonDays).map { step in
        ExpectedDay(
          day: last.adding(days: step + 1), orders: orders[step], revenue: revenue[step])
      }, monthlyTrend: monthlyTrend(of: history.orders))
  }

  private static func estimates(_ values: [Double], _ horizon: Int) -> [Estimate]? {
    let seasons = CombinedForecast.Seasons(
      of: .seconds(Instant.secondsPerDay), count: values.count, period: nil)
    guard let forecast = try? CombinedForecast(values, seasons: seasons, horizon: horizon) else {
      return nil
    }
    return zip(forecast.mean, forecast.intervals(level: level)).map { mean, interval in
      Estimate(
        mean: max(mean, 0), low: max(interval.lowerBound, 0), high: max(interval.upperBound, 0),
        level: level)
    }
  }

  static func monthlyTrend(of orders: [Int]) -> Double? {
    guard orders.count >= 56 else { return nil }
    let recent = orders.suffix(28).reduce(0, +)
    let before = orders.suffix(56).prefix(28).reduce(0, +)
    return before > 0 ? Double(recent) / Double(before) - 1 : nil
  }
}
