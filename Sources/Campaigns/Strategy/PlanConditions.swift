import Commerce
import RealModule

/// The figures in the middle of a week beyond which its plan is not worth keeping.
enum PlanConditions {
  /// Looked at once, so that a plan is given up for chance no more often than its intervals say.
  ///
  /// The interval of the first days is as wide as if the days missed independently of each other:
  /// wider than their share of the week's, so that the plan is not given up for too little.
  static func of(_ plan: WeeklyPlan) -> [WeeklyPlan.Condition] {
    guard plan.days >= 4 else { return [] }
    let part = (plan.days + 1) / 2
    let day = plan.firstDay.adding(days: part - 1)
    let width = (Double(part) / Double(plan.days)).squareRoot()
    var conditions: [WeeklyPlan.Condition] = []
    for measure in [WeeklyPlan.Measure.revenue, .newCustomers] {
      guard let goal = plan.goal(measure), let expected = goal.expected, expected.mean > 0,
        goal.path.count == plan.days
      else { continue }
      let middle = goal.path[part - 1]
      let low = middle - width * (expected.mean - expected.low)
      if low > 0 {
        conditions.append(
          WeeklyPlan.Condition(measure: measure, day: day, isBelow: true, limit: low))
      }
      guard measure == .revenue else { continue }
      conditions.append(
        WeeklyPlan.Condition(
          measure: measure, day: day, isBelow: false,
          limit: middle + width * (expected.high - expected.mean)))
    }
    if let spend = plan.goal(.spend), spend.goal > 0 {
      // Half as much again is more than approved raises and the platforms' daily ups and downs.
      conditions.append(
        WeeklyPlan.Condition(
          measure: .spend, day: day, isBelow: false, limit: 1.5 * spend.path[part - 1]))
    }
    return conditions
  }
}
