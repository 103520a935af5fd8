import Commerce
import Oversight
import Testing

@Suite struct `Actions of experiments` {
  static let creatives = ["A", "B"].map {
    Creative(label: $0, idea: .benefit, headline: "h", body: "b", callToAction: "c")
  }

  static let budget = Experiment.BudgetTrial(
    platform: .metaAds, base: Fixture.pounds(40), low: Fixture.pounds(34),
    high: Fixture.pounds(48), startsHigh: false, margin: 0.4,
    believed: Estimate(mean: 2, low: 1, high: 3))

  static var otherAudience: ExperimentPlan.Trial {
    .audience(
      Experiment.AudienceTrial(
        platform: .metaAds, challenger: Campaign.ID(9), audience: .segment(.atRisk),
        otherAudience: .segment(.lost), dailyBudget: Fixture.pounds(40)),
      CampaignPlan(
        campaign: Campaign.ID(9), externalName: "ga-9 Winback · Lost", objective: .winback,
        platform: .metaAds, audience: .segment(.lost), recipients: ["c1"],
        dailyBudget: Fixture.pounds(40), spendCap: Fixture.pounds(900),
        end: Fixture.now.day.adding(days: 6), creatives: creatives))
  }

  static func plan(_ trial: ExperimentPlan.Trial?) -> ExperimentPlan {
    var plan = ExperimentPlan(
      experiment: Experiment.ID(3), campaign: Fixture.handle, hypothesis: "h",
      metric: .clickThroughRate, creatives: creatives, shares: [0.5, 0.5], plannedTrials: 28,
      previous: [creatives[0]])
    plan.trial = trial
    return plan
  }

  static func start(_ trial: ExperimentPlan.Trial?) -> Action { .startExperiment(plan(trial)) }

  @Test func `a test of another audience creates a campaign, holds its money and asks`() {
    let action = Self.start(Self.otherAudience)
    #expect(action.newCampaign?.campaign == Campaign.ID(9))
    #expect(action.campaigns == [Campaign.ID(7), Campaign.ID(9)])
    #expect(action.operations.map(\.verb) == ["create campaign", "activate"])
    #expect(action.budgetsInForce.map(\.0) == [Campaign.ID(9)])
    #expect(action.plannedPlatform == .metaAds && !action.isRiskReducing)
    let (checks, route) = Guardrails.judge(
      action, by: .agent, platform: .metaAds, atWorst: Fixture.pounds(900),
      in: Fixture.context())
    #expect(checks.contains { $0.guardrail == .major && $0.finding == .needsPerson })
    #expect(checks.contains { $0.guardrail == .budgetCap && $0.finding == .passed })
    #expect(route == .ask(hours: Fixture.policy.approvalHours))
    #expect(
      action.inverse
        == .pauseCampaign(
          CampaignHandle(
            campaign: Campaign.ID(9), externalName: "ga-9 Winback · Lost", externalID: nil),
          dailyBudget: Fixture.pounds(40)))
  }

  @Test func `a test of a budget is judged by its highest step`() {
    let action = Self.start(.budget(Self.budget))
    #expect(action.operations == [.setDailyBudget(Fixture.handle, Fixture.pounds(34))])
    #expect(action.raises.map(\.to) == [Fixture.pounds(48)])
    #expect(action.budgetsInForce.isEmpty)
    let (checks, route) = Guardrails.judge(
      action, by: .agent, platform: .metaAds, atWorst: Fixture.pounds(100),
      in: Fixture.context())
    #expect(checks.contains { $0.guardrail == .stepLimit && $0.finding == .passed })
    #expect(route == .act)
    let moved = Guardrails.judge(
      action, by: .agent, platform: .metaAds, atWorst: Fixture.pounds(100),
      in: Fixture.context(campaign: Fixture.campaign(budget: 45)))
    #expect(moved.checks.contains { $0.finding == .blocked })
  }

  @Test func `a block inside a test that was let through is not asked about again`() {
    var context = Fixture.context(campaign: Fixture.campaign(budget: 34), revenueShare: 0.6)
    let block = Fixture.raise(from: 34, to: 48)
    func route() -> Route {
      Guardrails.judge(
        block, by: .agent, platform: .metaAds, atWorst: Fixture.pounds(60), in: context
      ).route
    }
    #expect(route() == .ask(hours: Fixture.policy.approvalHours))
    context.campaigns[Campaign.ID(7)]?.testedBudgets = Fixture.pounds(34)...Fixture.pounds(48)
    #expect(route() == .act)
    context.campaigns[Campaign.ID(7)]?.testedBudgets = Fixture.pounds(34)...Fixture.pounds(44)
    #expect(route() == .ask(hours: Fixture.policy.approvalHours))
  }

  @Test func `plans of creatives keep the digest they had before there were trials`() throws {
    let digest = try Digest(ofCanonical: Self.start(nil))
    let text = String(decoding: try canonicalJSON(Self.start(nil)), as: UTF8.self)
    #expect(!text.contains("trial"))
    #expect(try Digest(ofCanonical: Self.start(.budget(Self.budget))) != digest)
  }

  @Test func `what is kept while a test starts says what it is about`() {
    let test = Self.plan(.budget(Self.budget)).pending(at: Fixture.now)
    #expect(test.subject == .budget(Self.budget) && test.status == .pending)
    #expect(test.variants.map(\.creative) == ["A", "B"])
    #expect(test.armNames == ["£34.00 a day", "£48.00 a day"])
    #expect(Self.plan(nil).pending(at: Fixture.now).subject == .creative(.clickThroughRate))
    #expect(Self.plan(nil).pending(at: Fixture.now).variants[0].idea == .benefit)
  }

  static func end(_ verdict: Experiment.Verdict, keep: [Creative]) -> Action {
    .concludeExperiment(
      ExperimentConclusion(
        experiment: Experiment.ID(3), campaign: Fixture.handle, verdict: verdict, keep: keep,
        previous: creatives))
  }

  static func route(
    _ action: Action, at level: AutonomyLevel, revenueShare: Double = 0.6
  ) -> Route {
    var context = Fixture.context(
      campaign: Fixture.campaign(budget: 40), revenueShare: revenueShare)
    context.policy.defaultLevel = level
    return Guardrails.judge(
      action, by: .agent, platform: .metaAds, atWorst: Fixture.pounds(0), in: context
    ).route
  }

  @Test(arguments: [Experiment.Verdict.drop, .stopInconclusive, .stopInvalid])
  func `the challenger is taken away at every level`(verdict: Experiment.Verdict) {
    let end = Self.end(verdict, keep: [Self.creatives[0]])
    #expect(end.isRiskReducing && end.isReversible)
    for level in AutonomyLevel.allCases { #expect(Self.route(end, at: level) == .act) }
    // Nothing that did not run before is let in that way.
    var other = Self.creatives[0]
    other.headline = "new"
    #expect(!Self.end(verdict, keep: [other]).isRiskReducing)
    #expect(!Self.end(verdict, keep: []).isRiskReducing)
  }

  @Test func `a winner of a campaign that earns much is asked for, above that level announced`() {
    let end = Self.end(.adopt, keep: [Self.creatives[1]])
    let hours = Fixture.policy.vetoHours
    #expect(!end.isRiskReducing)
    #expect(Self.route(end, at: .ask) == .ask(hours: Fixture.policy.approvalHours))
    #expect(Self.route(end, at: .veto) == .veto(hours: hours))
    #expect(Self.route(end, at: .act) == .veto(hours: hours))
    #expect(Self.route(end, at: .act, revenueShare: 0.1) == .act)
    // Other creatives for such a campaign are asked for at every level.
    let change = Action.replaceCreative(
      CreativeChange(campaign: Fixture.handle, from: Self.creatives, to: [Self.creatives[1]]))
    for level in [AutonomyLevel.ask, .veto, .act] {
      #expect(Self.route(change, at: level) == .ask(hours: Fixture.policy.approvalHours))
    }
  }
}
