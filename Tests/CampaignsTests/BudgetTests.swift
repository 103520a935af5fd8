import Campaigns
import Commerce
import Evaluation
import Oversight
import Statistics
import Testing

@Suite struct BudgetPlannerTests {
  let strong = PlanningFixture.campaign(1, audience: .everyone)
  let weak = PlanningFixture.campaign(2, platform: .metaAds, audience: .prospects)

  func book(_ one: Double = 9, _ other: Double = 1.6) -> MetricsBook {
    var book = MetricsBook()
    PlanningFixture.record(strong, roas: one, into: &book)
    PlanningFixture.record(weak, roas: other, into: &book)
    return book
  }

  func plan(_ input: PlanningInput, seed: UInt64 = 1) -> BudgetPlan? {
    var generator = SeededGenerator(seed: seed)
    return BudgetPlanner(input).plan(using: &generator)
  }

  @Test func `money moves from the weak to the strong, lowered first`() throws {
    let plan = try #require(
      self.plan(PlanningFixture.input(campaigns: [strong, weak], book: book())))
    #expect(plan.changes.map(\.campaign.campaign) == [weak.id, strong.id])
    #expect(plan.changes[0].to < plan.changes[0].from)
    #expect(plan.changes[1].to > plan.changes[1].from)
    #expect(plan.gain.mean > 0 && plan.gain.low <= plan.gain.mean)
    #expect(plan.confidence >= 0.6)
    #expect(plan.curve?.spend.count == 25)
    #expect(plan.reason.contains("the next £1 a day of \"Campaign 2\" brings"))
  }

  @Test func `a step that ends between whole units is still taken`() throws {
    let campaign = PlanningFixture.campaign(1, audience: .everyone, budget: 65)
    var book = MetricsBook()
    PlanningFixture.record(campaign, roas: 0.6, into: &book)
    let plan = try #require(
      self.plan(PlanningFixture.input(campaigns: [campaign], book: book, free: 0)))
    #expect(plan.changes.map(\.to.units) == [33])
  }

  @Test(arguments: 1...30)
  func `steps, caps and holdings are never exceeded`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let campaigns = (1...6).map { number in
      PlanningFixture.campaign(
        Int64(number), platform: number.isMultiple(of: 2) ? .metaAds : .googleAds,
        audience: .segment(SegmentName.allCases[number]),
        budget: Double(Int.random(in: 5...80, using: &generator)))
    }
    var book = MetricsBook()
    for campaign in campaigns {
      PlanningFixture.record(
        campaign, roas: Double.random(in: 0.3...9, using: &generator), into: &book)
    }
    let free = Double.random(in: 0...120, using: &generator)
    var input = PlanningFixture.input(campaigns: campaigns, book: book, free: free)
    input.alarms = [.campaign(Campaign.ID(3))]
    input.learning = [Campaign.ID(4)]
    input.freeByPlatform = [.metaAds: PlanningFixture.pounds(30)]
    guard let plan = plan(input, seed: UInt64(seed)) else { return }
    var held = 0.0
    var heldOnMeta = 0.0
    for change in plan.changes {
      #expect(abs(change.step) <= input.policy.stepLimit + 1e-9)
      #expect(change.to.units >= 3)
      #expect(change.campaign.campaign != Campaign.ID(4))
      #expect(change.campaign.campaign != Campaign.ID(3) || !change.isRaise)
      #expect(change.to.micros % 10_000 == 0)
      guard change.isRaise,
        let campaign = input.campaigns.first(where: { $0.id == change.campaign.campaign })
      else { continue }
      let more = (change.to - change.from).units * campaign.platform.overspendFactor
      held += more
      heldOnMeta += campaign.platform == .metaAds ? more : 0
    }
    #expect(held <= free + 1e-6)
    #expect(heldOnMeta <= 30 + 1e-6)
  }

  @Test func `no campaign, one campaign and equal ones are all defined`() {
    #expect(plan(PlanningFixture.input()) == nil)
    let one = PlanningFixture.input(campaigns: [strong], book: book(9))
    if let plan = plan(one) { #expect(plan.changes.count == 1) }
    let unknown = PlanningFixture.input(campaigns: [strong, weak])
    #expect(plan(unknown) == nil)
  }

  @Test func `a budget that was moved yesterday is left alone today`() throws {
    let change = BudgetChange(
      campaign: CampaignHandle(strong), from: PlanningFixture.pounds(30),
      to: PlanningFixture.pounds(40))
    let at = PlanningFixture.now.adding(days: -1)
    let moved = try Decision(
      id: Decision.ID(9), action: .setDailyBudget(change), title: "", platform: .googleAds,
      proposedBy: .agent, proposedAt: at,
      evidence: Decision.Evidence(reason: "", facts: [], dataFrom: at, dataTo: at),
      forecast: Decision.Forecast(
        metric: .attributedRevenue, estimate: Estimate(mean: 1, low: 0, high: 2), horizonDays: 5),
      atWorst: PlanningFixture.pounds(0), state: .observing(until: at.adding(days: 5)))
    let input = PlanningFixture.input(
      campaigns: [strong, weak], book: book(), decisions: [moved])
    #expect(plan(input)?.changes.contains { $0.campaign.campaign == strong.id } != true)
  }

  @Test func `the next unit of the stronger campaign is worth more`() {
    let planner = BudgetPlanner(PlanningFixture.input(campaigns: [strong, weak], book: book()))
    let marginals = planner.marginals()
    #expect(marginals.map(\.campaign) == [strong.id, weak.id])
    #expect(marginals.allSatisfy { $0.next.low >= 0 && $0.next.low <= $0.next.mean })
    #expect(planner.curve(of: Campaign.ID(77), proposed: nil) == nil)
  }

  @Test func `the same seed gives the same plan`() {
    let input = PlanningFixture.input(campaigns: [strong, weak], book: book())
    #expect(plan(input, seed: 9) == plan(input, seed: 9))
  }
}

@Suite struct ResponseLearnerTests {
  let campaign = PlanningFixture.campaign(1)

  func learn(
    _ belief: CampaignResponse?, _ book: MetricsBook, at now: Instant = PlanningFixture.now
  ) -> (belief: CampaignResponse, change: String?) {
    ResponseLearner.learn(
      belief, campaign: campaign, book: book,
      level: DemandLevel(PlanningFixture.orders(), now: now),
      shop: PlanningFixture.shop)
  }

  @Test func `without figures the belief is the benchmark, wide`() {
    let (belief, change) = learn(nil, MetricsBook())
    let roas = belief.roas(atDailySpend: belief.posterior.configuration.typicalSpend)
    #expect(abs(roas.mean - 3) < 0.6)
    #expect(roas.high / max(0.1, roas.low) > 1.6)
    #expect(change == nil)
  }

  @Test func `settled days move the belief to what came, and it is told`() throws {
    var book = MetricsBook()
    PlanningFixture.record(campaign, roas: 6, into: &book)
    let (belief, change) = learn(nil, book)
    let roas = belief.roas(atDailySpend: 40)
    #expect(abs(roas.mean - 6) < 1)
    #expect(roas.low > 4)
    let words = try #require(change)
    #expect(words.hasPrefix("at £40.00 a day it was believed to return 3.00 a unit spent; "))
    #expect(words.contains("after 17 settled days it is "))
  }

  @Test func `nothing is learnt twice`() {
    var book = MetricsBook()
    PlanningFixture.record(campaign, roas: 6, into: &book)
    let first = learn(nil, book)
    let again = learn(first.belief, book)
    #expect(again.belief == first.belief)
    #expect(again.change == nil)
    let tomorrow = learn(first.belief, book, at: PlanningFixture.now.adding(days: 1))
    #expect(tomorrow.belief.revision == first.belief.revision + 1)
  }

  @Test func `more spend returns more in all and less at the margin`() {
    var book = MetricsBook()
    PlanningFixture.record(campaign, roas: 4, into: &book)
    let belief = learn(nil, book).belief
    #expect(belief.revenue(atDailySpend: 80).mean > belief.revenue(atDailySpend: 40).mean)
    #expect(
      belief.marginal(atDailySpend: 120).mean < belief.marginal(atDailySpend: 40).mean)
    #expect(belief.revenue(atDailySpend: 0).mean == 0)
    #expect(belief.roas(atDailySpend: 0) == Estimate(mean: 0, low: 0, high: 0))
  }

  @Test func `days without spend teach nothing`() {
    var book = MetricsBook()
    for back in 1...20 {
      book.record(
        .zero, campaign: campaign.id, creative: "A",
        hour: Instant(PlanningFixture.now.day.adding(days: -back), hour: 3))
    }
    #expect(learn(nil, book).belief.days == 0)
  }
}
