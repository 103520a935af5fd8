/// Level, trend and additive season that follow a series by exponential smoothing.
///
/// One recursion for the simple, Holt's, damped and Holt-Winters' method: with level l, trend b,
/// season s and base = l + φ b, a value y gives
/// l' = α (y − s) + (1 − α) base, b' = β (l' − l) + (1 − β) φ b, s' = γ (y − base) + (1 − γ) s.
///
/// Source: Hyndman and Athanasopoulos, "Forecasting: principles and practice", 3rd edition, ch. 8.
package struct ExponentialSmoothing: Sendable, Codable, Equatable {
  package let weights: Weights
  /// Where the recursion starts, before the first value.
  package let start: State

  /// How much a new value counts; a part with weight 0 never changes.
  package struct Weights: Sendable, Codable, Equatable {
    /// α, β and γ, each in [0, 1].
    package var level: Double
    package var trend: Double
    package var season: Double
    /// φ in (0, 1]: what the trend keeps of itself at each step.
    package var damping: Double

    package init(level: Double, trend: Double = 0, season: Double = 0, damping: Double = 1) {
      self.level = level
      self.trend = trend
      self.season = season
      self.damping = damping
    }
  }

  /// What is believed of the series at one time.
  package struct State: Sendable, Codable, Equatable {
    package var level: Double
    package var trend: Double
    /// The coming seasons in order, one per step of the period; empty without a season.
    package var seasons: [Double]

    package init(level: Double, trend: Double = 0, seasons: [Double] = []) {
      self.level = level
      self.trend = trend
      self.seasons = seasons
    }

    /// The textbook start: means of the first two periods and the first period's distances.
    ///
    /// Without a period the first value and no trend. `nil` for less than two periods.
    package init?(from values: [Double], period: Int) {
      guard period > 1 else {
        guard let first = values.first else { return nil }
        self.init(level: first)
        return
      }
      guard values.count >= 2 * period else { return nil }
      let length = Double(period)
      let one = values[0..<period].reduce(0, +) / length
      let two = values[period..<2 * period].reduce(0, +) / length
      self.init(
        level: one, trend: (two - one) / length, seasons: values[0..<period].map { $0 - one })
    }
  }

  package init(weights: Weights, start: State) {
    self.weights = weights
    self.start = start
  }

  /// What following a series leaves behind.
  package struct Run: Sendable, Codable, Equatable {
    /// For each value what was expected just before it.
    package var fitted: [Double]
    /// The sum of squared one-step errors.
    package var squaredError: Double
    /// The state after the last value.
    package var end: State
    package var weights: Weights
  }

  /// Follows `values` from the start.
  package func run(over values: [Double]) -> Run {
    var run = Run(fitted: [], squaredError: 0, end: start, weights: weights)
    run.fitted.reserveCapacity(values.count)
    var place = 0
    for value in values {
      let season = start.seasons.isEmpty ? 0 : run.end.seasons[place]
      let base = run.end.level + weights.damping * run.end.trend
      let error = value - base - season
      run.fitted.append(base + season)
      run.squaredError += error * error
      let level = base + weights.level * error
      run.end.trend =
        weights.trend * (level - run.end.level)
        + (1 - weights.trend) * weights.damping * run.end.trend
      run.end.level = level
      guard !start.seasons.isEmpty else { continue }
      run.end.seasons[place] = season + weights.season * error
      place = (place + 1) % start.seasons.count
    }
    run.end.seasons = Array(run.end.seasons[place...] + run.end.seasons[..<place])
    return run
  }
}

extension ExponentialSmoothing.Run {
  /// The expected values of the next `horizon` steps.
  package func forecast(_ horizon: Int) -> [Double] {
    var growth = 0.0
    var factor = 1.0
    return (0..<max(0, horizon)).map { step in
      factor *= weights.damping
      growth += factor
      let season = end.seasons.isEmpty ? 0 : end.seasons[step % end.seasons.count]
      return end.level + growth * end.trend + season
    }
  }

  /// The standard deviations of the errors of those, if one-step errors have `deviation`.
  ///
  /// Source: Hyndman, Koehler, Ord and Snyder, "Forecasting with exponential smoothing", 2008,
  /// table 6.1, class 1.
  package func forecastDeviations(_ horizon: Int, oneStep deviation: Double) -> [Double] {
    var (sum, growth, factor) = (1.0, 0.0, 1.0)
    return (1...max(1, horizon)).prefix(max(0, horizon)).map { step in
      let now = deviation * sum.squareRoot()
      factor *= weights.damping
      growth += factor
      let isSeason = !end.seasons.isEmpty && step % end.seasons.count == 0
      let weight =
        weights.level * (1 + weights.trend * growth) + (isSeason ? weights.season : 0)
      sum += weight * weight
      return now
    }
  }
}
