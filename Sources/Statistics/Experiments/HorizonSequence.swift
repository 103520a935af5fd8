import RealModule

/// An anytime-valid test that is sharp at a planned size and stays valid for ever after.
///
/// Four fifths of the error belong to the time up to the horizon, where a score that never leaves
/// ±c√horizon is tested by the law of the largest excursion of a Brownian motion (reflection
/// principle); one fifth belongs to a normal mixture, which holds at every size and finds large
/// effects early. Together they err at most alpha (Bonferroni), whatever is looked at and when.
/// At its horizon it finds more than the mixture alone: its limit there is 2.33 standard errors
/// at 5 %, the mixture's 3.03.
///
/// Sources: Billingsley, "Convergence of Probability Measures", 1999, equation 9.14 (the law);
/// Howard, Ramdas, McAuliffe and Sekhon, 2021 (the mixture).
package struct HorizonSequence: Sendable, Codable, Equatable {
  package let alpha: Double
  /// Users of all arms together; `nil` where no end is planned, which leaves the mixture alone.
  package let horizon: Double?
  private let mixture: ConfidenceSequence
  private let excursion: Double

  /// The share of the error that is for the time up to the horizon.
  static let plannedShare = 0.8

  /// - Parameters:
  ///   - alpha: The probability of ever erring, in (0, 1).
  ///   - horizon: The size that is planned, above 0, users of all arms together.
  ///   - typicalSize: Where no horizon is given, the size at which the bound is tightest.
  package init(alpha: Double = 0.05, horizon: Double?, typicalSize: Double = 5_000) {
    self.alpha = alpha
    self.horizon = horizon
    mixture = ConfidenceSequence(
      alpha: horizon == nil ? alpha : alpha * (1 - Self.plannedShare),
      plannedSize: horizon ?? typicalSize)
    excursion = horizon == nil ? .infinity : Self.largestExcursion(alpha * Self.plannedShare)
  }

  /// How far an estimate may be from the truth at `size`, in standard errors.
  package func limit(atSize size: Double) -> Double {
    guard size > 0 else { return .infinity }
    let always = mixture.bound(atVariance: size) / size.squareRoot()
    guard let horizon, size <= horizon * Self.slack else { return always }
    return min(always, excursion * max(1, horizon / size).squareRoot())
  }

  /// The interval around an estimate after `size` users in all arms.
  package func interval(around effect: EffectEstimate, size: Double) -> ClosedRange<Double> {
    guard size > 0, effect.standardError.isFinite else { return -.infinity...(.infinity) }
    let reach = effect.standardError * limit(atSize: size)
    return (effect.value - reach)...(effect.value + reach)
  }

  /// The p-value of no difference at this size; the least so far is valid at any time.
  package func pValue(of effect: EffectEstimate, size: Double) -> Double {
    let always = mixture.pValue(of: effect, size: size)
    guard let horizon else { return always }
    let afterwards = min(1, always / (1 - Self.plannedShare))
    guard size <= horizon * Self.slack, effect.standardError > 0, size > 0 else {
      return afterwards
    }
    let score = abs(effect.statistic) * min(1, size / horizon).squareRoot()
    return min(afterwards, min(1, Self.excursionP(score) / Self.plannedShare))
  }

  /// Counts within half a per cent of the horizon are at it: arms are never quite equal.
  private static let slack = 1.005

  /// The probability that a Brownian motion leaves ±`level` before time 1.
  static func excursionP(_ level: Double) -> Double {
    guard level > 0 else { return 1 }
    guard level > 0.6 else {
      let decay = Double.pi * Double.pi / (8 * level * level)
      let terms = (0..<6).map { index -> Double in
        let odd = Double(2 * index + 1)
        return (index.isMultiple(of: 2) ? 1 : -1) / odd * Double.exp(-odd * odd * decay)
      }
      return 1 - 4 / Double.pi * terms.reduce(0, +)
    }
    return 4
      * (0..<8).reduce(0.0) { sum, index in
        let tail = NormalDistribution.standard.survival(Double(2 * index + 1) * level)
        return sum + (index.isMultiple(of: 2) ? tail : -tail)
      }
  }

  private static func largestExcursion(_ probability: Double) -> Double {
    var (low, high) = (0.0, 40.0)
    while high - low > 1e-12 {
      let middle = 0.5 * (low + high)
      if excursionP(middle) > probability { low = middle } else { high = middle }
    }
    return high
  }
}
