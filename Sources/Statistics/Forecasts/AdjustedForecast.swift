/// A series up to an origin, without its seasons.
struct DecomposedPast {
  let adjusted: [Double]
  /// For each period the coming seasons in order.
  let seasons: [[Double]]
}

/// The decompositions of a series at its origins, each made once.
///
/// Loess looks to both sides, so a decomposition of the whole series would know the future.
final class DecomposedPasts {
  private let periods: [Int]
  private var known: [Int: DecomposedPast?] = [:]

  /// So many periods that a season hardly changes.
  private static let seasonSpan = 35
  /// What lies further back does not move the end of a decomposition.
  private static let memory = 300

  /// - Parameter periods: From the shortest; empty for no season.
  init(periods: [Int]) {
    self.periods = periods
  }

  /// What is known before `origin` of a `series` that is the same at each call.
  ///
  /// `nil` where there is no decomposition.
  func past(of series: [Double], before origin: Int) -> DecomposedPast? {
    if let found = known[origin] { return found }
    let found = decomposed(series[..<origin])
    known[origin] = .some(found)
    return found
  }

  private func decomposed(_ values: ArraySlice<Double>) -> DecomposedPast? {
    var adjusted = Array(values.suffix(max(Self.memory, 6 * (periods.max() ?? 1))))
    var seasons: [[Double]] = []
    for period in periods where adjusted.count > 2 * period {
      let settings = SeasonalDecomposition.Settings(seasonSpan: Self.seasonSpan, passes: 2)
      guard let parts = try? SeasonalDecomposition(adjusted, period: period, settings: settings)
      else { return nil }
      adjusted = zip(adjusted, parts.season).map { $0 - $1 }
      seasons.append(Array(parts.season.suffix(period)))
    }
    return DecomposedPast(adjusted: adjusted, seasons: seasons)
  }
}

/// The forecast of a seasonally adjusted series, with the seasons put back.
struct AdjustedForecast {
  let rest: ForecastMember.Rest
  /// Those of the last origin, from which the next search starts.
  private var weights: ExponentialSmoothing.Weights?

  init(rest: ForecastMember.Rest) {
    self.rest = rest
  }

  mutating func forecast(after past: DecomposedPast, _ horizon: Int) -> [Double]? {
    restForecast(past.adjusted, horizon)?.enumerated().map { step, value in
      past.seasons.reduce(value) { $0 + $1[step % $1.count] }
    }
  }

  private mutating func restForecast(_ adjusted: [Double], _ horizon: Int) -> [Double]? {
    guard rest != .autoregression else {
      return SeasonalAutoregression(adjusted[...], period: 0)?
        .forecast(after: adjusted[...], horizon: horizon)
    }
    let smoothing = QuickSmoothing(
      adjusted[...], period: 1, hasTrend: rest == .smoothing, first: weights)
    weights = smoothing.weights
    guard rest == .theta else {
      return smoothing.runs(over: adjusted, until: [adjusted.count])[0].forecast(horizon)
    }
    return try? ThetaMethod(adjusted, weight: smoothing.weights.level).forecast(horizon)
  }
}
