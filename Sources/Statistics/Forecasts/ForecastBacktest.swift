/// How well whole forecasts of a series would have done, each made from what was known then.
package struct ForecastBacktest: Sendable, Equatable {
  /// Absolute error over that of repeating the last period inside the series (Hyndman and Koehler
  /// 2006), mean over origins; `nil` if the series repeats itself exactly.
  package let scaledError: Double?
  /// Share of values inside their interval.
  package let coverage: Double
  package let origins: Int

  /// The last origins, a horizon apart, are tried; fewer where less than two periods come before.
  ///
  /// - Parameters:
  ///   - values: As for ``CombinedForecast``.
  ///   - seasons: As for ``CombinedForecast``.
  ///   - horizon: At least 1.
  ///   - level: Of the intervals.
  ///   - origins: At most.
  /// - Throws: ``ForecastError`` if there is not one origin.
  package init(
    _ values: [Double], seasons: CombinedForecast.Seasons, horizon: Int, level: Double = 0.95,
    origins: Int = 4
  ) throws(ForecastError) {
    let needed = seasons.neededValues
    let cuts = (1...origins).map { values.count - $0 * horizon }.filter { $0 >= needed }
    guard !cuts.isEmpty else {
      throw .tooFewValues(found: values.count, needed: needed + horizon)
    }
    var (errors, inside): ([Double], Int) = ([], 0)
    for cut in cuts {
      let past = Array(values[..<cut])
      let forecast = try CombinedForecast(past, seasons: seasons, horizon: horizon)
      let actual = values[cut..<cut + horizon]
      inside += zip(forecast.intervals(level: level), actual).count { $0.contains($1) }
      let error = zip(forecast.mean, actual).reduce(0) { $0 + abs($1.0 - $1.1) }
      if let unit = seasonalNaiveError(past, period: seasons.periods.first ?? 1) {
        errors.append(error / Double(horizon) / unit)
      }
    }
    scaledError = errors.isEmpty ? nil : errors.reduce(0, +) / Double(errors.count)
    coverage = Double(inside) / Double(cuts.count * horizon)
    self.origins = cuts.count
  }
}
