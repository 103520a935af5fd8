/// A series as the sum of a trend, a season that may change slowly, and a rest (STL).
///
/// Source: Cleveland, Cleveland, McRae and Terpenning, "STL: a seasonal-trend decomposition
/// procedure based on loess", Journal of Official Statistics 6, 1990.
package struct SeasonalDecomposition: Sendable, Equatable {
  package let trend: [Double]
  package let season: [Double]
  /// The value less trend and season.
  package let rest: [Double]
  /// What each value counted, in [0, 1]; 1 unless fitted robustly.
  package let robustness: [Double]

  /// How smooth the parts are.
  package struct Settings: Sendable {
    /// Periods over which a season is smoothed; odd, at least 3.
    package var seasonSpan: Int
    /// Whether single far values lose their weight, at five times the cost.
    package var isRobust: Bool

    /// Passes in which season and trend correct each other; 2 are close to the limit.
    package var passes: Int

    package init(seasonSpan: Int = 7, isRobust: Bool = false, passes: Int? = nil) {
      self.seasonSpan = seasonSpan
      self.isRobust = isRobust
      self.passes = passes ?? (isRobust ? 2 : 5)
    }
  }

  /// Decomposes `values`.
  ///
  /// - Parameters:
  ///   - values: At least two periods, all finite.
  ///   - period: At least 2.
  ///   - settings: How smooth the parts are.
  /// - Throws: ``ForecastError`` for a series too short or not finite.
  package init(
    _ values: [Double], period: Int, settings: Settings = Settings()
  ) throws(ForecastError) {
    guard period >= 2, values.count >= 2 * period else {
      throw .tooFewValues(found: values.count, needed: 2 * max(2, period))
    }
    if let bad = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(index: bad) }
    var search = Search(values, period: period, settings: settings)
    let outer = settings.isRobust ? 15 : 0
    for round in 0...outer {
      for _ in 0..<max(1, settings.passes) { search.improve() }
      if round < outer { search.weigh() }
    }
    trend = search.trend
    season = search.season
    rest = values.indices.map { values[$0] - search.trend[$0] - search.season[$0] }
    robustness = search.robustness ?? values.map { _ in 1 }
  }

  /// How much of what is not trend is season: 0 for none, 1 for all (Wang, Smith and Hyndman 2006).
  package var seasonStrength: Double { strength(of: season) }

  /// How much of what is not season is trend: 0 for none, 1 for all.
  package var trendStrength: Double { strength(of: trend) }

  private func strength(of part: [Double]) -> Double {
    let whole = Moments(zip(part, rest).map { $0 + $1 }).populationVariance ?? 0
    guard whole > 0 else { return 0 }
    return max(0, 1 - (Moments(rest).populationVariance ?? 0) / whole)
  }
}

/// The parts while they are improved in turns.
private struct Search {
  let values: [Double]
  let period: Int
  private(set) var trend: [Double]
  private(set) var season: [Double]
  private(set) var robustness: [Double]?
  private let seasonLoess: LocalRegression
  private let trendLoess: LocalRegression
  private let lowPassLoess: LocalRegression

  init(_ values: [Double], period: Int, settings: SeasonalDecomposition.Settings) {
    self.values = values
    self.period = period
    trend = [Double](repeating: 0, count: values.count)
    season = trend
    seasonLoess = LocalRegression(span: settings.seasonSpan)
    let widest = 1.5 * Double(period) / (1 - 1.5 / Double(settings.seasonSpan))
    trendLoess = LocalRegression(span: oddNumber(from: Int(widest.rounded(.up))))
    lowPassLoess = LocalRegression(span: oddNumber(from: period + 1))
  }

  /// One pass of the inner loop.
  mutating func improve() {
    let cycles = smoothedCycles(zip(values, trend).map { $0 - $1 })
    let level = lowPassLoess.smoothed(
      movingMeans(movingMeans(movingMeans(cycles, period), period), 3))
    for index in values.indices { season[index] = cycles[index + period] - level[index] }
    trend = trendLoess.smoothed(
      zip(values, season).map { $0 - $1 }, robustness: robustness)
  }

  /// Bisquare weights of the rests, as one step of the outer loop.
  mutating func weigh() {
    let sizes = values.indices.map { abs(values[$0] - trend[$0] - season[$0]) }
    let limit = 6 * (SortedSample(sizes)?.median ?? 0)
    robustness = sizes.map { size in
      if size <= 0.001 * limit { return 1 }
      if size > 0.999 * limit { return 0 }
      let rest = 1 - (size / limit) * (size / limit)
      return rest * rest
    }
  }

  /// Each season smoothed over the periods, and one period longer at both ends.
  private func smoothedCycles(_ detrended: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: values.count + 2 * period)
    for first in 0..<period {
      let places = stride(from: first, to: values.count, by: period)
      let cycle = places.map { detrended[$0] }
      let weights = robustness.map { all in places.map { all[$0] } }
      let smooth = seasonLoess.smoothed(cycle, robustness: weights)
      let width = min(seasonLoess.span, cycle.count)
      let before = seasonLoess.value(
        of: cycle, at: -1, from: 0, through: width - 1, robustness: weights)
      let after = seasonLoess.value(
        of: cycle, at: Double(cycle.count), from: cycle.count - width, through: cycle.count - 1,
        robustness: weights)
      let whole = [before ?? smooth[0]] + smooth + [after ?? smooth[smooth.count - 1]]
      for (turn, value) in whole.enumerated() { result[first + turn * period] = value }
    }
    return result
  }
}

/// Means of each run of `length` values.
private func movingMeans(_ values: [Double], _ length: Int) -> [Double] {
  guard values.count >= length else { return [] }
  var sum = values[..<length].reduce(0, +)
  var means = [sum / Double(length)]
  means.reserveCapacity(values.count - length + 1)
  for next in length..<values.count {
    sum += values[next] - values[next - length]
    means.append(sum / Double(length))
  }
  return means
}

private func oddNumber(from number: Int) -> Int { number.isMultiple(of: 2) ? number + 1 : number }
