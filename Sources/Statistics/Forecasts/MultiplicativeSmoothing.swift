import RealModule

/// Level, trend and a season that multiplies them, by exponential smoothing (Holt-Winters).
///
/// With base = l + φ b a value y gives l' = α y / s + (1 − α) base,
/// b' = β (l' − l) + (1 − β) φ b and s' = γ y / base + (1 − γ) s; l + φ b must stay above 0.
///
/// Source: Hyndman and Athanasopoulos, "Forecasting: principles and practice", 3rd edition,
/// section 8.3.
package struct MultiplicativeSmoothing: Sendable, Equatable {
  package let weights: ExponentialSmoothing.Weights
  /// Where the recursion starts; seasons are factors around 1.
  package let start: ExponentialSmoothing.State

  package init(weights: ExponentialSmoothing.Weights, start: ExponentialSmoothing.State) {
    self.weights = weights
    self.start = start
  }

  /// What following a series leaves behind.
  package struct Run: Sendable, Equatable {
    /// For each value what was expected just before it.
    package var fitted: [Double]
    /// The sum of squared one-step errors.
    package var squaredError: Double
    package var end: ExponentialSmoothing.State
    fileprivate let damping: Double

    /// The expected values of the next `horizon` steps.
    package func forecast(_ horizon: Int) -> [Double] {
      var (growth, factor) = (0.0, 1.0)
      return (0..<max(0, horizon)).map { step in
        factor *= damping
        growth += factor
        return (end.level + growth * end.trend) * end.seasons[step % end.seasons.count]
      }
    }
  }

  /// Follows `values` from the start.
  package func run(over values: [Double]) -> Run {
    var run = Run(fitted: [], squaredError: 0, end: start, damping: weights.damping)
    run.fitted.reserveCapacity(values.count)
    var place = 0
    for value in values {
      let season = run.end.seasons[place]
      let base = run.end.level + weights.damping * run.end.trend
      run.fitted.append(base * season)
      run.squaredError += (value - base * season) * (value - base * season)
      let level = weights.level * value / season + (1 - weights.level) * base
      run.end.trend =
        weights.trend * (level - run.end.level)
        + (1 - weights.trend) * weights.damping * run.end.trend
      run.end.level = level
      run.end.seasons[place] = weights.season * value / base + (1 - weights.season) * season
      place = (place + 1) % start.seasons.count
    }
    run.end.seasons = Array(run.end.seasons[place...] + run.end.seasons[..<place])
    return run
  }
}

extension ExponentialSmoothing.State {
  /// The textbook start with factors: means of the first two periods, and the first period over
  /// its mean.
  ///
  /// `nil` for less than two periods or a first mean of 0.
  package init?(factorsFrom values: [Double], period: Int) {
    guard let sums = ExponentialSmoothing.State(from: values, period: period), period > 1,
      sums.level != 0
    else { return nil }
    self.init(
      level: sums.level, trend: sums.trend, seasons: values[0..<period].map { $0 / sums.level })
  }
}

extension MultiplicativeSmoothing {
  /// Logits of α, β, γ and where φ lies in its range, from which searches start.
  private static let openings: [[Double]] = [
    [-0.8, -2.2, -1.4, 2], [1.4, -4, -2.2, 3], [-2.2, -4, 0.8, 0], [0, -6, -6, 5],
    [-4, -2, -3, -3], [-3.4, 3, -6, 2],
  ]

  /// The method whose one-step errors over `values` have the least sum of squares.
  ///
  /// Weights and starting values are searched together, from six starts.
  ///
  /// - Parameters:
  ///   - values: At least two periods and 2, all above 0.
  ///   - period: At least 2.
  ///   - isDamped: Whether φ is searched in (0.8, 0.998), else it is 1.
  /// - Returns: The best of the searches.
  /// - Throws: ``ForecastError`` for a series too short, or for the first value not above 0.
  package static func fit(
    _ values: [Double], period: Int, isDamped: Bool = false
  ) throws(ForecastError) -> MultiplicativeSmoothing {
    if let bad = values.firstIndex(where: { !($0.isFinite && $0 > 0) }) {
      throw .notFinite(index: bad)
    }
    guard values.count >= 2 * period + 2,
      let textbook = ExponentialSmoothing.State(factorsFrom: values, period: period)
    else { throw .tooFewValues(found: values.count, needed: 2 * max(2, period) + 2) }
    let unit = textbook.level
    func method(at place: [Double]) -> MultiplicativeSmoothing {
      let shares = place.prefix(4).map { 1 / (1 + Double.exp(-$0)) }
      return MultiplicativeSmoothing(
        weights: .init(
          level: shares[0], trend: shares[1], season: shares[2],
          damping: isDamped ? 0.8 + 0.198 * shares[3] : 1),
        start: .init(level: unit * place[4], trend: unit * place[5], seasons: Array(place[6...])))
    }
    var best: (method: MultiplicativeSmoothing, error: Double)?
    var places = openings.map { $0 + [1, textbook.trend / unit] + textbook.seasons }
    if isDamped {
      // The best undamped method is often near the best damped one.
      let other = try fit(values, period: period)
      places.append(other.place(unit: unit))
    }
    for first in places {
      let place = leastSquaresPlace(from: first) {
        zip(values, method(at: $0).run(over: values).fitted).map { $0 - $1 }
      }
      let found = method(at: place)
      let error = found.run(over: values).squaredError
      if error < best?.error ?? .infinity { best = (found, error) }
    }
    return best?.method
      ?? MultiplicativeSmoothing(weights: .init(level: 0.3, season: 0.1), start: textbook)
  }

  /// Where a search for this method would end, with some damping.
  private func place(unit: Double) -> [Double] {
    let logits = [weights.level, weights.trend, weights.season].map { share in
      let inside = min(max(share, 1e-4), 1 - 1e-4)
      return Double.log(inside / (1 - inside))
    }
    return logits + [2, start.level / unit, start.trend / unit] + start.seasons
  }
}
