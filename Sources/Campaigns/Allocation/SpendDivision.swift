import Statistics

/// The best division of a day's budget and the nearest to it that the terms allow.
struct SpendDivision: Sendable {
  private let terms: AllocationTerms
  /// What may be divided, a little less than the budget for rounding.
  private let budget: Double
  private let bound: SpendBound
  /// Steps in which the budget is divided.
  private static let steps = 400
  /// Spends of a channel that are compared, one step apart.
  private let places: [Double]
  private let grid: SteadyResponses

  init(_ terms: AllocationTerms) {
    self.terms = terms
    budget = terms.dailyBudget * (1 - 1e-9)
    bound = SpendBound(
      lower: min(
        terms.minimumShare * terms.dailyBudget * (1 + 1e-9), budget / Double(terms.channels)),
      upper: max(
        terms.maximumShare * terms.dailyBudget * (1 - 1e-9),
        terms.minimumShare * terms.dailyBudget))
    let unit = budget / Double(Self.steps)
    let lower = bound.lower
    let count = unit > 0 ? Int((bound.upper - lower) / unit + 1e-6) : 0
    places = (0...count).map { lower + Double($0) * unit }
    grid = SteadyResponses(
      spends: places, typicalSpend: budget > 0 ? terms.dailyBudget / Double(terms.channels) : 1)
  }

  /// For each channel its expected return, and a bonus for what is not known, at every place.
  func returns(
    of responses: [DriftingResponse], orderValues: [Double], optimism: Double
  ) -> [[Double]] {
    zip(responses, orderValues).map { response, value in
      let (means, deviations) = grid.counts(of: response)
      return zip(means, deviations).map { value * ($0 + optimism * $1) }
    }
  }

  /// The division with the highest sum of returns, whatever was spent yesterday.
  func best(_ returns: [[Double]]) -> [Double] {
    let free = budget - bound.lower * Double(terms.channels)
    let unit = budget / Double(Self.steps)
    let steps = unit > 0 ? Int(free / unit + 1e-6) : 0
    return GridAllocation.allocate(steps: steps, returns: returns).map { places[$0] }
  }

  /// As near to the target as the terms allow from yesterday's spends, with the whole budget.
  ///
  /// All spends that do not meet a bound are the target times one factor.
  func reachable(_ target: [Double], from yesterday: [Double]) -> [Double] {
    let bounds = target.indices.map { index in
      guard index < yesterday.count, yesterday[index] > 0 else { return bound }
      return bound.withinStep(
        from: yesterday[index], change: terms.maximumDailyChange * (1 - 1e-4))
    }
    func spends(_ factor: Double) -> [Double] {
      zip(target, bounds).map { min($1.upper, max($1.lower, $0 * factor)) }
    }
    var (low, high) = (1e-9, 1e9)
    for _ in 0..<120 {
      let middle = (low * high).squareRoot()
      if spends(middle).reduce(0, +) > budget { high = middle } else { low = middle }
    }
    let answer = spends(low)
    let total = answer.reduce(0, +)
    return total > budget ? answer.map { $0 * (budget / total) } : answer
  }
}
