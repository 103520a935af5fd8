package import Commerce
import Evaluation
package import Oversight

/// Sets what came beside what was planned.
package enum PlanTracker {
  /// The first condition that has come true.
  ///
  /// - Parameter tracked: With the planned days that are over.
  /// - Returns: The condition with the figure; `nil` while its day is not over or none is true.
  package static func overtaken(
    _ tracked: TrackedPlan
  ) -> (condition: WeeklyPlan.Condition, actual: Double)? {
    for condition in tracked.plan.conditions {
      guard let actual = tracked.total(condition.measure, through: condition.day),
        condition.isMet(by: actual)
      else { continue }
      return (condition, actual)
    }
    return nil
  }

  /// Ends a plan with what came of each goal.
  ///
  /// - Parameters:
  ///   - tracked: With all planned days, or those before it is given up.
  ///   - now: The present.
  ///   - currency: For words.
  ///   - reason: Why it is given up early; `nil` at its end.
  /// - Returns: The results; those of a plan that is given up are of its first days and not scored.
  package static func closing(
    _ tracked: TrackedPlan, at now: Instant, _ currency: Currency, because reason: String? = nil
  ) -> TrackedPlan.Closing {
    let results = tracked.plan.goals.compactMap { goal -> TrackedPlan.Result? in
      guard let actual = tracked.soFar(goal.measure) else { return nil }
      let isReached = goal.measure.isLowerBetter ? actual <= goal.goal : actual >= goal.goal
      return TrackedPlan.Result(
        measure: goal.measure, actual: actual, isReached: isReached,
        isWithin: reason == nil ? goal.expected?.contains(actual) : nil)
    }
    return TrackedPlan.Closing(
      at: now, results: results,
      words: reason.map { "given up, because \($0)" } ?? words(results, tracked.plan, currency),
      isEarly: reason != nil)
  }

  /// Profit a day beside the forecast, for the decision by which the plan was adopted; `nil` without
  /// one and for a plan that was given up.
  package static func measurement(
    _ tracked: TrackedPlan, forecast: Decision.Forecast
  ) -> Decision.Outcome.Measurement? {
    guard tracked.closing?.isEarly == false, tracked.actual.count == tracked.plan.days,
      let profit = tracked.soFar(.profit)
    else { return nil }
    let actual = profit / Double(tracked.plan.days)
    return Decision.Outcome.Measurement(
      actual: actual, withinInterval: forecast.estimate.contains(actual))
  }

  private static func words(
    _ results: [TrackedPlan.Result], _ plan: WeeklyPlan, _ currency: Currency
  ) -> String {
    let parts = results.compactMap { result -> String? in
      guard let goal = plan.goal(result.measure), let expected = goal.expected else { return nil }
      let actual = PlanWords.value(result.actual, result.measure, currency)
      let place =
        expected.contains(result.actual)
        ? "within" : result.actual < expected.low ? "below" : "above"
      return "\(actual) \(result.measure.rawValue), \(place) "
        + PlanWords.estimate(expected, result.measure, currency)
    }
    let reached = results.count(where: \.isReached)
    return "\(reached) of \(FigureWords.count(results.count, "goal")) reached; "
      + parts.joined(separator: "; ")
  }
}
