import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

extension ConsoleModel {
  /// What this week is for, how far it has come, and what came of the weeks before.
  func planPage(_ facts: Facts) -> Page {
    var page = Page(title: "Plan of the week")
    guard case .plan(let detail) = details[.plan] else {
      page.blocks = [.air, waitingBlock(for: .plan)]
      return page
    }
    guard let tracked = detail.plans.first else {
      page.blocks = [
        .air, .text(StyledText("The first plan is written once orders are known.", .textDim)),
      ]
      return page
    }
    let plan = tracked.plan
    page = Page(
      title: "Plan of the week › \(PlanWords.span(plan))",
      note: PlanWords.state(tracked, detail.states))
    page.blocks = [.text(StyledText(plan.summary), indent: 0), .air]
    page.blocks += goalBlocks(tracked, facts) + budgetBlocks(plan, facts)
    page.blocks += dayBlocks(tracked, detail.today, facts)
    page.blocks += conditionBlocks(tracked, facts)
    page.blocks += listBlocks("Risks", plan.risks) + listBlocks("Remembered", plan.remembered)
    page.blocks += earlierBlocks(detail)
    if pageLink != nil {
      let isWaiting = tracked.decision.flatMap { detail.states[$0] }?.isWaitingForPerson == true
      let use = isWaiting ? ", where the plan can be approved" : ""
      page.blocks.append(.text(StyledText("Enter opens the request\(use).", .textDim)))
    }
    return page
  }

  private func goalBlocks(_ tracked: TrackedPlan, _ facts: Facts) -> [Block] {
    let rows = tracked.plan.goals.map { goal in
      let course = PlanWords.course(goal, tracked)
      return TableRow(cells: [
        .text(goal.measure.rawValue, .textStrong),
        .text(
          (goal.measure.isLowerBetter ? "≤ " : "") + PlanWords.value(goal.goal, goal.measure, facts)
        ),
        .text(goal.expected.map { PlanWords.value($0.mean, goal.measure, facts) } ?? Words.none),
        .text(
          goal.expected.map { PlanWords.interval($0, goal.measure, facts) } ?? "", .textDim),
        .text(PlanWords.value(tracked.expectedSoFar(goal.measure), goal.measure, facts), .textDim),
        .text(
          tracked.actual.isEmpty && !goal.measure.isLevel
            ? Words.none : PlanWords.value(tracked.soFar(goal.measure), goal.measure, facts)),
        .text(course), .text(goal.because, .textDim),
      ])
    }
    let columns = [
      TableColumn("goal", minimum: 13),
      TableColumn("to reach", minimum: 8, alignment: .right),
      TableColumn("expected", minimum: 8, priority: 1, alignment: .right),
      TableColumn("80 % interval", minimum: 15, priority: 3, alignment: .right),
      TableColumn("by now", minimum: 8, priority: 2, alignment: .right),
      TableColumn("so far", minimum: 8, alignment: .right),
      TableColumn("", minimum: 9),
      TableColumn("why", minimum: 16, weight: 1, priority: 4),
    ]
    let days = tracked.actual.count
    let heading =
      tracked.closing == nil
      ? "Goals: \(days) of \(Words.plural(tracked.plan.days, "day")) are over"
      : "Goals: the week is over"
    return [.heading(heading), .table(columns, rows), .air]
  }

  private func budgetBlocks(_ plan: WeeklyPlan, _ facts: Facts) -> [Block] {
    guard !plan.budgets.isEmpty else { return [] }
    let most = max(0.01, plan.budgets.map(\.spend.units).max() ?? 0)
    let rows = plan.budgets.map { budget in
      TableRow(cells: [
        .text(budget.objective.rawValue, .textStrong), .text(budget.spend.whole, .money),
        .bar(Bar(fraction: budget.spend.units / most)), .text(budget.before.whole, .textDim),
        .text(budget.waiting.isPositive ? "+\(budget.waiting.whole)" : "", .statusWaiting),
        .text(budget.revenue.map { Words.interval($0, facts.currency) } ?? Words.none),
        .text(budget.next.map { Words.interval($0, facts.currency) } ?? Words.none, .textDim),
      ])
    }
    let columns = [
      TableColumn("ad spend for", minimum: 13),
      TableColumn("planned", minimum: 8, alignment: .right),
      TableColumn("", minimum: 8, weight: 1, priority: 4),
      TableColumn("before", minimum: 8, priority: 2, alignment: .right),
      TableColumn("if approved", minimum: 11, priority: 1, alignment: .right),
      TableColumn("should return", minimum: 13, alignment: .right),
      TableColumn("next 1 returns", minimum: 14, priority: 3, alignment: .right),
    ]
    return [.heading("Budget by objective"), .table(columns, rows), .air]
  }

  /// Each day beside what was expected of it.
  private func dayBlocks(_ tracked: TrackedPlan, _ today: ShopDay?, _ facts: Facts) -> [Block] {
    let shown =
      tracked.actual
      + [today].compactMap { day in
        tracked.closing == nil && day.map { tracked.actual.last?.day != $0.day } == true
          ? day : nil
      }
    guard !shown.isEmpty else { return [] }
    let measures: [WeeklyPlan.Measure] = [.revenue, .profit, .orders, .newCustomers, .spend]
    let rows = shown.map { day in
      let isOver = day.day != today?.day || tracked.closing != nil
      let name = "\(day.day.weekdayName) \(Words.date(day.day))\(isOver ? "" : ", so far")"
      return TableRow(
        cells: [.text(name, isOver ? .text : .textDim)]
          + measures.flatMap { measure -> [TableCell] in
            [
              .text(PlanWords.value(day.value(measure), measure, facts)),
              .text(
                PlanWords.value(expected(measure, on: day.day, tracked.plan), measure, facts),
                .textDim),
            ]
          })
    }
    let columns =
      [TableColumn("day", minimum: 18)]
      + measures.enumerated().flatMap { place, measure in
        [
          TableColumn(
            measure == .newCustomers ? "new" : measure.rawValue, minimum: 8, priority: place,
            alignment: .right),
          TableColumn("planned", minimum: 8, priority: place, alignment: .right),
        ]
      }
    return [.heading("Day by day"), .table(columns, rows), .air]
  }

  private func expected(
    _ measure: WeeklyPlan.Measure, on day: Day, _ plan: WeeklyPlan
  ) -> Double? {
    let place = day.days(since: plan.firstDay)
    guard let path = plan.goal(measure)?.path, path.indices.contains(place) else { return nil }
    return path[place] - (place > 0 ? path[place - 1] : 0)
  }

  private func conditionBlocks(_ tracked: TrackedPlan, _ facts: Facts) -> [Block] {
    guard !tracked.plan.conditions.isEmpty else { return [] }
    let lines = tracked.plan.conditions.map {
      StyledText(PlanWords.condition($0, facts) + "  ") + PlanWords.standing($0, tracked, facts)
    }
    return [.heading("Planned anew if"), .text(lines), .air]
  }

  private func listBlocks(_ heading: String, _ lines: [String]) -> [Block] {
    lines.isEmpty ? [] : [.heading(heading), .text(lines.map { StyledText($0) }), .air]
  }

  private func earlierBlocks(_ detail: PlanDetail) -> [Block] {
    let earlier = detail.plans.dropFirst()
    guard !earlier.isEmpty else { return [] }
    return [
      .heading("Plans before"),
      .text(
        earlier.map {
          StyledText("\(PlanWords.span($0.plan))  ", .textStrong)
            + PlanWords.state($0, detail.states) + StyledText("  \($0.closing?.words ?? "")")
        }), .air,
    ]
  }
}
