import Campaigns
import Commerce
import Evaluation
import Oversight
import Statistics
import Testing

/// Each kind is found where its condition holds and not where it does not.
@Suite struct OpportunityKindTests {
  typealias Fixture = PlanningFixture

  func kinds(_ input: PlanningInput) -> Set<Opportunity.Kind> {
    Set(OpportunityFinder.find(in: input).opportunities.map(\.kind))
  }

  func why(_ kind: Opportunity.Kind, _ input: PlanningInput) -> [String] {
    OpportunityFinder.find(in: input).considered.filter { $0.kind == kind }.map(\.why)
  }

  @Test func `people like the best customers are sought where there are enough of them`() throws {
    let many = Fixture.input(segments: [Fixture.segment(.champions)])
    let found = try #require(
      OpportunityFinder.find(in: many).opportunities.first { $0.kind == .lookalike })
    #expect(found.audience == .lookalike && found.platform == .metaAds)
    // Later orders count: with those of a year beside it, the first order is not all.
    #expect(found.learning != nil)
    let few = Fixture.input(segments: [Fixture.segment(.champions, customers: 40)])
    #expect(!kinds(few).contains(.lookalike))
    #expect(why(.lookalike, few) == ["40 best customers: too few to look like"])
  }

  @Test func `a new customer's later orders count beside the first`() throws {
    func profit(later: Double?) throws -> Double {
      var new = Fixture.segment(.new)
      new.lifetimeValue = later.map { Estimate(mean: $0, low: $0, high: $0) }
      let found = OpportunityFinder.find(in: Fixture.input(segments: [new])).opportunities
      return try #require(found.first { $0.kind == .acquisition }).profit.mean
    }
    #expect(try profit(later: 90) > profit(later: nil))
  }

  @Test(arguments: [(3.0, 30.0, true), (3.0, 60.0, false), (1.5, 30.0, false)])
  func `those who come back often for little are offered what goes with it`(
    visits: Double, basket: Double, isCrossSell: Bool
  ) throws {
    var loyal = Fixture.segment(.champions, customers: 4_000, value: basket)
    loyal.meanFrequency = visits
    let input = Fixture.input(segments: [loyal])
    let email = try #require(
      OpportunityFinder.find(in: input).opportunities.first { $0.platform == .klaviyo })
    #expect(email.kind == (isCrossSell ? .crossSell : .upsell))
    #expect(email.reason.contains("orders do not say of what") == isCrossSell)
    #expect(!why(.upsell, input).isEmpty == isCrossSell)
  }

  @Test func `what goes with it is what a cross-selling e-mail says`() throws {
    let loyal = Fixture.segment(.champions, customers: 4_000, value: 30)
    var input = Fixture.input(segments: [loyal])
    // Advertising waits, so the e-mail is the best that can be done for them.
    input.alarms = [.platform(.googleAds), .platform(.metaAds)]
    let draft = try #require(
      propose(input).drafts.first {
        $0.opportunity?.kind == .crossSell
      })
    #expect(draft.title.contains("Cross-sell · "))
    #expect(draft.evidence.opportunity == .crossSell)
    guard case .sendEmailCampaign(let plan) = draft.action else {
      Issue.record("not an e-mail")
      return
    }
    #expect([.benefit, .socialProof].contains(plan.creatives[0].idea))
  }

  // MARK: Wear

  func worn(from early: Int64, to late: Int64) -> PlanningInput {
    let campaign = Fixture.campaign(1)
    var book = MetricsBook()
    for back in 1...21 {
      book.record(
        Metrics(
          impressions: 5_000, clicks: back > 14 ? early : late, conversions: 4,
          spendMicros: 40_000_000, revenueMicros: 160_000_000), campaign: campaign.id,
        creative: "A", hour: Instant(Fixture.now.day.adding(days: -back), hour: 12))
    }
    return Fixture.input(campaigns: [campaign], book: book)
  }

  @Test func `worn creatives are worth what fresh ones would bring back, steady ones nothing`()
    throws
  {
    let found = OpportunityFinder.find(in: worn(from: 200, to: 100)).opportunities
    let refresh = try #require(found.first { $0.kind == .creativeRefresh })
    #expect(refresh.cost == 0 && refresh.horizonDays == 14)
    #expect(refresh.profit.low < refresh.profit.mean && refresh.profit.mean < refresh.profit.high)
    // £160 a day for 14 days at 45 % of margin, 80 % caused, half of the clicks come back as orders,
    // and two thirds more of them: 4 % to 2 % in 21 days is 3.3 % on average over 14.
    let margin = Fixture.shop.grossMargin
    let expected = 160.0 * 14 * margin * 0.8 * 0.5 * (2 * (1 - 0.5 / 21 * 7) - 1)
    #expect(abs(refresh.profit.mean - expected) < 0.01 * expected)
    #expect(refresh.confidence > 0.9)
    #expect(!kinds(worn(from: 200, to: 195)).contains(.creativeRefresh))
  }

  @Test func `worn creatives are replaced whatever the limit, and the decision says what for`()
    throws
  {
    let strategy = propose(worn(from: 200, to: 100), limit: 0)
    let draft = try #require(strategy.drafts.first)
    #expect(draft.opportunity?.kind == .creativeRefresh)
    #expect(draft.evidence.opportunity == .creativeRefresh)
    #expect(draft.evidence.facts.contains { $0.label == "expected profit, 14 days" })
    let place = try #require(
      strategy.findings.opportunities.firstIndex { $0.kind == .creativeRefresh })
    #expect(strategy.fates[place] == .drafted(0))
  }

  @Test func `new creatives that were rejected rest for two weeks, said with why`() throws {
    var input = worn(from: 200, to: 100)
    let draft = try #require(propose(input, limit: 0).drafts.first)
    input.decisions = [
      try decision(
        draft,
        .rejected(
          Decision.Rejection(
            by: .person("mia"), at: Fixture.now.adding(days: -2), code: .notConvinced, note: "")))
    ]
    #expect(!kinds(input).contains(.creativeRefresh))
    #expect(why(.creativeRefresh, input).contains { $0.contains("mia rejected it on") })
  }

  // MARK: Pacing

  /// Twenty days, spent over the first hours of each day.
  func paced(
    hours: Int, spend: Double, budget: Double = 40, free: Double = 400, other: Bool = false,
    roas: Double = 8
  ) -> PlanningInput {
    let campaign = Fixture.campaign(1, budget: budget)
    var book = MetricsBook()
    for back in 1...20 {
      for hour in 0..<hours {
        let part = Int64(spend * 1_000_000) / Int64(hours)
        book.record(
          Metrics(
            impressions: 100, clicks: 4, conversions: Double(part) * roas / 45_000_000,
            spendMicros: part, revenueMicros: Int64(Double(part) * roas)), campaign: campaign.id,
          creative: "A",
          hour: Instant(Fixture.now.day.adding(days: -back), hour: hour))
      }
      // What comes after the spend has a row too.
      book.record(
        .zero, campaign: campaign.id, creative: "A",
        hour: Instant(Fixture.now.day.adding(days: -back), hour: 23))
    }
    var campaigns = [campaign]
    if other {
      campaigns.append(Fixture.campaign(2, platform: .metaAds))
      Fixture.record(campaigns[1], roas: 8, into: &book)
    }
    return Fixture.input(campaigns: campaigns, book: book, free: free)
  }

  func pacing(_ input: PlanningInput) -> Opportunity? {
    OpportunityFinder.find(in: input).opportunities.first { $0.kind == .pacing }
  }

  @Test func `a budget that is gone by the afternoon while more would pay is raised`() throws {
    let found = try #require(pacing(paced(hours: 16, spend: 40)))
    #expect(found.campaign == Campaign.ID(1))
    #expect(found.reason.hasPrefix("its budget of £40.00 is gone by 16 o'clock on 7 of 7 days"))
    #expect(found.cost > 0 && found.profit.low <= found.profit.mean)
    #expect(found.profit.mean > 0 && found.profit.mean <= found.profit.high)
  }

  @Test func `a budget that lasts for the day is left, and so is one without money to add`() {
    #expect(pacing(paced(hours: 24, spend: 40)) == nil)
    let input = paced(hours: 16, spend: 40, free: 0)
    #expect(pacing(input) == nil)
    #expect(why(.pacing, input).contains { $0.hasSuffix("only £0.00 may still be held today") })
  }

  @Test func `what a campaign holds and does not spend is given to another that waits for it`()
    throws
  {
    let input = paced(hours: 24, spend: 20, free: 10, other: true)
    let found = try #require(pacing(input))
    #expect(found.campaign == Campaign.ID(1) && found.cost == 0)
    #expect(found.reason.contains("of its budget of £40.00 are spent a day"))
    #expect(found.reason.contains("the next unit of \"Campaign 2\" brings"))
    // With money to spare nobody waits for it.
    let rich = paced(hours: 24, spend: 20, free: 400, other: true)
    #expect(pacing(rich)?.campaign != Campaign.ID(1))
    #expect(why(.pacing, rich).contains { $0.hasSuffix("nothing waits for what it would free") })
  }

  @Test func `a paced budget becomes one decision on that campaign alone`() throws {
    var input = paced(hours: 16, spend: 40)
    input.segments = []
    let strategy = propose(input)
    let place = try #require(strategy.findings.opportunities.firstIndex { $0.kind == .pacing })
    let drafts = strategy.drafts.filter { $0.action.campaigns.contains(Campaign.ID(1)) }
    #expect(drafts.count == 1)
    if case .drafted(let draft) = strategy.fates[place] {
      guard case .setDailyBudget(let change) = strategy.drafts[draft].action else {
        Issue.record("not a budget")
        return
      }
      #expect(change.to > change.from)
      #expect(strategy.drafts[draft].evidence.opportunity == .pacing)
    } else {
      // Something better was done with the campaign, which is said.
      #expect(
        strategy.findings.considered.contains {
          $0.kind == .pacing && $0.subject == "\"Campaign 1\"" && $0.why.hasSuffix("comes first")
        })
    }
  }

  // MARK: Seasons

  /// A campaign whose budget lasts for the day.
  func before(_ demand: Estimate?, roas: Double) -> PlanningInput {
    var input = paced(hours: 24, spend: 40, roas: roas)
    input.demand = demand
    return input
  }

  @Test func `a raise that only the forecast makes worth it is a seasonal push`() throws {
    let peak = Estimate(mean: 1.3, low: 1.1, high: 1.5)
    // Somewhere between what never pays and what always does lies what pays in a peak alone.
    let returns = stride(from: 4, through: 5.5, by: 0.05)
    let pushed = returns.filter { kinds(before(peak, roas: $0)).contains(.seasonalPush) }
    let roas = try #require(pushed.dropFirst(pushed.count / 2).first)
    let found = try #require(
      OpportunityFinder.find(in: before(peak, roas: roas)).opportunities.first {
        $0.kind == .seasonalPush
      })
    #expect(
      found.reason.hasPrefix(
        "orders forecast for 7 days: 30 % above the last 4 weeks (10 % above to 50 % above); "
          + "without it"))
    for other in [nil, Estimate(mean: 1.3, low: 0.95, high: 1.6)] {
      #expect(!kinds(before(other, roas: roas)).contains(.seasonalPush))
    }
    // The move that was found, by the same draws.
    var generator = SeededGenerator(seed: UInt64(bitPattern: Fixture.now.seconds))
    let input = before(peak, roas: roas)
    let move = BudgetPlanner(input).plan(using: &generator)
    let plan = try #require(move)
    let draft = EvidenceWriter.draft(reallocating: plan, because: found, input: input)
    #expect(draft?.evidence.opportunity == .seasonalPush)
    #expect(draft?.evidence.reason.hasPrefix("orders forecast for 7 days: 30 % above") == true)
  }

  // MARK: Helpers

  func propose(_ input: PlanningInput, limit: Int = 10) -> Strategy {
    let ids = Counter()
    var generator = SeededGenerator(seed: 1)
    return Strategist.propose(
      input, limit: limit, recipients: { _, _ in ["12", "13", "14"] },
      newCampaign: { ids.next() }, newExperiment: { ids.next() }, using: &generator)
  }

  func decision(_ draft: DecisionDraft, _ state: Decision.State) throws -> Decision {
    try Decision(
      id: Decision.ID(7), action: draft.action, title: draft.title, platform: draft.platform,
      proposedBy: .agent, proposedAt: Fixture.now.adding(days: -3), evidence: draft.evidence,
      forecast: draft.forecast, atWorst: draft.atWorst, state: state)
  }
}
