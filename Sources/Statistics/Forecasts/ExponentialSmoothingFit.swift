import RealModule

/// Why a series could not be forecast.
package enum ForecastError: Error, Equatable, Sendable {
  case tooFewValues(found: Int, needed: Int)
  case notFinite(index: Int)
}

extension ExponentialSmoothing {
  /// Which parts a fitted method has.
  package struct Form: Sendable, Codable, Hashable {
    package var hasTrend: Bool
    package var isDamped: Bool
    /// Steps after which the season returns; 1 for none.
    package var period: Int

    package init(hasTrend: Bool, isDamped: Bool = false, period: Int = 1) {
      self.hasTrend = hasTrend
      self.isDamped = isDamped
      self.period = period
    }

    package static let simple = Form(hasTrend: false)
    package static let holt = Form(hasTrend: true)

    /// Weights and starting values that a fit chooses.
    package var parameters: Int {
      1 + 1 + (hasTrend ? 2 : 0) + (isDamped ? 1 : 0) + (period > 1 ? period : 0)
    }

    var neededValues: Int { period > 1 ? 2 * period + 2 : hasTrend ? 4 : 2 }
  }

  /// The method of a form whose one-step errors over `values` have the least sum of squares.
  ///
  /// For given weights the fitted values are linear in the starting state, so the best start is
  /// found by least squares and only the weights are searched, by Nelder-Mead from three points.
  /// With a period above 60 the textbook start is used instead, whose cost does not grow with it.
  ///
  /// - Complexity: O(values × (period + 2)²) for each of some hundred weights.
  package static func fit(
    _ values: [Double], form: Form
  ) throws(ForecastError) -> ExponentialSmoothing {
    guard values.count >= form.neededValues else {
      throw .tooFewValues(found: values.count, needed: form.neededValues)
    }
    if let bad = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(index: bad) }
    var best: (method: ExponentialSmoothing, error: Double)?
    for (level, trend, season) in [(0.3, 0.1, 0.2), (0.8, 0.02, 0.1), (0.1, 0.02, 0.7)] {
      let first = [level, trend, season, 0.9].map { Double.log($0 / (1 - $0)) }
      let found = minimum(
        from: form.used.map { first[$0] }, step: 0.7, tolerance: 1e-9, rounds: 400
      ) { form.bestStart(values, weights: form.weights(from: $0)).error }
      if found.value < best?.error ?? .infinity {
        let weights = form.weights(from: found.place)
        let start = form.bestStart(values, weights: weights).start
        best = (ExponentialSmoothing(weights: weights, start: start), found.value)
      }
    }
    let fallback = Weights(level: 0.5)
    return best?.method
      ?? ExponentialSmoothing(
        weights: fallback, start: form.bestStart(values, weights: fallback).start)
  }
}

extension ExponentialSmoothing.Form {
  /// Which of α, β, γ, φ are searched.
  fileprivate var used: [Int] {
    [0] + (hasTrend ? [1] : []) + (period > 1 ? [2] : []) + (isDamped ? [3] : [])
  }

  fileprivate func weights(from place: [Double]) -> ExponentialSmoothing.Weights {
    var shares = [0.0, 0.0, 0.0, 1.0]
    for (index, logit) in zip(used, place) { shares[index] = 1 / (1 + Double.exp(-logit)) }
    // Below 0.8 a damped trend is gone at once, at 1 it is not damped (same source, section 8.2).
    return ExponentialSmoothing.Weights(
      level: shares[0], trend: shares[1], season: shares[2],
      damping: isDamped ? 0.8 + 0.198 * shares[3] : 1)
  }

  /// The starting state with the least squared error, and that error.
  fileprivate func bestStart(
    _ values: [Double], weights: ExponentialSmoothing.Weights
  ) -> (start: ExponentialSmoothing.State, error: Double) {
    if period > 60, let start = ExponentialSmoothing.State(from: values, period: period) {
      let method = ExponentialSmoothing(weights: weights, start: start.without(trend: !hasTrend))
      return (method.start, method.run(over: values).squaredError)
    }
    let zero = ExponentialSmoothing.State(
      level: 0, seasons: period > 1 ? [Double](repeating: 0, count: period) : [])
    func run(_ start: ExponentialSmoothing.State, _ series: [Double]) -> ExponentialSmoothing.Run {
      ExponentialSmoothing(weights: weights, start: start).run(over: series)
    }
    let silence = [Double](repeating: 0, count: values.count)
    let columns = unitStarts(zero).map { run($0, silence).fitted }
    let rest = zip(values, run(zero, values).fitted).map { $0 - $1 }
    let start = zero.combining(unitStarts(zero), by: leastSquares(columns, rest))
    return (start, run(start, values).squaredError)
  }

  /// States of which every starting state is a sum: the last season is minus all others.
  private func unitStarts(
    _ zero: ExponentialSmoothing.State
  ) -> [ExponentialSmoothing.State] {
    var units = [ExponentialSmoothing.State(level: 1, seasons: zero.seasons)]
    if hasTrend { units.append(.init(level: 0, trend: 1, seasons: zero.seasons)) }
    guard period > 1 else { return units }
    for place in 0..<period - 1 {
      var unit = zero
      unit.seasons[place] = 1
      unit.seasons[period - 1] = -1
      units.append(unit)
    }
    return units
  }

  private func leastSquares(_ columns: [[Double]], _ target: [Double]) -> [Double] {
    var rows = columns.map { column in columns.map { dot(column, $0) } }
    let largest = rows.indices.reduce(0) { max($0, rows[$1][$1]) }
    for index in rows.indices { rows[index][index] += 1e-12 * largest }
    let products = columns.map { dot($0, target) }
    return SymmetricMatrix(rows: rows).solution(of: products) ?? columns.map { _ in 0 }
  }
}

extension ExponentialSmoothing.State {
  fileprivate func without(trend isLeftOut: Bool) -> ExponentialSmoothing.State {
    ExponentialSmoothing.State(level: level, trend: isLeftOut ? 0 : trend, seasons: seasons)
  }

  fileprivate func combining(
    _ units: [ExponentialSmoothing.State], by amounts: [Double]
  ) -> ExponentialSmoothing.State {
    var sum = self
    for (unit, amount) in zip(units, amounts) {
      sum.level += amount * unit.level
      sum.trend += amount * unit.trend
      for place in sum.seasons.indices { sum.seasons[place] += amount * unit.seasons[place] }
    }
    return sum
  }
}
