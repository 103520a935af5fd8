/// Successes out of trials, as clicks of impressions or orders of visits.
package struct Proportion: Sendable, Codable, Equatable {
  /// In [0, `trials`].
  package let successes: Int
  package let trials: Int

  package init(successes: Int, trials: Int) {
    self.successes = successes
    self.trials = trials
  }

  /// Whether there are trials, no more successes than those, and both below 2⁵³.
  package var isValid: Bool {
    trials > 0 && successes >= 0 && successes <= trials && trials < 1 << 53
  }

  /// The share of successes; `nil` without trials.
  package var rate: Double? { trials > 0 ? Double(successes) / Double(trials) : nil }

  package var moments: Moments {
    Moments(count: trials, sum: Double(successes), sumOfSquares: Double(successes))
  }

  /// Wilson's score interval (1927), which stays inside [0, 1] and fits small counts.
  ///
  /// - Parameter level: Coverage, in (0, 1).
  /// - Returns: [0, 1] where there are no trials.
  package func wilsonInterval(level: Double = 0.95) -> ClosedRange<Double> {
    guard isValid, let rate else { return 0...1 }
    let count = Double(trials)
    let width = NormalDistribution.standard.quantile(0.5 + level / 2)
    let square = width * width
    let centre = (rate + square / (2 * count)) / (1 + square / count)
    let spread = rate * (1 - rate) / count + square / (4 * count * count)
    let reach = width * spread.squareRoot() / (1 + square / count)
    let low = successes == 0 ? 0 : max(0, centre - reach)
    let high = successes == trials ? 1 : min(1, centre + reach)
    return min(low, high)...high
  }
}
