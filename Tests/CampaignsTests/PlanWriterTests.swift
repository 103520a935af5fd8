import Campaigns
import Commerce
import Evaluation
import Oversight
import Testing

@Suite struct PlanWriterTests {
  @Test(arguments: [
    // A Monday morning: this week. Late on a Wednesday: four days are left. On a Friday: too few.
    (15_019, 3, 15_019, 15_025), (15_019, 22, 15_019, 15_025), (15_021, 20, 15_022, 15_025),
    (15_023, 3, 15_023, 15_032),
    (15_025, 23, 15_026, 15_032),
  ])
  func `a plan lasts to a Sunday that is at least four days away`(
    day: Int32, hour: Int, first: Int32, last: Int32
  ) {
    let span = WeeklyPlan.span(writtenAt: Instant(Day(number: day), hour: hour))
    #expect(span.first == Day(number: first) && span.last == Day(number: last))
    #expect(span.last.weekday == 6)
  }

  @Test func `goals follow from the forecast and the weeks before`() throws {
    let plan = StrategyFixture.plan()
    let revenue = try #require(plan.goal(.revenue))
    let expected = try #require(revenue.expected)
    // Six days of £4,800 and a Saturday of £6,720.
    #expect(abs(expected.mean - 35_520) < 200)
    #expect(expected.low < expected.mean && expected.mean < expected.high)
    #expect(revenue.goal == expected.mean)
    // £4,000 × 7 × (1 + 1.05 + 1.1 + 1.15) / 4
    #expect(abs((revenue.usual ?? 0) - 30_100) < 1)
    #expect(revenue.because.contains("last 4 weeks brought £30,100; +18 % is expected"))
    #expect(revenue.path.count == 7 && abs((revenue.path.last ?? 0) - expected.mean) < 0.01)
    let profit = try #require(plan.goal(.profit)?.expected)
    #expect(abs(profit.mean - (expected.mean * 0.5 - plan.spend)) < 0.01)
    #expect(plan.goal(.churnRisk)?.goal == 0.4 && plan.goal(.churnRisk)?.expected == nil)
  }

  @Test func `a target is the goal where a person has set one`() {
    let plan = StrategyFixture.plan(StrategyFixture.input(targets: [.revenue: 50_000]))
    #expect(plan.goal(.revenue)?.goal == 50_000)
    #expect(plan.goal(.revenue)?.because.hasPrefix("the target is £50,000 a week; −29 %") == true)
  }

  @Test func `a worse forecast lowers the goal no further than to what is still thought possible`()
    throws
  {
    func goal(width: Double) throws -> WeeklyPlan.Goal {
      let forecast = StrategyFixture.forecast(level: 0.95, width: width)
      return try #require(
        StrategyFixture.plan(StrategyFixture.input(forecast: forecast)).goal(.revenue))
    }
    let wide = try goal(width: 0.2)
    #expect(abs(wide.goal - 30_100) < 1)
    #expect(wide.because.contains("not to fall behind, though −7 % is expected"))
    let narrow = try goal(width: 0.02)
    #expect(narrow.goal == narrow.expected?.high && narrow.goal < 30_100)
    #expect(narrow.because.contains("the most that is thought possible is the goal"))
  }

  @Test func `each objective has its budget, and the sum holds the caps`() {
    let plan = StrategyFixture.plan()
    #expect(plan.budgets.map(\.objective) == [.acquisition, .winback])
    #expect(plan.budgets.map(\.spend.units) == [420, 140])
    #expect(plan.budgets.allSatisfy { $0.revenue != nil && $0.next != nil })
    let large = [StrategyFixture.campaign(1, .acquisition, budget: 5_000)]
    #expect(StrategyFixture.plan(StrategyFixture.input(campaigns: large)).spend <= 3_500.01)
    var poor = StrategyFixture.input()
    poor.totalLeft = StrategyFixture.pounds(100)
    #expect(StrategyFixture.plan(poor).spend <= 100.01)
    #expect(StrategyFixture.plan(poor).risks.contains { $0.hasPrefix("the total cap leaves £100") })
  }

  @Test func `less money than last week lowers what is expected`() throws {
    let usual = StrategyFixture.input()
    var less = usual
    for place in less.campaigns.indices { less.campaigns[place].status = .paused }
    let before = try #require(StrategyFixture.plan(usual).goal(.revenue)?.expected)
    let after = try #require(StrategyFixture.plan(less).goal(.revenue)?.expected)
    #expect(after.mean < before.mean - 100)
  }

  @Test func `without a forecast the weeks before stand in, and it is said to be a risk`() throws {
    let plan = StrategyFixture.plan(StrategyFixture.input(forecast: []))
    let expected = try #require(plan.goal(.revenue)?.expected)
    #expect(abs(expected.mean - 30_100) < 200)
    #expect(plan.risks.contains { $0.hasPrefix("there is no forecast of demand") })
  }

  @Test func `a shop of three days and one without any still have a plan of finite figures`() {
    for days in [0, 3] {
      let plan = StrategyFixture.plan(
        StrategyFixture.input(
          history: StrategyFixture.history(days: days), forecast: [], campaigns: []))
      #expect(plan.risks.contains { $0.hasPrefix("little data: ") })
      #expect(plan.goals.allSatisfy { $0.goal.isFinite && $0.path.allSatisfy(\.isFinite) })
      #expect(plan.summary.contains("No campaign with a budget runs yet."))
      #expect((try? Digest(ofCanonical: Action.adoptPlan(plan))) != nil)
    }
  }

  @Test func `what would change the plan is a figure on a day`() throws {
    let plan = StrategyFixture.plan()
    let low = try #require(plan.conditions.first { $0.measure == .revenue && $0.isBelow })
    let path = try #require(plan.goal(.revenue)?.path)
    #expect(low.day == plan.firstDay.adding(days: 3))
    #expect(low.limit < path[3] && low.limit > 0.8 * path[3])
    #expect(
      PlanWords.condition(low, .poundSterling).hasPrefix(
        "revenue through Thu 2011-02-17 is below £"))
    #expect(plan.conditions.contains { $0.measure == .spend && !$0.isBelow })
  }

  @Test func `a rejection is remembered by the next plan`() throws {
    let first = StrategyFixture.plan()
    let decision = try StrategyFixture.decision(
      first, state: .rejected(StrategyFixture.rejection(.tooExpensive)))
    let earlier = TrackedPlan(first, decision: decision.id)
    let next = StrategyFixture.plan(
      StrategyFixture.input(decisions: [decision], earlier: [earlier]))
    #expect(
      next.remembered == [
        "ann rejected the plan of 14 to 20 Feb as too expensive (\"wait for spring\"); "
          + "no more spending was proposed for the rest of it"
      ])
  }

  @Test func `outcomes of earlier plans correct what is expected of the next`() throws {
    let plan = StrategyFixture.plan()
    let settled = try (1...12).map { number in
      var decision = try StrategyFixture.decision(plan, state: .settled(at: StrategyFixture.now))
      decision = try Decision(
        id: Decision.ID(Int64(number)), action: decision.action, title: decision.title,
        platform: decision.platform, proposedBy: .agent, proposedAt: decision.proposedAt,
        evidence: decision.evidence, forecast: decision.forecast, atWorst: decision.atWorst,
        state: decision.state,
        outcome: Decision.Outcome(
          .init(actual: decision.forecast.estimate.mean * 0.6, withinInterval: false),
          settledAt: StrategyFixture.now, note: "less"))
      return decision
    }
    let next = StrategyFixture.plan(StrategyFixture.input(decisions: settled))
    let before = try #require(plan.goal(.profit)?.expected)
    let after = try #require(next.goal(.profit)?.expected)
    #expect(after.mean < 0.9 * before.mean)
    #expect(next.risks.contains { $0.contains("forecasts of plans") })
  }

  @Test func `a plan is asked of a person, at any level, and spends nothing`() {
    let plan = StrategyFixture.plan()
    let draft = PlanWriter.draft(plan, input: StrategyFixture.input())
    #expect(draft.atWorst == StrategyFixture.pounds(0))
    #expect(draft.action.operations.isEmpty && draft.action.budgetsInForce.isEmpty)
    for level in AutonomyLevel.allCases {
      var policy = StrategyFixture.policy
      policy.defaultLevel = level
      let context = GuardrailContext(
        now: StrategyFixture.now, policy: policy, isHalted: true, ledger: Ledger(), campaigns: [:],
        alarms: [:], reportAgeHours: [:], emailsLastWeek: [:])
      let judged = Guardrails.judge(
        draft.action, by: .agent, platform: draft.platform, atWorst: draft.atWorst, in: context)
      #expect(judged.route == .ask(hours: policy.approvalHours))
    }
    #expect(draft.title.hasPrefix("Plan of 14 to 20 Feb: £"))
    #expect(draft.forecast.horizonDays == 7 && draft.forecast.metric == .shopProfit)
  }
}
