import Campaigns
import Commerce
import Evaluation
import Oversight
import Statistics
import Testing

@Suite struct StrategistTests {
  func propose(_ input: PlanningInput, limit: Int = 10) -> Strategy {
    let ids = Counter()
    var generator = SeededGenerator(seed: 1)
    return Strategist.propose(
      input, limit: limit, recipients: { name, _ in name == .lost ? [] : ["12", "13", "14"] },
      newCampaign: { ids.next() }, newExperiment: { ids.next() }, using: &generator)
  }

  var full: PlanningInput {
    let winner = PlanningFixture.campaign(1, audience: .everyone)
    let loser = PlanningFixture.campaign(2, platform: .metaAds, audience: .prospects)
    let middle = PlanningFixture.campaign(3, platform: .metaAds, audience: .lookalike)
    var book = MetricsBook()
    PlanningFixture.record(winner, roas: 8, into: &book)
    PlanningFixture.record(loser, roas: 0.3, into: &book)
    PlanningFixture.record(middle, roas: 2.2, into: &book)
    return PlanningFixture.input(
      segments: SegmentName.allCases.map { PlanningFixture.segment($0) },
      campaigns: [winner, loser, middle], book: book)
  }

  @Test func `every kind is drafted, each campaign touched once, holdings within what is free`()
    throws
  {
    let input = full
    let strategy = propose(input, limit: 20)
    let kinds = Set(strategy.drafts.compactMap { $0.opportunity?.kind })
    #expect(kinds.isSuperset(of: [.winback, .retention, .upsell, .acquisition, .pauseLoss]))
    #expect(kinds.contains(.experiment) || kinds.contains(.budgetMove))
    let touched = strategy.drafts.flatMap { $0.action.campaigns }
    #expect(Set(touched).count == touched.count)
    var held = 0.0
    for draft in strategy.drafts {
      for (id, budget) in draft.action.budgetsInForce {
        let before = input.campaigns.first { $0.id == id }?.dailyBudget?.units ?? 0
        held += max(0, budget.units - before) * draft.platform.overspendFactor
      }
    }
    #expect(held <= input.freeToday.units + 1e-6)
  }

  @Test func `every draft says what, why, what it brings and costs at worst`() throws {
    for draft in propose(full, limit: 20).drafts {
      #expect(!draft.title.isEmpty)
      #expect(!draft.evidence.reason.isEmpty)
      #expect(!draft.evidence.facts.isEmpty)
      #expect(draft.evidence.dataFrom < draft.evidence.dataTo)
      #expect(draft.atWorst.micros >= 0)
      #expect(draft.forecast.estimate.low <= draft.forecast.estimate.mean)
      #expect(draft.forecast.estimate.mean <= draft.forecast.estimate.high)
      // Each makes a decision with a digest.
      let decision = try Decision(
        id: Decision.ID(1), action: draft.action, title: draft.title, platform: draft.platform,
        proposedBy: .agent, proposedAt: PlanningFixture.now, evidence: draft.evidence,
        forecast: draft.forecast, atWorst: draft.atWorst)
      #expect(decision.digest.hexadecimal.count == 64)
    }
  }

  @Test func `a new campaign ends within seven days, has a cap and two ideas`() throws {
    let drafts = propose(full, limit: 20).drafts
    let plans = drafts.compactMap { draft -> CampaignPlan? in
      if case .createCampaign(let plan) = draft.action { plan } else { nil }
    }
    #expect(!plans.isEmpty)
    for plan in plans {
      #expect(plan.end.days(since: PlanningFixture.now.day) <= 7)
      #expect(plan.spendCap.map { $0.isPositive } == true)
      #expect(plan.creatives.count == 2)
      #expect(plan.creatives[0].idea != plan.creatives[1].idea)
      #expect(plan.externalName.hasPrefix("ga-\(plan.campaign) "))
    }
    for draft in drafts {
      guard case .sendEmailCampaign(let plan) = draft.action else { continue }
      #expect(plan.dailyBudget == nil && plan.recipients.count == 3)
      #expect(plan.creatives[0].subject != nil)
      #expect(draft.campaign?.status == .pending)
    }
  }

  @Test func `the limit holds for all but pauses`() {
    let drafts = propose(full, limit: 2).drafts.filter { $0.opportunity != nil }
    #expect(drafts.count { $0.opportunity?.kind != .pauseLoss } == 2)
    #expect(propose(full, limit: 0).drafts.contains { $0.opportunity?.kind == .pauseLoss })
  }

  @Test func `nobody to speak to is told`() {
    let strategy = propose(
      PlanningFixture.input(segments: [PlanningFixture.segment(.lost, customers: 5_000)]))
    #expect(!strategy.drafts.contains { $0.campaign?.audience == .segment(.lost) })
  }

  @Test func `a budget move reads like a person would say it`() throws {
    let campaign = PlanningFixture.campaign(1, audience: .segment(.hibernating))
    var named = campaign
    named.name = "Winback · lapsed gifters"
    let draft = try #require(
      EvidenceWriter.draft(
        setting: PlanningFixture.pounds(70), of: named, because: "by hand",
        input: PlanningFixture.input(campaigns: [named])))
    #expect(draft.title == "Raise \"Winback · lapsed gifters\" £40 → £70")
    // £30 more a day, twice that at worst on Google, for the six days it still runs.
    #expect(draft.atWorst == PlanningFixture.pounds(360))
  }

  @Test func `a campaign near its end is renewed, one that loses is not`() throws {
    var ending = PlanningFixture.campaign(1)
    ending.end = PlanningFixture.now.day.adding(days: 1)
    func renewals(roas: Double) -> [String] {
      var book = MetricsBook()
      PlanningFixture.record(ending, roas: roas, into: &book)
      return propose(PlanningFixture.input(campaigns: [ending], book: book)).drafts.compactMap {
        if case .renewCampaign = $0.action { $0.title } else { nil }
      }
    }
    #expect(
      renewals(roas: 4)
        == ["Renew \"Campaign 1\" until \(PlanningFixture.now.day.adding(days: 7))"])
    #expect(renewals(roas: 0.3).isEmpty)
  }

  @Test func `worn creatives are replaced by ideas that have not run`() throws {
    let campaign = PlanningFixture.campaign(1)
    var book = MetricsBook()
    for back in 1...21 {
      book.record(
        Metrics(
          impressions: 5_000, clicks: back > 14 ? 200 : 100, conversions: 4,
          spendMicros: 40_000_000, revenueMicros: 160_000_000), campaign: campaign.id,
        creative: "A", hour: Instant(PlanningFixture.now.day.adding(days: -back), hour: 12))
    }
    let drafts = propose(PlanningFixture.input(campaigns: [campaign], book: book)).drafts
    let change = try #require(
      drafts.compactMap { draft -> CreativeChange? in
        if case .replaceCreative(let change) = draft.action { change } else { nil }
      }.first)
    #expect(Set(change.to.map(\.idea)).isDisjoint(with: Set(change.from.map(\.idea))))
    #expect(drafts.count { $0.action.campaigns == [campaign.id] } == 1)
  }

  @Test func `a test with an answer is concluded and keeps the winner`() throws {
    let campaign = PlanningFixture.campaign(1)
    var experiment = Experiment(
      id: Experiment.ID(3), campaign: campaign.id, hypothesis: "h", metric: .clickThroughRate,
      variants: [
        Experiment.Variant(creative: "A", trials: 6_000, successes: 180, share: 0.5),
        Experiment.Variant(creative: "B", trials: 6_000, successes: 300, share: 0.5),
      ], startedAt: PlanningFixture.now.adding(days: -5), plannedTrials: 9_000, status: .running)
    experiment.reading = ExperimentJudge.reading(of: experiment, now: PlanningFixture.now)
    var input = PlanningFixture.input(campaigns: [campaign])
    input.experiments = [experiment]
    let draft = try #require(propose(input).drafts.first)
    #expect(draft.title == "Adopt B (curiosity) in \"Campaign 1\"")
    #expect(draft.experiment?.status == .adopted)
    guard case .concludeExperiment(let conclusion) = draft.action else {
      Issue.record("not a conclusion")
      return
    }
    #expect(conclusion.keep.map(\.label) == ["B"])
    experiment.reading?.verdict = .continue
    #expect(
      EvidenceWriter.draft(concluding: experiment, campaign: campaign, input: input) == nil)
  }

  @Test func `undoing is the stored inverse`() throws {
    let campaign = PlanningFixture.campaign(1)
    let input = PlanningFixture.input(campaigns: [campaign])
    let pause = EvidenceWriter.draft(pausing: campaign, reason: "by hand", input: input)
    let decision = try Decision(
      id: Decision.ID(8), action: pause.action, title: pause.title, platform: pause.platform,
      proposedBy: .person("mia"), proposedAt: PlanningFixture.now, evidence: pause.evidence,
      forecast: pause.forecast, atWorst: pause.atWorst)
    let undo = try #require(EvidenceWriter.draft(undoing: decision, input: input))
    #expect(undo.title == "Undo: Pause \"Campaign 1\"")
    #expect(undo.action == decision.action.inverse)
    #expect(undo.atWorst.isPositive)
  }
}
