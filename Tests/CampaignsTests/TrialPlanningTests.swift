import Campaigns
import Commerce
import Evaluation
import Oversight
import Statistics
import Testing

@Suite struct `Trials that are planned` {
  /// A campaign that sells much and shows too little for a test of creatives.
  func input(
    budget: Double, roas: Double, platform: Platform = .googleAds, free: Double = 4_000
  ) -> PlanningInput {
    let campaign = PlanningFixture.campaign(1, platform: platform, budget: budget)
    var book = MetricsBook()
    PlanningFixture.record(campaign, roas: roas, into: &book, impressions: 300)
    var input = PlanningFixture.input(
      segments: [PlanningFixture.segment(.loyal)], campaigns: [campaign], book: book, free: free)
    // No budget moves, and all else that acquisition could start is there already.
    input.policy.stepLimit = 0.01
    input.campaigns += [
      PlanningFixture.campaign(7, platform: .googleAds, audience: .everyone, status: .paused),
      PlanningFixture.campaign(8, platform: .metaAds, audience: .lookalike, status: .paused),
      PlanningFixture.campaign(9, platform: .metaAds, audience: .prospects, status: .paused),
    ]
    return input
  }

  func drafts(_ input: PlanningInput) -> [DecisionDraft] {
    var generator = SeededGenerator(seed: 1)
    let counter = Counter()
    return Strategist.propose(
      input, limit: 9, recipients: { _, _ in ["c1"] }, newCampaign: { counter.next() },
      newExperiment: { counter.next() }, using: &generator
    ).drafts
  }

  func started(_ input: PlanningInput, _ subject: String) -> (
    DecisionDraft, Oversight.ExperimentPlan
  )? {
    for draft in drafts(input) {
      if case .startExperiment(let plan) = draft.action, plan.subject.name == subject {
        return (draft, plan)
      }
    }
    return nil
  }

  @Test func `a message that sells is tried on an adjacent audience at the same budget`() throws {
    let begun = started(input(budget: 60, roas: 6), "audience")
    let (draft, plan) = try #require(begun)
    let other = try #require(plan.newCampaign)
    #expect(other.audience == .lookalike && other.platform == .googleAds)
    #expect(other.dailyBudget == PlanningFixture.pounds(60))
    #expect(other.creatives == PlanningFixture.campaign(1).creatives)
    #expect(other.spendCap != nil && other.end <= PlanningFixture.now.day.adding(days: 6))
    #expect(plan.hypothesis.contains("per unit of spend"))
    #expect(draft.campaign?.status == .pending && draft.experiment?.status == .pending)
    #expect(draft.experiment?.campaigns == [Campaign.ID(1), other.campaign])
    #expect(draft.atWorst.isPositive && draft.forecast.horizonDays > 0)
    #expect(draft.action.inverse?.isRiskReducing == true)
    #expect(draft.evidence.facts.contains { $0.label == "worth of the answer" })
  }

  @Test func `no audience is tried without money, or while another one is`() {
    #expect(started(input(budget: 60, roas: 6, free: 100), "audience") == nil)
    var taken = input(budget: 60, roas: 6)
    taken.campaigns.append(
      PlanningFixture.campaign(10, platform: .googleAds, audience: .lookalike))
    #expect(started(taken, "audience") == nil)
    var short = input(budget: 60, roas: 6)
    short.spendLeft = [Campaign.ID(1): PlanningFixture.pounds(300)]
    #expect(started(short, "audience") == nil)
    var poor = input(budget: 60, roas: 0.4)
    poor.experiments = []
    #expect(started(poor, "audience") == nil)
  }

  func trial(startsHigh: Bool = true) -> Experiment.BudgetTrial {
    Experiment.BudgetTrial(
      platform: .googleAds, base: PlanningFixture.pounds(100), low: PlanningFixture.pounds(82),
      high: PlanningFixture.pounds(122), startsHigh: startsHigh, margin: 0.45,
      believed: Estimate(mean: 2, low: 1, high: 3))
  }

  /// A budget test that began some days ago.
  func running(_ days: Int, verdict: Experiment.Verdict = .continue) -> Experiment {
    var test = Experiment(
      id: Experiment.ID(5), campaign: Campaign.ID(1), hypothesis: "h", subject: .budget(trial()),
      variants: ["A", "B"].map { Experiment.Variant(creative: $0, share: 0.5) },
      startedAt: PlanningFixture.now.adding(days: -days - 1),
      plannedTrials: Int64(Experiment.BudgetTrial.days), status: .running)
    test.reading = Experiment.Reading(
      relativeEffect: Estimate(mean: 0.2, low: 0.1, high: 0.3), winProbability: 0.99,
      sampleRatioP: 1, verdict: verdict, reason: "r")
    return test
  }

  func input(testing test: Experiment, budget: Double) -> PlanningInput {
    var input = PlanningFixture.input(
      campaigns: [PlanningFixture.campaign(1, budget: budget)], free: 1_000)
    input.experiments = [test]
    return input
  }

  func budgetChanges(_ input: PlanningInput) -> [BudgetChange] {
    drafts(input).flatMap { draft -> [BudgetChange] in
      if case .setDailyBudget(let change) = draft.action { [change] } else { [] }
    }
  }

  @Test(arguments: [(0, 100.0, 122.0), (3, 122, 122), (4, 122, 82), (9, 82, 122), (28, 122, 100)])
  func `each block brings its budget and nothing else moves it`(
    day: Int, budget: Double, wanted: Double
  ) {
    let changes = budgetChanges(input(testing: running(day), budget: budget))
    #expect(
      changes.map(\.to) == (budget == wanted ? [] : [PlanningFixture.pounds(wanted)]))
  }

  @Test func `a budget set by hand ends its test and stays`() throws {
    let drafts = drafts(input(testing: running(9), budget: 150))
    let draft = try #require(drafts.first)
    guard case .concludeExperiment(let conclusion) = draft.action,
      case .budget(let change) = conclusion.ending
    else {
      Issue.record("not a conclusion: \(draft.title)")
      return
    }
    #expect(conclusion.verdict == .stopInvalid)
    #expect(change.from == PlanningFixture.pounds(150) && change.to == change.from)
    #expect(draft.evidence.reason.contains("has been set to £150.00"))
    #expect(draft.experiment?.status == .invalid)
  }

  @Test(arguments: [
    (Experiment.Verdict.adopt, 122.0), (.drop, 82), (.stopInconclusive, 100),
  ])
  func `the answer sets the budget that goes on`(
    verdict: Experiment.Verdict, wanted: Double
  ) throws {
    let draft = try #require(
      drafts(input(testing: running(31, verdict: verdict), budget: 100)).first)
    guard case .concludeExperiment(let conclusion) = draft.action,
      case .budget(let change) = conclusion.ending
    else {
      Issue.record("not a conclusion: \(draft.title)")
      return
    }
    #expect(change.to == PlanningFixture.pounds(wanted))
    #expect(draft.action.isRiskReducing == (wanted <= 100))
    #expect(draft.atWorst.isPositive == (wanted > 100))
  }

  @Test func `the better audience goes on and the other's campaign is paused`() throws {
    func conclusion(_ verdict: Experiment.Verdict) throws -> ExperimentConclusion {
      let audience = Experiment.AudienceTrial(
        platform: .googleAds, challenger: Campaign.ID(2), audience: .prospects,
        otherAudience: .lookalike, dailyBudget: PlanningFixture.pounds(40))
      var test = running(31, verdict: verdict)
      test.subject = .audience(audience)
      var input = PlanningFixture.input(
        campaigns: [
          PlanningFixture.campaign(1), PlanningFixture.campaign(2, audience: .lookalike),
        ])
      input.experiments = [test]
      for draft in drafts(input) {
        if case .concludeExperiment(let conclusion) = draft.action { return conclusion }
      }
      throw NoConclusion()
    }
    struct NoConclusion: Error {}
    let adopted = try conclusion(.adopt)
    #expect(adopted.handles.map(\.campaign) == [Campaign.ID(2), Campaign.ID(1)])
    #expect(
      Action.concludeExperiment(adopted).operations
        == [.pause(CampaignHandle(PlanningFixture.campaign(1)))])
    #expect(!Action.concludeExperiment(adopted).isRiskReducing)
    let dropped = try conclusion(.drop)
    #expect(dropped.handles.map(\.campaign) == [Campaign.ID(1), Campaign.ID(2)])
    #expect(Action.concludeExperiment(dropped).isRiskReducing)
    #expect(
      Action.concludeExperiment(dropped).inverse
        == .resumeCampaign(
          CampaignHandle(PlanningFixture.campaign(2)), dailyBudget: PlanningFixture.pounds(40)))
  }
}
