import AgentInterface
import Campaigns
import Commerce
import Oversight

/// The plan of the week with how far it has come, and the plans before it.
struct PlanReport: Report {
  var currency: String
  /// Newest first.
  var plans: [Row]

  struct Row: Encodable {
    var from: String
    var to: String
    var writtenAt: String
    var decision: Int64?
    var state: String?
    var summary: String
    var goals: [Goal]
    var budgets: [Budget]
    var days: [ShopDayValue]
    var risks: [String]
    var conditions: [Condition]
    var remembered: [String]
    var result: String?
    var givenUp: Bool?
  }

  struct Goal: Encodable {
    var measure: String
    var goal: Double
    var expected: EstimateValue?
    var expectedSoFar: Double?
    var soFar: Double?
    var usual: Double?
    var reached: Bool?
    var withinInterval: Bool?
    var because: String
  }

  struct Budget: Encodable {
    var objective: String
    var campaigns: Int
    var spend: MoneyValue
    var before: MoneyValue
    var waiting: MoneyValue
    var revenue: EstimateValue?
    var next: EstimateValue?
  }

  struct ShopDayValue: Encodable {
    var day: String
    var orders: Int
    var revenue: Double
    var newCustomers: Int
    var adSpend: Double
    var profit: Double
  }

  struct Condition: Encodable {
    var measure: String
    var day: String
    var below: Bool
    var limit: Double
    var met: Bool?
  }

  private let source: PlanDetail
  private let money: Currency

  init(_ detail: PlanDetail, _ currency: Currency) {
    source = detail
    money = currency
    self.currency = currency.code
    plans = detail.plans.map { Row($0, detail.states) }
  }

  func text(_ layout: TextLayout) -> String {
    guard let tracked = source.plans.first, let row = plans.first else {
      return "There is no plan yet; the first is written once the agent has run with orders."
    }
    let head = TextFacts([
      ("plan", "\(row.from) to \(row.to)"),
      ("decision", row.decision.map { "\($0), \(row.state ?? "not known any more")" } ?? "none"),
      ("summary", row.summary),
    ]).text(layout)
    var parts = [head, goals(tracked).text(layout), budgets(tracked.plan).text(layout)]
    let notes =
      tracked.plan.risks.map { ("risk", $0) }
      + tracked.plan.conditions.map { ("planned anew if", PlanWords.condition($0, money)) }
      + tracked.plan.remembered.map { ("remembered", $0) }
      + source.plans.dropFirst().map {
        ("plan of \(PlanWords.span($0.plan))", $0.closing?.words ?? "not closed")
      }
    if !notes.isEmpty { parts.append(TextFacts(notes).text(layout)) }
    return parts.joined(separator: layout == .aligned ? "\n\n" : "\n")
  }

  private func goals(_ tracked: TrackedPlan) -> TextTable {
    func words(_ value: Double?, _ goal: WeeklyPlan.Goal) -> String {
      value.map { PlanWords.value($0, goal.measure, money) } ?? "–"
    }
    return TextTable(
      [
        .left("goal"), .right("to reach"), .right("expected"), .right("by now"), .right("so far"),
        .left("why"),
      ],
      rows: tracked.plan.goals.map { goal in
        [
          goal.measure.rawValue, (goal.measure.isLowerBetter ? "≤ " : "") + words(goal.goal, goal),
          goal.expected.map { PlanWords.estimate($0, goal.measure, money) } ?? "–",
          words(tracked.expectedSoFar(goal.measure), goal),
          words(tracked.actual.isEmpty ? nil : tracked.soFar(goal.measure), goal), goal.because,
        ]
      }, emptyText: "No goals.")
  }

  private func budgets(_ plan: WeeklyPlan) -> TextTable {
    TextTable(
      [
        .left("ad spend for"), .right("campaigns"), .right("planned"), .right("before"),
        .right("if approved"), .left("should return"),
      ],
      rows: plan.budgets.map { budget in
        [
          budget.objective.rawValue, "\(budget.campaigns)", budget.spend.whole, budget.before.whole,
          budget.waiting.isPositive ? "+\(budget.waiting.whole)" : "",
          budget.revenue.map { PlanWords.estimate($0, .revenue, money) } ?? "–",
        ]
      }, emptyText: "No ad spend is planned.")
  }

  private enum CodingKeys: String, CodingKey { case currency, plans }
}

extension PlanReport.Row {
  fileprivate init(_ tracked: TrackedPlan, _ states: [Decision.ID: Decision.State]) {
    let plan = tracked.plan
    self.init(
      from: "\(plan.firstDay)", to: "\(plan.lastDay)", writtenAt: plan.writtenAt.iso8601,
      decision: tracked.decision?.value, state: tracked.decision.flatMap { states[$0]?.name },
      summary: plan.summary, goals: plan.goals.map { PlanReport.Goal($0, tracked) },
      budgets: plan.budgets.map(PlanReport.Budget.init),
      days: tracked.actual.map(PlanReport.ShopDayValue.init), risks: plan.risks,
      conditions: plan.conditions.map { condition in
        PlanReport.Condition(
          measure: condition.measure.rawValue, day: "\(condition.day)", below: condition.isBelow,
          limit: condition.limit,
          met: tracked.total(condition.measure, through: condition.day).map(condition.isMet))
      }, remembered: plan.remembered, result: tracked.closing?.words,
      givenUp: tracked.closing?.isEarly)
  }
}

extension PlanReport.Goal {
  fileprivate init(_ goal: WeeklyPlan.Goal, _ tracked: TrackedPlan) {
    let result = tracked.closing?.results.first { $0.measure == goal.measure }
    self.init(
      measure: goal.measure.rawValue, goal: goal.goal,
      expected: goal.expected.map { EstimateValue($0) },
      expectedSoFar: tracked.expectedSoFar(goal.measure),
      soFar: tracked.actual.isEmpty ? nil : tracked.soFar(goal.measure), usual: goal.usual,
      reached: result?.isReached, withinInterval: result?.isWithin, because: goal.because)
  }
}

extension PlanReport.Budget {
  fileprivate init(_ budget: WeeklyPlan.Budget) {
    self.init(
      objective: budget.objective.rawValue, campaigns: budget.campaigns,
      spend: MoneyValue(budget.spend), before: MoneyValue(budget.before),
      waiting: MoneyValue(budget.waiting), revenue: budget.revenue.map { EstimateValue($0) },
      next: budget.next.map { EstimateValue($0) })
  }
}

extension PlanReport.ShopDayValue {
  fileprivate init(_ day: ShopDay) {
    self.init(
      day: "\(day.day)", orders: day.orders, revenue: day.revenue, newCustomers: day.newCustomers,
      adSpend: day.spend, profit: day.profit)
  }
}
