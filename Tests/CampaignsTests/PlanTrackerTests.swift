import Campaigns
import Commerce
import Oversight
import Testing

@Suite struct PlanTrackerTests {
  let plan = StrategyFixture.plan()

  @Test func `what came so far stands beside what was expected by then`() throws {
    let tracked = StrategyFixture.tracked(plan, days: 3)
    let revenue = try #require(tracked.soFar(.revenue))
    #expect(abs(revenue - (tracked.expectedSoFar(.revenue) ?? 0)) < 0.01)
    #expect(tracked.soFar(.churnRisk) == 0.39)
    #expect(StrategyFixture.tracked(plan, days: 0).expectedSoFar(.revenue) == nil)
  }

  @Test func `a plan goes on as long as nothing has come true`() {
    #expect(PlanTracker.overtaken(StrategyFixture.tracked(plan, days: 3, share: 0.2)) == nil)
    #expect(PlanTracker.overtaken(StrategyFixture.tracked(plan, days: 4)) == nil)
  }

  @Test(arguments: [(0.5, true), (1.6, false)])
  func `far from the plan in the middle of the week it is given up`(
    share: Double, isBelow: Bool
  ) throws {
    let found = try #require(
      PlanTracker.overtaken(StrategyFixture.tracked(plan, days: 4, share: share)))
    #expect(found.condition.measure == .revenue && found.condition.isBelow == isBelow)
    let closing = PlanTracker.closing(
      StrategyFixture.tracked(plan, days: 4, share: share), at: StrategyFixture.now,
      .poundSterling, because: "so")
    #expect(closing.isEarly && closing.words == "given up, because so")
    #expect(closing.results.allSatisfy { $0.isWithin == nil })
  }

  @Test func `at its end each goal has its result, and profit is scored`() throws {
    var tracked = StrategyFixture.tracked(plan, days: 7)
    let closing = PlanTracker.closing(tracked, at: StrategyFixture.now, .poundSterling)
    tracked.closing = closing
    #expect(closing.results.map(\.measure) == plan.goals.map(\.measure))
    let revenue = try #require(closing.results.first { $0.measure == .revenue })
    #expect(revenue.isWithin == true)
    #expect(closing.words.contains("goals reached; "))
    let decision = try StrategyFixture.decision(plan, state: .proposed)
    let measured = try #require(
      PlanTracker.measurement(tracked, forecast: decision.forecast))
    #expect(abs(measured.actual - (tracked.soFar(.profit) ?? 0) / 7) < 0.001)
    #expect(measured.withinInterval)
  }

  @Test func `a plan that was given up, or has a day missing, is not scored`() throws {
    let forecast = try StrategyFixture.decision(plan, state: .proposed).forecast
    var early = StrategyFixture.tracked(plan, days: 7)
    early.closing = PlanTracker.closing(
      early, at: StrategyFixture.now, .poundSterling, because: "so")
    #expect(PlanTracker.measurement(early, forecast: forecast) == nil)
    var short = StrategyFixture.tracked(plan, days: 6)
    short.closing = PlanTracker.closing(short, at: StrategyFixture.now, .poundSterling)
    #expect(PlanTracker.measurement(short, forecast: forecast) == nil)
  }
}
