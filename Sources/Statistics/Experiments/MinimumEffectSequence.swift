import RealModule

/// An anytime-valid test for those who know the least effect worth finding, but no end.
///
/// Its evidence is the mean of two: half is that of two points, the least effect up and down, which
/// grows fastest where about that effect is there; half is the normal mixture, which finds any effect
/// sooner or later and large ones early. Each is a martingale if there is no difference, hence so is
/// their mean, which exceeds 1 / alpha with a probability of at most alpha, ever (Ville's inequality).
/// Of an effect that is not the least one it costs no more than doubling the evidence it takes. For
/// means and rates this holds asymptotically, as it does for the mixture alone.
///
/// Sources: Wald, "Sequential tests of statistical hypotheses", 1945 (weights on two points); Robbins,
/// "Statistical methods related to the law of the iterated logarithm", 1970, and Kaufmann and Koolen,
/// "Mixture martingales revisited", 2021 (mixtures); Howard, Ramdas, McAuliffe and Sekhon, 2021, and
/// Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, 2021 (the normal one; rates and means).
package struct MinimumEffectSequence: Sendable, Codable, Equatable {
  package let alpha: Double
  private let mixture: ConfidenceSequence

  /// - Parameters:
  ///   - alpha: The probability of ever erring, in (0, 1).
  ///   - typicalSize: Users of all arms at which the normal half is tightest, above 0.
  package init(alpha: Double = 0.05, typicalSize: Double = 5_000) {
    self.alpha = alpha
    mixture = ConfidenceSequence(alpha: alpha, plannedSize: typicalSize)
  }

  /// How far an estimate may be from the truth at `size`, in standard errors.
  ///
  /// - Parameters:
  ///   - size: Users of all arms.
  ///   - minimum: The least effect worth finding, in standard errors, at least 0.
  /// - Returns: Where the evidence is 1 / alpha, to 10⁻⁹; ∞ where nobody was counted.
  package func limit(atSize size: Double, minimum: Double) -> Double {
    guard size > 0 else { return .infinity }
    // Half of the mixture's evidence alone is enough there. The evidence's logarithm is convex, so
    // that Newton's steps come down from it without passing the limit.
    let doubled = ConfidenceSequence(alpha: alpha / 2, mixing: mixture.mixing)
    var limit = doubled.bound(atVariance: size) / size.squareRoot()
    for _ in 0..<60 {
      let evidence = evidence(statistic: limit, minimum: minimum, size: size)
      let step = (evidence.logarithm - Double.log(1 / alpha)) / evidence.slope
      guard step > 1e-10, step.isFinite else { break }
      limit -= step
    }
    return limit
  }

  /// The interval around an estimate after `size` users in all arms.
  ///
  /// - Parameters:
  ///   - effect: The estimate.
  ///   - size: Users of all arms.
  ///   - minimum: The least effect worth finding, in the estimate's unit, at least 0.
  /// - Returns: Holds at all sizes together but for alpha.
  package func interval(
    around effect: EffectEstimate, size: Double, minimum: Double
  ) -> ClosedRange<Double> {
    guard size > 0, effect.standardError.isFinite, effect.standardError > 0 else {
      return -.infinity...(.infinity)
    }
    let reach =
      effect.standardError * limit(atSize: size, minimum: minimum / effect.standardError)
    return (effect.value - reach)...(effect.value + reach)
  }

  /// The p-value of no difference at this size; the least so far is valid at any time.
  ///
  /// - Parameters:
  ///   - effect: The estimate.
  ///   - size: Users of all arms.
  ///   - minimum: The least effect worth finding, in the estimate's unit, at least 0.
  /// - Returns: One over the evidence, at most 1.
  package func pValue(of effect: EffectEstimate, size: Double, minimum: Double) -> Double {
    guard size > 0, effect.standardError > 0, effect.standardError.isFinite else { return 1 }
    let evidence = evidence(
      statistic: abs(effect.statistic), minimum: minimum / effect.standardError, size: size)
    return min(1, Double.exp(-evidence.logarithm))
  }

  /// The logarithm of the evidence, and how fast it grows with the statistic, which is at least 0.
  private func evidence(
    statistic: Double, minimum: Double, size: Double
  ) -> (logarithm: Double, slope: Double) {
    let push = minimum * statistic
    // ln cosh without overflow.
    let points =
      push + Double.log(onePlus: Double.exp(-2 * push)) - Double.log(2) - minimum * minimum / 2
    let normal = mixture.logEvidence(sum: statistic * size.squareRoot(), variance: size)
    let larger = max(points, normal)
    let (one, other) = (Double.exp(points - larger), Double.exp(normal - larger))
    let slope =
      (one * minimum * Double.tanh(push) + other * statistic * size / (size + mixture.mixing))
      / (one + other)
    return (larger + Double.log(one + other) - Double.log(2), slope)
  }
}
