import Commerce
import Evaluation
import Foundation
import Oversight
import Statistics
import Testing

@testable import Campaigns

/// What campaigns learn from each other, and how long one is given.
@Suite struct SharedResponsesTests {
  private func campaigns(_ count: Int64) -> [Campaign] {
    (1...count).map { PlanningFixture.campaign($0, platform: .metaAds, audience: .lookalike) }
  }

  private func responses(_ campaigns: [Campaign], roas: Double) -> [Campaign.ID: CampaignResponse] {
    var book = MetricsBook()
    for campaign in campaigns { PlanningFixture.record(campaign, roas: roas, into: &book) }
    return PlanningFixture.learnt(campaigns, book)
  }

  @Test(arguments: [(1.0, -1.0), (9, 1)])
  func `what all others returned moves the belief of one that has not begun`(
    roas: Double, direction: Double
  ) throws {
    let others = campaigns(6)
    let new = PlanningFixture.campaign(9, platform: .metaAds, audience: .lookalike)
    var known = responses(others, roas: roas)
    known[new.id] = CampaignResponse.prior(
      of: new, scale: ResponseScale(PlanningFixture.orders(), before: PlanningFixture.now.day))
    let alone = try #require(known[new.id]).roas(atDailySpend: 40).mean
    let shared = SharedResponses(known).responses
    let beside = try #require(shared[new.id]).roas(atDailySpend: 40).mean
    #expect((beside - alone) * direction > 0.1 * alone)
    // It stays between what is published and what the others found.
    #expect((roas - beside) * direction > 0)
  }

  @Test func `a campaign's own weeks outweigh what others found`() throws {
    let poor = campaigns(6)
    let good = PlanningFixture.campaign(9, platform: .metaAds, audience: .lookalike)
    let known = responses(poor, roas: 1).merging(responses([good], roas: 6)) { $1 }
    let roas = try #require(SharedResponses(known).responses[good.id]).roas(atDailySpend: 40).mean
    #expect(roas > 4.5)
  }

  @Test func `the same campaigns in another order say the same, bit for bit`() {
    let known = responses(campaigns(8), roas: 3)
    let other = [Campaign.ID: CampaignResponse](
      uniqueKeysWithValues: known.sorted { $0.key < $1.key })
    #expect(SharedResponses(known).pool == SharedResponses(other).pool)
  }

  @Test func `a belief summed over another grid is learnt again, and its lift test is kept`() throws
  {
    let campaign = PlanningFixture.campaign(1)
    var book = MetricsBook()
    PlanningFixture.record(campaign, roas: 6, into: &book)
    var learnt = try #require(PlanningFixture.learnt([campaign], book)[campaign.id])
    let measurement = try #require(
      LiftMeasurement(incremental: 400, standardError: 40, attributed: 800))
    learnt.learnLift(measurement, on: PlanningFixture.now.day)
    let stored = String(decoding: try JSONEncoder().encode(learnt), as: UTF8.self)
      .replacing("squares, shapes 1 to 1.5", with: "squares")
      .replacing("products, shapes 1 to 1.5", with: "products")
    let read = try JSONDecoder().decode(CampaignResponse.self, from: Data(stored.utf8))
    let (again, _) = ResponseLearner.learn(
      read, campaign: campaign, book: book,
      level: DemandLevel(PlanningFixture.orders(), now: PlanningFixture.now),
      shop: PlanningFixture.shop)
    #expect(again.days == learnt.days)
    #expect(again.settled == learnt.settled)
    #expect(again.incrementality(on: PlanningFixture.now.day).isTested)
    #expect(again.revision > learnt.revision)
  }
}

@Suite struct CuriosityTests {
  /// What a campaign with some days of a return would keep of its budget of 40.
  private func kept(days: Int, roas: Double) -> (sober: Double, curious: Double) {
    let campaign = PlanningFixture.campaign(1, platform: .metaAds, audience: .lookalike)
    var book = MetricsBook()
    PlanningFixture.record(campaign, roas: roas, into: &book, days: days)
    let planner = BudgetPlanner(
      PlanningFixture.input(campaigns: [campaign], book: book, free: 0))
    return (planner.sober.running[0], planner.curious.running[0])
  }

  @Test func `what has returned almost nothing for weeks is lowered by the whole step`() {
    let many = kept(days: 20, roas: 0.3)
    #expect(many.sober == 20 && many.curious == 20)
  }

  @Test func `a budget is not lowered in its first days, however poor`() {
    let first = kept(days: 9, roas: 0.3)
    #expect(first.sober == 40 && first.curious == 40)
  }

  @Test func `with a full cap one budget is lowered for what another takes tomorrow`() throws {
    let good = PlanningFixture.campaign(1, platform: .metaAds, audience: .lookalike)
    let poor = PlanningFixture.campaign(2, platform: .metaAds, audience: .lookalike)
    var book = MetricsBook()
    PlanningFixture.record(good, roas: 9, into: &book)
    PlanningFixture.record(poor, roas: 1, into: &book)
    let planner = BudgetPlanner(
      PlanningFixture.input(campaigns: [good, poor], book: book, free: 0))
    var generator = SeededGenerator(seed: 1)
    let plan = try #require(planner.plan(using: &generator))
    #expect(plan.changes.map(\.campaign.campaign) == [poor.id])
    #expect(plan.later.map(\.campaign.campaign) == [good.id])
    #expect(plan.changes[0].to < plan.changes[0].from && plan.later[0].isRaise)
    // Nothing more is spent than is freed.
    let freed = plan.changes[0].from - plan.changes[0].to
    #expect(plan.later[0].to - plan.later[0].from <= freed)
  }

  @Test func `what is hoped for is at least what is expected`() {
    let model = ProfitModel(gross: 90, cost: 100, logDeviation: 0.5)
    #expect(model.estimate.mean == -10)
    #expect(abs(model.hope.profit - 35) < 1e-9)
    #expect(model.hope.confidence > model.confidence)
    let certain = ProfitModel(gross: 90, cost: 100, logDeviation: 0)
    #expect(certain.hope.profit == certain.estimate.mean)
  }
}
