import RealModule

/// What a group-sequential test says at its end, with the looks before it taken into account.
///
/// Outcomes are ordered by the look at which they stopped, then by their distance from no
/// difference; the p-value is that of an outcome at least as extreme in this order, and the interval
/// holds the differences for which the outcome is not extreme.
///
/// Sources: Tsiatis, Rosner and Mehta, "Exact confidence intervals following a group sequential
/// test", 1984; Jennison and Turnbull, 2000, chapter 8.
package struct StageWiseInference: Sendable, Codable, Equatable {
  /// Two-sided, of no difference, in [0, 1].
  package let pValue: Double
  /// The effect that is as likely too high as too low, in the estimate's unit.
  package let medianEffect: Double
  package let interval: ClosedRange<Double>

  /// Reads the outcome of a plan that ended at one of its looks.
  ///
  /// - Parameters:
  ///   - plan: With its limits up to that look at least.
  ///   - look: The index of the last look, at which the plan stopped or was over.
  ///   - effect: The estimate there.
  ///   - level: Of the interval, in (0, 1).
  package init(
    plan: GroupSequentialPlan, endedAt look: Int, effect: EffectEstimate, level: Double = 0.95
  ) {
    let information = Array(plan.information[...look])
    let limits = Array(plan.limits[..<look]) + [0.0]
    let root = information[look].squareRoot()
    /// The probability of an outcome at least this far up if the effect is `distance` standard
    /// errors.
    func upper(_ statistic: Double, _ distance: Double) -> Double {
      let before = limits[..<look] + [.infinity]
      let drift = distance / root
      let exits = GroupSequentialPlan.exits(information, Array(before), drift: drift)
      let earlier = exits.reduce(0) { $0 + $1.upper }
      return earlier
        + Self.last(information, Array(before), drift: drift, beyond: statistic * root)
    }
    let statistic = effect.statistic
    let above = upper(statistic, 0)
    pValue = min(1, 2 * min(above, 1 - above))
    func distance(_ probability: Double) -> Double {
      var (low, high) = (statistic - 12, statistic + 12)
      while high - low > 1e-9 {
        let middle = 0.5 * (low + high)
        if upper(statistic, middle) < probability { low = middle } else { high = middle }
      }
      return 0.5 * (low + high)
    }
    let tail = (1 - level) / 2
    medianEffect = distance(0.5) * effect.standardError
    let low = distance(tail) * effect.standardError
    interval = low...max(low, distance(1 - tail) * effect.standardError)
  }

  /// The probability of going on until the last look and having a score above `score` there.
  private static func last(
    _ information: [Double], _ limits: [Double], drift: Double, beyond score: Double
  ) -> Double {
    var walk = BoundaryWalk(drift: drift)
    for (next, limit) in zip(information.dropLast(), limits)
    where limit.isFinite && next > walk.information {
      walk.advance(to: next)
      walk.stop(beyond: limit * next.squareRoot())
    }
    guard let end = information.last, end > walk.information else { return 0 }
    walk.advance(to: end)
    return walk.exit(beyond: score).upper
  }
}
