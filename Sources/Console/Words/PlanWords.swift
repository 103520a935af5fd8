import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

/// Weekly plans and what was learnt, in words.
enum PlanWords {
  static func value(_ value: Double?, _ measure: WeeklyPlan.Measure, _ facts: Facts) -> String {
    switch measure.unit {
    case .money: Words.wholeMoney(value, facts.currency)
    case .share: Words.percent(value)
    case .ratio, .count, .hours: Words.count(value)
    }
  }

  static func interval(
    _ estimate: Estimate, _ measure: WeeklyPlan.Measure, _ facts: Facts
  ) -> String {
    measure.unit == .money
      ? Words.interval(estimate, facts.currency)
      : Words.range(value(estimate.low, measure, facts), value(estimate.high, measure, facts))
  }

  /// `5–11 Dec`, `28 Nov–4 Dec`
  static func span(_ plan: WeeklyPlan) -> String {
    let (from, to) = (plan.firstDay, plan.lastDay)
    let start = from.monthName == to.monthName ? "\(from.civil.day)" : Words.date(from)
    return "\(start)–\(Words.date(to))"
  }

  /// `revenue through Wed 7 Dec is below £4,210`
  static func condition(_ condition: WeeklyPlan.Condition, _ facts: Facts) -> String {
    "\(condition.measure.rawValue) through \(condition.day.weekdayName) \(Words.date(condition.day)) "
      + "is \(condition.isBelow ? "below" : "above") "
      + value(condition.limit, condition.measure, facts)
  }

  /// Where a condition stands: what came, or when it is looked at.
  static func standing(_ condition: WeeklyPlan.Condition, _ tracked: TrackedPlan, _ facts: Facts)
    -> StyledText
  {
    guard let actual = tracked.total(condition.measure, through: condition.day) else {
      return StyledText("not yet", .textDim)
    }
    let isMet = condition.isMet(by: actual)
    return StyledText(
      "\(isMet ? "came true" : "did not come true"): \(value(actual, condition.measure, facts))",
      isMet ? .statusWarn : .statusGood)
  }

  /// `waits for you`, `aimed at`, `rejected: too expensive`, or how it ended.
  static func state(
    _ tracked: TrackedPlan, _ states: [Decision.ID: Decision.State]
  ) -> StyledText {
    let state = tracked.decision.flatMap { states[$0] }
    switch state {
    case .needsApproval: return StyledText("waits for your word", .statusWaiting)
    case .approved, .confirmed, .observing, .settled: return StyledText("aimed at", .statusGood)
    case .rejected(let rejection):
      return StyledText("rejected, \(rejection.code.rawValue)", .statusBad)
    case .expired: return StyledText("never answered", .textDim)
    case .withdrawn: return StyledText("withdrawn", .textDim)
    default: return StyledText("proposed", .textDim)
    }
  }

  /// Whether what came so far keeps up with what was expected by now.
  static func course(_ goal: WeeklyPlan.Goal, _ tracked: TrackedPlan) -> StyledText {
    if let result = tracked.closing?.results.first(where: { $0.measure == goal.measure }) {
      return result.isReached
        ? StyledText("reached", .statusGood) : StyledText("missed", .statusBad)
    }
    guard let actual = tracked.soFar(goal.measure) else { return StyledText("") }
    guard let expected = goal.measure.isLevel ? goal.goal : tracked.expectedSoFar(goal.measure)
    else { return StyledText("") }
    let isAhead = goal.measure.isLowerBetter ? actual <= expected * 1.000_001 : actual >= expected
    return isAhead
      ? StyledText("on course", .statusGood)
      : StyledText(goal.measure.isLowerBetter ? "above" : "behind", .statusWarn)
  }
}

extension ActionWords {
  /// A plan beside the weeks before.
  static func planRows(_ plan: WeeklyPlan, _ facts: Facts) -> [ChangeRow] {
    let goals = plan.goals.map { goal in
      ChangeRow(
        label: goal.measure.rawValue,
        before: goal.usual.map { PlanWords.value($0, goal.measure, facts) },
        after: PlanWords.value(goal.goal, goal.measure, facts),
        note: goal.expected.map { "expected \(PlanWords.interval($0, goal.measure, facts))" } ?? "")
    }
    return goals
      + plan.budgets.filter { $0.spend.isPositive || $0.before.isPositive }.map { budget in
        ChangeRow(
          label: "for \(budget.objective.rawValue)", before: budget.before.whole,
          after: budget.spend.whole, note: Words.plural(budget.campaigns, "campaign"))
      }
  }
}

extension LineWords {
  static func plan(_ detail: PlanDetail, _ facts: Facts) -> [String] {
    guard let tracked = detail.plans.first else { return ["There is no plan yet."] }
    let plan = tracked.plan
    let goals = plan.goals.map { goal in
      let expected = goal.expected.map {
        ", expected \(PlanWords.value($0.mean, goal.measure, facts)) "
          + "(\(PlanWords.interval($0, goal.measure, facts)))"
      }
      let soFar = tracked.soFar(goal.measure).map {
        ", so far \(PlanWords.value($0, goal.measure, facts))"
          + (tracked.expectedSoFar(goal.measure).map {
            " of \(PlanWords.value($0, goal.measure, facts)) expected by now"
          } ?? "")
      }
      return "\(goal.measure.rawValue): \(goal.measure.isLowerBetter ? "at most" : "goal") "
        + PlanWords.value(goal.goal, goal.measure, facts) + (expected ?? "") + (soFar ?? "")
    }
    let budgets = plan.budgets.map { budget in
      "for \(budget.objective.rawValue): \(budget.spend.whole), before \(budget.before.whole)"
    }
    return ["Plan of \(PlanWords.span(plan)), \(PlanWords.state(tracked, detail.states).plain)"]
      + [plan.summary] + goals + budgets + plan.risks.map { "Risk: \($0)" }
      + plan.conditions.map {
        "Planned anew if \(PlanWords.condition($0, facts)): "
          + PlanWords.standing($0, tracked, facts).plain
      } + plan.remembered.map { "Remembered: \($0)" }
      + detail.plans.dropFirst().map {
        "Plan of \(PlanWords.span($0.plan)): \($0.closing?.words ?? "not closed")"
      }
  }

  static func lesson(_ lesson: Lesson, _ facts: Facts) -> String {
    "\(Words.moment(lesson.at, now: facts.now)) \(lesson.kind.rawValue), \(lesson.subject): believed "
      + "\(lesson.before); now \(lesson.after); because \(lesson.because)"
  }
}
