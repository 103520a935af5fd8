import RealModule

/// Student's t distribution; with infinite degrees of freedom the standard normal.
package struct StudentDistribution: Sendable, Equatable {
  /// Above 0, not necessarily whole.
  package let degreesOfFreedom: Double

  package init(degreesOfFreedom: Double) {
    self.degreesOfFreedom = degreesOfFreedom
  }

  package func density(_ value: Double) -> Double {
    guard degreesOfFreedom.isFinite else { return NormalDistribution.standard.density(value) }
    let logDensity =
      -logBeta(degreesOfFreedom / 2, 0.5) - 0.5 * Double.log(degreesOfFreedom)
      - (degreesOfFreedom + 1) / 2 * Double.log(onePlus: value * value / degreesOfFreedom)
    return Double.exp(logDensity)
  }

  package func cumulative(_ value: Double) -> Double {
    let outside = 0.5 * twoSidedP(value)
    return value > 0 ? 1 - outside : outside
  }

  package func survival(_ value: Double) -> Double { cumulative(-value) }

  /// The probability of a value at least as far from 0 as `value`.
  package func twoSidedP(_ value: Double) -> Double {
    guard degreesOfFreedom.isFinite else { return twoSidedNormalP(value) }
    guard value.isFinite else { return value.isNaN ? .nan : 0 }
    let square = value * value
    guard square.isFinite else { return 0 }
    let total = degreesOfFreedom + square
    return regularizedBeta(
      at: degreesOfFreedom / total, complement: square / total, degreesOfFreedom / 2, 0.5
    ).lower
  }

  /// The value below which `probability` of the draws lie; ±∞ at 0 and 1, NaN outside [0, 1].
  package func quantile(_ probability: Double) -> Double {
    guard degreesOfFreedom.isFinite, probability > 0, probability < 1, probability != 0.5 else {
      return NormalDistribution.standard.quantile(probability)
    }
    let tail = min(probability, 1 - probability)
    let magnitude = Double.exp(-0.5 * logOddsOfBoth(2 * tail)) * degreesOfFreedom.squareRoot()
    return probability < 0.5 ? -magnitude : magnitude
  }

  /// ln(ν / t²) where both tails together are `tails`.
  private func logOddsOfBoth(_ tails: Double) -> Double {
    tails <= 0.5
      ? logOdds(ofLowerTail: tails, degreesOfFreedom / 2, 0.5)
      : -logOdds(ofLowerTail: 1 - tails, 0.5, degreesOfFreedom / 2)
  }
}
