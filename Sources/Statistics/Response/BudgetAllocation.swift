/// Why a budget could not be divided.
package enum AllocationError: Error, Equatable, Sendable {
  /// One bound for each curve is needed.
  case boundCount(expected: Int, found: Int)
  /// A curve with a negative maximum, no half-saturation, no shape, or values that are not finite.
  case invalidCurve(index: Int)
  /// Bounds that are negative, not finite or in the wrong order.
  case invalidBound(index: Int)
  case invalidTotal(Double)
  /// What must be spent at least is more than there is.
  case lowerBoundsExceedTotal(lowerBounds: Double, total: Double)
}

/// The least and the most a campaign may spend.
package struct SpendBound: Sendable, Codable, Equatable {
  package var lower: Double
  package var upper: Double

  package init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// The part of this bound that a step from `current` may reach.
  ///
  /// Where the two do not meet, the end of the step that is nearest to this bound.
  ///
  /// - Parameters:
  ///   - current: Spend now, at least 0.
  ///   - change: The largest step as a share of `current`, at least 0.
  /// - Returns: The bound of the next spend.
  package func withinStep(from current: Double, change: Double) -> SpendBound {
    let (low, high) = (current * max(0, 1 - change), current * (1 + change))
    guard low <= upper else { return SpendBound(lower: low, upper: low) }
    guard high >= lower else { return SpendBound(lower: high, upper: high) }
    return SpendBound(lower: max(lower, low), upper: min(upper, high))
  }
}

/// A division of a budget over campaigns that returns the most.
package struct BudgetAllocation: Sendable, Codable, Equatable {
  /// One spend per curve, within its bound.
  package let spend: [Double]
  /// The expected return of all together.
  package let value: Double
  /// What the next unit of budget would return.
  package let marginal: Double
  /// What no campaign could take, or none at the asked return.
  package let unspent: Double
  /// No division returns more than this share of `value` on top; 0 for concave curves.
  package let possibleGain: Double

  package struct Configuration: Sendable, Codable, Equatable {
    /// Budget whose next unit would return less than this is left unspent, at least 0.
    package var leastMarginal: Double
    /// The search over S-shaped curves ends when at most this share can be gained.
    package var tolerance: Double
    /// The search looks at this many cases at most.
    package var cases: Int

    package init(leastMarginal: Double = 0, tolerance: Double = 1e-6, cases: Int = 20_000) {
      self.leastMarginal = leastMarginal
      self.tolerance = tolerance
      self.cases = cases
    }
  }

  /// Divides `total` so that every campaign's next unit returns the same, within its bounds.
  ///
  /// Exact for concave curves (shape ≤ 1): the common marginal return is found by bisection with
  /// Newton's steps. S-shaped curves are replaced by their concave envelopes and, where the best
  /// point lies on a line of an envelope, cut there into two cases; branch and bound over the cases
  /// ends at the global optimum, up to the tolerance.
  ///
  /// - Parameters:
  ///   - total: The budget, at least the sum of the lower bounds.
  ///   - curves: Expected returns; one per campaign.
  ///   - bounds: The least and the most each campaign may spend.
  ///   - configuration: Limits of the answer and of the search.
  /// - Returns: The division with the highest expected return.
  /// - Throws: ``AllocationError`` for input that has no answer.
  /// - Complexity: O(campaigns) a case, one case for concave curves.
  package static func allocate(
    total: Double, curves: [HillCurve], bounds: [SpendBound],
    configuration: Configuration = Configuration()
  ) throws(AllocationError) -> BudgetAllocation {
    try check(total: total, curves: curves, bounds: bounds)
    var search = AllocationSearch(total: total, curves: curves, configuration: configuration)
    let best = search.run(from: bounds)
    let spent = best.spend.reduce(0, +)
    let value = zip(curves, best.spend).reduce(0) { $0 + $1.0.value($1.1) }
    return BudgetAllocation(
      spend: best.spend, value: value, marginal: best.price, unspent: max(0, total - spent),
      possibleGain: value > 0 ? max(0, search.upperLimit - value) / value : 0)
  }

  private static func check(
    total: Double, curves: [HillCurve], bounds: [SpendBound]
  ) throws(AllocationError) {
    guard total >= 0, total.isFinite else { throw .invalidTotal(total) }
    guard curves.count == bounds.count else {
      throw .boundCount(expected: curves.count, found: bounds.count)
    }
    if let bad = curves.firstIndex(where: { !$0.isValid }) { throw .invalidCurve(index: bad) }
    if let bad = bounds.firstIndex(where: {
      !($0.lower >= 0 && $0.upper >= $0.lower && $0.upper.isFinite)
    }) {
      throw .invalidBound(index: bad)
    }
    let least = bounds.reduce(0) { $0 + $1.lower }
    guard least <= total * (1 + 1e-12) else {
      throw .lowerBoundsExceedTotal(lowerBounds: least, total: total)
    }
  }
}
