import RealModule

/// Exponential smoothing with an additive season, fitted fast enough for many origins.
///
/// The start is taken from the first periods instead of being searched, so that a fit costs some
/// hundred passes whatever the period. The trend is damped.
struct QuickSmoothing {
  let weights: ExponentialSmoothing.Weights
  private let start: ExponentialSmoothing.State

  /// Learns the weights whose one-step errors over `values` have the least sum of squares.
  ///
  /// - Parameters:
  ///   - values: At least two periods, the first at index 0.
  ///   - period: 1 for no season.
  ///   - hasTrend: Whether level changes are expected to go on.
  ///   - first: Weights from which the search starts, as those of an earlier fit.
  init(
    _ values: ArraySlice<Double>, period: Int, hasTrend: Bool,
    first: ExponentialSmoothing.Weights? = nil
  ) {
    let opening = Opening(values, period: period)
    let start = hasTrend ? opening.state : opening.flatState
    self.start = start
    let guess =
      first
      ?? ExponentialSmoothing.Weights(level: 0.2, trend: 0.05, season: 0.1, damping: 0.95)
    let found = minimum(
      from: guess.place(isSeasonal: period > 1), step: first == nil ? 0.8 : 0.3,
      tolerance: 1e-4, rounds: first == nil ? 120 : 40
    ) { place in
      var end = start
      return QuickSmoothing.follow(
        values, from: &end, weights: .init(at: place, hasTrend: hasTrend))
    }
    weights = .init(at: found.place, hasTrend: hasTrend)
  }

  /// What is believed before each of `origins`, which rise.
  func runs(over values: [Double], until origins: [Int]) -> [ExponentialSmoothing.Run] {
    var state = start
    var done = 0
    return origins.map { origin in
      _ = QuickSmoothing.follow(values[done..<origin], from: &state, weights: weights)
      done = origin
      var end = state
      if !state.seasons.isEmpty {
        let place = origin % state.seasons.count
        end.seasons = Array(state.seasons[place...] + state.seasons[..<place])
      }
      return .init(fitted: [], squaredError: 0, end: end, weights: weights)
    }
  }

  /// The error of each one-step forecast.
  func errors(over values: [Double]) -> [Double] {
    ExponentialSmoothing(weights: weights, start: start).run(over: values).fitted
      .enumerated().map { values[$0] - $1 }
  }

  /// Moves `state` over `values`; each season stays in its place, season 0 that of index 0.
  ///
  /// - Returns: The sum of squared one-step errors.
  private static func follow(
    _ values: ArraySlice<Double>, from state: inout ExponentialSmoothing.State,
    weights: ExponentialSmoothing.Weights
  ) -> Double {
    var (level, trend, sum) = (state.level, state.trend, 0.0)
    let period = state.seasons.count
    let (alpha, damping) = (weights.level, weights.damping)
    let (beta, gamma) = (alpha * weights.trend, weights.season)
    var place = period > 0 ? values.startIndex % period : 0
    values.withUnsafeBufferPointer { buffer in
      state.seasons.withUnsafeMutableBufferPointer { seasons in
        for value in buffer {
          let base = level + damping * trend
          let season = period > 0 ? seasons[place] : 0
          let error = value - base - season
          sum += error * error
          level = base + alpha * error
          trend = damping * trend + beta * error
          guard period > 0 else { continue }
          seasons[place] = season + gamma * error
          place += 1
          if place == period { place = 0 }
        }
      }
    }
    (state.level, state.trend) = (level, trend)
    return sum
  }
}

/// Level, slope and seasons of the first few periods.
private struct Opening {
  private var level: Double
  private var slope = 0.0
  private var seasons: [Double]

  init(_ values: ArraySlice<Double>, period: Int) {
    // More periods tell a season better, but those of a year ago may differ.
    let periods = period < 60 && values.count >= 4 * period ? 4 : 2
    let first = Array(values.prefix(period > 1 ? periods * period : 10))
    seasons = [Double](repeating: 0, count: period > 1 ? period : 0)
    let mean = first.reduce(0, +) / Double(max(1, first.count))
    level = mean
    guard period > 1, first.count >= 2 * period else { return }
    let half = first.count / 2 / period * period
    let one = first[..<half].reduce(0, +) / Double(half)
    let two = first[half..<2 * half].reduce(0, +) / Double(half)
    slope = (two - one) / Double(half)
    let middle = Double(first.count - 1) / 2
    var counts = seasons
    for (index, value) in first.enumerated() {
      seasons[index % period] += value - mean - slope * (Double(index) - middle)
      counts[index % period] += 1
    }
    for place in seasons.indices { seasons[place] /= max(1, counts[place]) }
    level = mean - slope * (middle + 1)
  }

  var state: ExponentialSmoothing.State { .init(level: level, trend: slope, seasons: seasons) }

  /// Without a trend the level is best known in the middle of the first period.
  var flatState: ExponentialSmoothing.State {
    .init(level: level + slope * Double(max(1, seasons.count)), seasons: seasons)
  }
}

extension ExponentialSmoothing.Weights {
  /// A place on the unbounded axes on which weights are searched.
  fileprivate func place(isSeasonal: Bool) -> [Double] {
    func logit(_ share: Double) -> Double {
      let inside = min(max(share, 1e-4), 1 - 1e-4)
      return Double.log(inside / (1 - inside))
    }
    return [logit(level), logit(trend / 0.5), logit((damping - 0.8) / 0.19)]
      + (isSeasonal ? [logit(season / 0.9)] : [])
  }

  fileprivate init(at place: [Double], hasTrend: Bool) {
    func share(_ logit: Double) -> Double { 1 / (1 + Double.exp(-logit)) }
    self.init(
      level: share(place[0]), trend: hasTrend ? 0.5 * share(place[1]) : 0,
      season: place.count > 3 ? 0.9 * share(place[3]) : 0, damping: 0.8 + 0.19 * share(place[2]))
  }
}
