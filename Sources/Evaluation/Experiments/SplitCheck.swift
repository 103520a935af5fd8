import RealModule
import Statistics

/// Whether variants receive the traffic they were meant to (sample ratio mismatch).
enum SplitCheck {
  /// Below this the split is broken and nothing else can be trusted.
  static let limit = 0.001

  /// The p-value of the planned split at one look; 1 where nobody was counted.
  static func pValue(_ counts: [Int], shares: [Double]) -> Double {
    (try? SampleRatioMismatch(observed: counts, shares: shares))?.pValue ?? 1
  }

  /// The p-value of a split at least as far from the planned one, valid at every look.
  ///
  /// One normal mixture a variant, tuned to a thousand users; together no more false alarms than
  /// one (Bonferroni). Says nothing below 200 users.
  static func anytimeP(_ counts: [Int], shares: [Double]) -> Double {
    let observed = counts.map(Double.init)
    let total = observed.reduce(0, +)
    let whole = shares.reduce(0, +)
    guard observed.count == shares.count, total >= 200, whole > 0 else { return 1 }
    let sequence = ConfidenceSequence(alpha: limit, mixing: 1_000)
    let arms = zip(observed, shares).map { count, share in
      let planned = share / whole
      let variance = total * planned * (1 - planned)
      guard variance > 0 else { return 1.0 }
      let evidence = sequence.logEvidence(sum: count - total * planned, variance: variance)
      return min(1, Double.exp(-evidence))
    }
    return min(1, (arms.min() ?? 1) * Double(max(1, arms.count - 1)))
  }

  /// The p-value of money that was spent as planned, unit by unit.
  ///
  /// Platforms never spend a budget to the penny, so a mean deviation within the tolerance is as
  /// planned. Says nothing below seven units.
  ///
  /// - Parameters:
  ///   - deviations: From the plan, relative, one a unit.
  ///   - tolerance: Largest mean deviation that does no harm, 0 or more.
  /// - Returns: From 0 to 1.
  static func moneyP(_ deviations: [Double], tolerance: Double) -> Double {
    let count = Double(deviations.count)
    guard deviations.count >= 7, deviations.allSatisfy(\.isFinite) else { return 1 }
    let mean = deviations.reduce(0, +) / count
    let squares = deviations.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let excess = abs(mean) - tolerance
    guard squares > 0 else { return excess > 0 ? 0 : 1 }
    let error = (squares / (count - 1) / count).squareRoot()
    return min(1, 2 * StudentDistribution(degreesOfFreedom: count - 1).survival(excess / error))
  }
}
