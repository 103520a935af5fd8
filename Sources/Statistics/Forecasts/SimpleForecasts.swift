/// Repeats the last period: the yardstick every other forecast is measured by.
///
/// - Parameters:
///   - values: At least one period.
///   - period: At least 1; 1 repeats the last value.
///   - horizon: Steps ahead.
/// - Returns: `nil` if there is less than one period.
package func seasonalNaiveForecast(
  _ values: [Double], period: Int, horizon: Int
) -> [Double]? {
  guard period >= 1, values.count >= period else { return nil }
  return (0..<max(0, horizon)).map { values[values.count - period + $0 % period] }
}

/// The mean absolute error of repeating the last period inside a series: the unit of MASE.
///
/// `nil` if the series has no more than one period or never differs from the one before.
package func seasonalNaiveError(_ values: [Double], period: Int) -> Double? {
  guard period >= 1, values.count > period else { return nil }
  let total = (period..<values.count).reduce(0) { $0 + abs(values[$1] - values[$1 - period]) }
  return total > 0 ? total / Double(values.count - period) : nil
}

/// The theta method: half the linear trend plus simple smoothing, on seasonally adjusted values.
///
/// The season is multiplicative by classical decomposition. Sources: Assimakopoulos and
/// Nikolopoulos 2000; Hyndman and Billah, "Unmasking the theta method", 2003.
package struct ThetaMethod: Sendable, Codable, Equatable {
  /// The weight α of the smoothing.
  package let weight: Double
  /// The slope of the straight line through the adjusted values, a step.
  package let slope: Double
  /// Factors of the coming seasons in order; empty without a season.
  package let seasons: [Double]
  private let level: Double
  private let count: Int

  /// Fits the method.
  ///
  /// - Parameters:
  ///   - values: At least 3 and two periods. Without a value at or below 0 they are adjusted.
  ///   - period: Steps after which the season returns; 1 for none.
  ///   - weight: A fixed weight of the smoothing instead of the best.
  /// - Throws: ``ForecastError`` for a series too short or not finite.
  package init(
    _ values: [Double], period: Int = 1, weight: Double? = nil
  ) throws(ForecastError) {
    let needed = max(3, 2 * period)
    guard values.count >= needed else {
      throw .tooFewValues(found: values.count, needed: needed)
    }
    if let bad = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(index: bad) }
    let isSeasonal = period > 1 && values.allSatisfy { $0 > 0 }
    let factors = isSeasonal ? ThetaMethod.seasonFactors(of: values, period: period) : [1]
    let adjusted = values.enumerated().map { $1 / factors[$0 % factors.count] }
    let middle = Double(values.count - 1) / 2
    let mean = adjusted.reduce(0, +) / Double(values.count)
    var (across, square) = (0.0, 0.0)
    for (index, value) in adjusted.enumerated() {
      across += (Double(index) - middle) * (value - mean)
      square += (Double(index) - middle) * (Double(index) - middle)
    }
    slope = across / square
    let smoothing: ExponentialSmoothing
    if let fixed = weight {
      smoothing = ExponentialSmoothing(
        weights: .init(level: fixed), start: .init(level: adjusted[0]))
    } else {
      smoothing = try ExponentialSmoothing.fit(adjusted, form: .simple)
    }
    self.weight = smoothing.weights.level
    level = smoothing.run(over: adjusted).end.level
    count = values.count
    seasons = isSeasonal ? (0..<period).map { factors[(values.count + $0) % period] } : []
  }

  /// The expected values of the next `horizon` steps.
  package func forecast(_ horizon: Int) -> [Double] {
    let kept = weight > 0 ? (1 - power(1 - weight, count)) / weight : Double(count)
    return (0..<max(0, horizon)).map { step in
      let drift = 0.5 * slope * (Double(step) + kept)
      return (level + drift) * (seasons.isEmpty ? 1 : seasons[step % seasons.count])
    }
  }

  /// Means of value / centred moving average by season, scaled to mean 1.
  private static func seasonFactors(of values: [Double], period: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: period)
    var counts = sums
    let half = period / 2
    for middle in half..<values.count - half {
      let inside = values[middle - half...middle + half].reduce(0, +)
      let ends =
        period.isMultiple(of: 2) ? 0.5 * (values[middle - half] + values[middle + half]) : 0
      sums[middle % period] += values[middle] * Double(period) / (inside - ends)
      counts[middle % period] += 1
    }
    let means = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 1 }
    let mean = means.reduce(0, +) / Double(period)
    return means.map { $0 / mean }
  }
}

private func power(_ base: Double, _ exponent: Int) -> Double {
  var (result, factor, left) = (1.0, base, exponent)
  while left > 0 {
    if left & 1 == 1 { result *= factor }
    factor *= factor
    left >>= 1
  }
  return result
}
