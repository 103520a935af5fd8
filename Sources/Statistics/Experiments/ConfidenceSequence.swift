import RealModule

/// An interval that may be looked at after every observation and still errs at most `alpha`.
///
/// The two-sided normal mixture: its bound holds at all times together, so peeking costs nothing
/// but width. For means and rates it holds asymptotically, once each arm has some hundreds of
/// users.
///
/// Sources: Howard, Ramdas, McAuliffe and Sekhon, "Time-uniform, nonparametric, nonasymptotic
/// confidence sequences", 2021, equation 3.7; Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas,
/// "Time-uniform central limit theory and asymptotic confidence sequences", 2021, theorem 2.2.
package struct ConfidenceSequence: Sendable, Codable, Equatable {
  /// The probability of ever leaving out the truth, in (0, 1).
  package let alpha: Double
  /// The mixture's parameter, in users: the bound is tightest at some multiple of it.
  package let mixing: Double

  /// Makes the bound tightest when `plannedSize` users (all arms together) have been seen.
  package init(alpha: Double = 0.05, plannedSize: Double) {
    let depth = 2 * Double.log(1 / alpha)
    self.init(
      alpha: alpha, mixing: max(1e-12, plannedSize) / (depth + Double.log(onePlus: depth)))
  }

  package init(alpha: Double, mixing: Double) {
    self.alpha = alpha
    self.mixing = mixing
  }

  /// How far a sum of independent terms of total variance `variance` may be from its mean, ever.
  package func bound(atVariance variance: Double) -> Double {
    let grown = variance + mixing
    return (grown * (2 * Double.log(1 / alpha) + Double.log(grown / mixing))).squareRoot()
  }

  /// The logarithm of the evidence (e-value) that a sum's mean is not 0.
  package func logEvidence(sum: Double, variance: Double) -> Double {
    0.5 * Double.log(mixing / (variance + mixing)) + sum * sum / (2 * (variance + mixing))
  }

  /// The interval around an estimate after `size` users in all arms.
  package func interval(
    around effect: EffectEstimate, size: Double
  ) -> ClosedRange<Double> {
    guard size > 0, effect.standardError.isFinite else { return -.infinity...(.infinity) }
    let reach = effect.standardError * bound(atVariance: size) / size.squareRoot()
    return (effect.value - reach)...(effect.value + reach)
  }

  /// The p-value of no difference that may be looked at any time; the least so far stays valid.
  package func pValue(of effect: EffectEstimate, size: Double) -> Double {
    guard size > 0, effect.standardError > 0 else { return 1 }
    let evidence = logEvidence(sum: effect.statistic * size.squareRoot(), variance: size)
    return min(1, Double.exp(-evidence))
  }
}
