import RealModule

/// The beta distribution on [0, 1], the usual posterior of a rate.
package struct BetaDistribution: Sendable, Codable, Equatable {
  /// The first shape, above 0; one more than the successes after a flat prior.
  package var successes: Double
  /// The second shape, above 0; one more than the failures after a flat prior.
  package var failures: Double

  package init(_ successes: Double, _ failures: Double) {
    self.successes = successes
    self.failures = failures
  }

  package var mean: Double { successes / (successes + failures) }

  package var variance: Double {
    let both = successes + failures
    return mean * (failures / both) / (both + 1)
  }

  package func density(_ value: Double) -> Double {
    guard value > 0, value < 1 else { return value == 0 || value == 1 ? edgeDensity(value) : 0 }
    return betaFactor(at: value, complement: 1 - value, successes, failures)
      / (value * (1 - value))
  }

  package func cumulative(_ value: Double) -> Double {
    regularizedBeta(at: min(1, max(0, value)), successes, failures).lower
  }

  package func survival(_ value: Double) -> Double {
    regularizedBeta(at: min(1, max(0, value)), successes, failures).upper
  }

  /// The rate below which `probability` of the distribution lies; NaN outside [0, 1].
  package func quantile(_ probability: Double) -> Double {
    guard probability > 0, probability < 1 else {
      return probability == 0 ? 0 : probability == 1 ? 1 : .nan
    }
    let place =
      probability <= 0.5
      ? logOdds(ofLowerTail: probability, successes, failures)
      : -logOdds(ofLowerTail: 1 - probability, failures, successes)
    return 1 / (1 + Double.exp(-place))
  }

  private func edgeDensity(_ value: Double) -> Double {
    let shape = value == 0 ? successes : failures
    return shape > 1 ? 0 : shape < 1 ? .infinity : max(successes, failures)
  }
}

/// The logarithm of x / (1 − x) where the beta distribution's lower tail reaches `tail`.
func logOdds(ofLowerTail tail: Double, _ one: Double, _ other: Double) -> Double {
  // Near 0 the tail is xᵃ / (a B(a, b)), a bound for the left end of the bracket.
  let leftmost = (Double.log(tail) + Double.log(one) + logBeta(one, other)) / one
  return place(
    ofTail: tail, rising: true, in: min(-750, 2 * leftmost)...750,
    tail: { place in
      let odds = Double.exp(-abs(place))
      let small = odds / (1 + odds)
      let large = 1 / (1 + odds)
      let value = place < 0 ? small : large
      let rest = place < 0 ? large : small
      return (
        regularizedBeta(at: value, complement: rest, one, other).lower,
        betaFactor(at: value, complement: rest, one, other)
      )
    })
}

/// The distribution of the ratio of two mean squares.
package struct FisherDistribution: Sendable, Equatable {
  /// Degrees of freedom above and below the line, each above 0.
  package let upper: Double
  package let lower: Double

  package init(upper: Double, lower: Double) {
    self.upper = upper
    self.lower = lower
  }

  package func cumulative(_ ratio: Double) -> Double { tails(ratio).lower }

  package func survival(_ ratio: Double) -> Double { tails(ratio).upper }

  private func tails(_ ratio: Double) -> (lower: Double, upper: Double) {
    guard ratio > 0 else { return (0, 1) }
    guard ratio.isFinite else { return (1, 0) }
    let scaled = upper * ratio
    return regularizedBeta(
      at: scaled / (scaled + lower), complement: lower / (scaled + lower), upper / 2, lower / 2)
  }
}
