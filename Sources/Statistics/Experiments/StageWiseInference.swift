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
  /// - Complexity: One walk over the looks, then some twenty passes over its points.
  package init(
    plan: GroupSequentialPlan, endedAt look: Int, effect: EffectEstimate, level: Double = 0.95
  ) {
    let outcomes = StageWiseOrder(plan: plan, endedAt: look, statistic: effect.statistic)
    let above = outcomes.upper(0)
    let tail = (1 - level) / 2
    pValue = min(1, 2 * min(above, 1 - above))
    medianEffect = outcomes.distance(of: 0.5) * effect.standardError
    let low = outcomes.distance(of: tail) * effect.standardError
    interval = low...max(low, outcomes.distance(of: 1 - tail) * effect.standardError)
  }
}

/// The probability of outcomes at least as far up as the one seen, whatever the effect is.
///
/// The looks are walked through once, without a drift; an effect only weights their points.
private struct StageWiseOrder {
  let statistic: Double
  /// √information at the last look.
  private let root: Double
  /// The walk at each look, and the score above which an outcome there is at least as extreme.
  private var looks: [(walk: BoundaryWalk, boundary: Double)] = []

  init(plan: GroupSequentialPlan, endedAt look: Int, statistic: Double) {
    self.statistic = statistic
    let end = plan.information[look]
    root = end.squareRoot()
    var walk = BoundaryWalk()
    for (next, limit) in zip(plan.information[..<look], plan.limits)
    where limit.isFinite && next > walk.information && next < end {
      walk.advance(to: next)
      looks.append((walk, limit * next.squareRoot()))
      walk.stop(beyond: limit * next.squareRoot())
    }
    walk.advance(to: end)
    looks.append((walk, statistic * root))
  }

  /// The probability of such outcomes if the effect is `distance` standard errors of the last look.
  func upper(_ distance: Double) -> Double {
    looks.reduce(0) { $0 + $1.walk.upperExit(beyond: $1.boundary, drift: distance / root) }
  }

  /// The distance at which such outcomes have this probability, to 10⁻¹⁰ standard errors.
  func distance(of probability: Double) -> Double {
    let start = statistic + NormalDistribution.standard.quantile(probability)
    return placeOfProbability(
      probability, in: (statistic - 12)...(statistic + 12), from: start, upper)
  }
}
