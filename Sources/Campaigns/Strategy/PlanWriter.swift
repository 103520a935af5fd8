package import Commerce
import Evaluation
import Oversight
import Statistics

/// Writes the plan of a week by rules from the shop's figures, forecasts and beliefs.
package struct PlanWriter: Sendable {
  let input: StrategyInput
  let first: Day
  let last: Day
  let budgets: [WeeklyPlan.Budget]
  let outlook: PlanOutlook

  package init(_ input: StrategyInput) {
    self.input = input
    (first, last) = WeeklyPlan.span(writtenAt: input.now)
    let money = PlanBudgets(input, days: last.days(since: first) + 1)
    budgets = money.budgets
    outlook = PlanOutlook(
      input, first: first, last: last, spend: budgets.reduce(0) { $0 + $1.spend.units },
      added: money.addedRevenue)
  }

  package var plan: WeeklyPlan {
    var plan = WeeklyPlan(
      firstDay: first, lastDay: last, writtenAt: input.now, goals: goals, budgets: budgets)
    plan.conditions = PlanConditions.of(plan)
    plan.risks = risks
    plan.remembered = remembered
    plan.summary = summary(plan)
    return plan
  }

  private var days: Int { last.days(since: first) + 1 }

  private var goals: [WeeklyPlan.Goal] {
    [
      goal(.profit, outlook.profit, target: nil), goal(.revenue, outlook.revenue, .revenue),
      goal(.orders, outlook.orders, .orders),
      goal(.newCustomers, outlook.newCustomers, target: nil),
      spendGoal, churnGoal,
    ].compactMap { $0 }
  }

  private func goal(
    _ measure: WeeklyPlan.Measure, _ expected: PlanOutlook.Path?, _ kpi: KPI
  ) -> WeeklyPlan.Goal? {
    goal(measure, expected, target: input.targets[kpi])
  }

  /// A person's target, else what is expected or, where that is more and within reach, what was usual.
  private func goal(
    _ measure: WeeklyPlan.Measure, _ expected: PlanOutlook.Path?, target: Double?
  ) -> WeeklyPlan.Goal? {
    guard let expected else { return nil }
    let weeks = input.weekly(measure)
    let usual = weeks.isEmpty ? nil : mean(weeks) * Double(days) / 7
    let reachable = max(expected.total.mean, min(usual ?? 0, expected.total.high))
    let aim = target.map { $0 * Double(days) / 7 } ?? reachable
    return WeeklyPlan.Goal(
      measure: measure, goal: aim, expected: expected.total, path: expected.path, usual: usual,
      because: reason(measure, aim, usual, expected.total, target, weeks: weeks.count))
  }

  private func reason(
    _ measure: WeeklyPlan.Measure, _ aim: Double, _ usual: Double?, _ expected: Estimate,
    _ target: Double?, weeks: Int
  ) -> String {
    if let target {
      return "the target is \(words(target, measure)) a week; "
        + FigureWords.change(aim == 0 ? 0 : expected.mean / aim - 1) + " beside it is expected"
    }
    guard let usual else { return "no whole week is known yet; what is expected is the goal" }
    let known =
      "as many days of the last \(FigureWords.count(weeks, "week")) brought "
      + words(usual, measure)
    guard usual > 0 else { return known }
    let change = FigureWords.change(expected.mean / usual - 1)
    guard expected.mean < usual else { return "\(known); \(change) is expected" }
    return usual <= expected.high
      ? "\(known); not to fall behind, though \(change) is expected"
      : "\(known); \(change) is expected, and the most that is thought possible is the goal"
  }

  /// Not to be exceeded; what the platforms may spend at most is the caps' affair.
  private var spendGoal: WeeklyPlan.Goal? {
    let spend = budgets.reduce(0) { $0 + $1.spend.units }
    let before = input.weekly(.spend)
    guard spend > 0 || (before.first ?? 0) > 0 else { return nil }
    return WeeklyPlan.Goal(
      measure: .spend, goal: spend, path: (1...days).map { spend * Double($0) / Double(days) },
      usual: before.isEmpty ? nil : mean(before) * Double(days) / 7,
      because: "the budgets in force, for \(FigureWords.count(days, "day"))")
  }

  private var churnGoal: WeeklyPlan.Goal? {
    guard let risk = input.churnRisk else { return nil }
    return WeeklyPlan.Goal(
      measure: .churnRisk, goal: risk, usual: risk,
      because: "not above today's; nothing forecasts it, so it is not scored")
  }

  func words(_ value: Double, _ measure: WeeklyPlan.Measure) -> String {
    PlanWords.value(value, measure, input.currency)
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}

/// Figures of plans in words.
package enum PlanWords {
  package static func value(
    _ value: Double, _ measure: WeeklyPlan.Measure, _ currency: Currency
  ) -> String {
    switch measure.unit {
    case .money: FigureWords.money(value, currency)
    case .share: FigureWords.share(value)
    case .ratio, .count, .hours: FigureWords.whole(value)
    }
  }

  /// `£812 (£640 to £990)`
  package static func estimate(
    _ estimate: Estimate, _ measure: WeeklyPlan.Measure, _ currency: Currency
  ) -> String {
    "\(value(estimate.mean, measure, currency)) (\(value(estimate.low, measure, currency)) to "
      + "\(value(estimate.high, measure, currency)))"
  }

  /// `revenue through Wed 2011-12-07 is below £4,210`
  package static func condition(_ condition: WeeklyPlan.Condition, _ currency: Currency) -> String {
    "\(condition.measure.rawValue) through \(condition.day.weekdayName) \(condition.day) is "
      + "\(condition.isBelow ? "below" : "above") "
      + value(condition.limit, condition.measure, currency)
  }

  /// `5 to 11 Dec`, `28 Nov to 4 Dec`
  package static func span(_ plan: WeeklyPlan) -> String {
    let (from, to) = (plan.firstDay, plan.lastDay)
    let start =
      from.monthName == to.monthName
      ? "\(from.civil.day)" : "\(from.civil.day) \(from.monthName)"
    return "\(start) to \(to.civil.day) \(to.monthName)"
  }
}
