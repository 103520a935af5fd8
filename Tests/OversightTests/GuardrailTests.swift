import Commerce
import Oversight
import Testing

@Suite struct GuardrailTests {
  private func judge(
    _ action: Action, by originator: Originator = .agent,
    in context: GuardrailContext = Fixture.context()
  ) -> (checks: [Check], route: Route) {
    Guardrails.judge(
      action, by: originator, platform: .metaAds, atWorst: Fixture.pounds(500), in: context)
  }

  @Test func `a small raise inside the envelope is carried out`() {
    #expect(judge(Fixture.raise(to: 50)).route == .act)
  }

  @Test func `a step above the limit is put to a person, with the numbers`() throws {
    let (checks, route) = judge(Fixture.raise())
    #expect(route == .ask(hours: 72))
    let check = try #require(checks.first { $0.guardrail == .stepLimit })
    #expect(check.words == "step 75 % since this morning, the limit is 50 %")
  }

  @Test func `pausing is always allowed, even while halted`() {
    let context = Fixture.context(halted: true, alarms: [.campaign(Campaign.ID(7)): "x"])
    let pause = Action.pauseCampaign(Fixture.handle, dailyBudget: nil)
    #expect(judge(pause, in: context).route == .act)
    #expect(judge(Fixture.raise(from: 40, to: 20), in: context).route == .act)
  }

  @Test func `nothing is raised while halted, not even by a person`() {
    let route = judge(
      Fixture.raise(to: 41), by: .person("ann"), in: Fixture.context(halted: true)
    ).route
    #expect(
      route
        == .blocked(.halt, words: "the agent is halted: only a person can resume it"))
  }

  @Test func `an open alert in the scope holds raises back`() {
    let context = Fixture.context(alarms: [.platform(.metaAds): "CPC is £0.84"])
    #expect(
      judge(Fixture.raise(to: 45), in: context).route
        == .blocked(
          .anomalyFreeze, words: "increases wait while an alert is open: CPC is £0.84"))
  }

  @Test(arguments: [Originator.agent, .person("ann")])
  func `an alert on the whole shop holds raises back on every campaign`(originator: Originator) {
    let context = Fixture.context(alarms: [.shop: "orders of the shop are 1"])
    let held = Route.blocked(
      .anomalyFreeze, words: "increases wait while an alert is open: orders of the shop are 1")
    #expect(judge(Fixture.raise(to: 45), by: originator, in: context).route == held)
    #expect(
      judge(.launchCampaign(Fixture.handle, dailyBudget: Fixture.pounds(9)), in: context).route
        == held)
    #expect(judge(Fixture.raise(from: 40, to: 20), in: context).route == .act)
  }

  @Test func `an alert on the whole shop holds new campaigns, e-mails and discounts back`() {
    let context = Fixture.context(alarms: [.shop: "x"])
    let plan = Fixture.plan(on: .klaviyo)
    let discount = DiscountPlan(code: "TEN", share: 0.1, end: Fixture.now.day.adding(days: 3))
    for action in [
      Action.createCampaign(Fixture.plan(on: .metaAds)), .sendEmailCampaign(plan),
      .createDiscount(discount),
    ] {
      let check = judge(action, in: context).checks.first { $0.guardrail == .anomalyFreeze }
      #expect(check?.finding == .blocked)
    }
  }

  @Test func `an alert elsewhere holds nothing back`() {
    let context = Fixture.context(alarms: [
      .platform(.googleAds): "x", .campaign(Campaign.ID(8)): "y",
    ])
    #expect(judge(Fixture.raise(to: 45), in: context).route == .act)
  }

  @Test func `a cap blocks and says what is free`() {
    var policy = Fixture.policy
    policy.dayCap = Fixture.pounds(80)
    let route = judge(Fixture.raise(to: 50), in: Fixture.context(policy: policy)).route
    #expect(
      route
        == .blocked(
          .budgetCap,
          words: "£87.50 would have to be held on the day 2011-01-26, £80.00 is free"))
  }

  @Test func `a poor return past its sample blocks a raise`() {
    let poor = Metrics(conversions: 20, spendMicros: 100_000_000, revenueMicros: 90_000_000)
    #expect(
      judge(Fixture.raise(to: 45), in: Fixture.context(metrics: poor)).route
        == .blocked(
          .minimumReturn,
          words: "ROAS of \"Winback\" is 0.90 over 20 conversions, the minimum is 1.50"))
    let few = Metrics(conversions: 3, spendMicros: 100_000_000, revenueMicros: 90_000_000)
    #expect(judge(Fixture.raise(to: 45), in: Fixture.context(metrics: few)).route == .act)
  }

  @Test func `stale reports block a raise`() {
    #expect(
      judge(Fixture.raise(to: 45), in: Fixture.context(ages: [.metaAds: 13])).route
        == .blocked(
          .staleData, words: "the newest report of Meta Ads is 13 h old, the limit is 12 h"))
  }

  @Test func `a decision made against another budget is out of date`() {
    let context = Fixture.context(campaign: Fixture.campaign(budget: 55))
    guard case .blocked(.platformState, _) = judge(Fixture.raise(to: 45), in: context).route else {
      Issue.record("a stale budget was let through")
      return
    }
  }

  @Test func `people who had their e-mails are left alone`() {
    let plan = CampaignPlan(
      campaign: Campaign.ID(9), externalName: "ga-9 Thanks", objective: .retention,
      platform: .klaviyo, audience: .segment(.new), recipients: ["a", "b"], dailyBudget: nil,
      spendCap: nil, end: Fixture.now.day, creatives: [])
    #expect(
      judge(.sendEmailCampaign(plan), in: Fixture.context(emails: ["b": 2])).route
        == .blocked(
          .contactPressure, words: "1 of 2 people have had 2 e-mails in seven days already"))
    #expect(judge(.sendEmailCampaign(plan)).route == .ask(hours: 72))
  }

  @Test func `what a person paused is resumed only with a person's word`() {
    let resume = Action.resumeCampaign(Fixture.handle, dailyBudget: Fixture.pounds(40))
    let byPerson = Fixture.campaign(status: .paused, pausedBy: .person("ann"))
    #expect(judge(resume, in: Fixture.context(campaign: byPerson)).route == .ask(hours: 72))
    let byAgent = Fixture.campaign(status: .paused, pausedBy: .agent)
    #expect(judge(resume, in: Fixture.context(campaign: byAgent)).route == .act)
  }

  @Test func `levels decide who may let a small raise through`() {
    var policy = Fixture.policy
    for (level, expected) in [
      (AutonomyLevel.shadow, Route.shadow), (.ask, .act), (.veto, .ask(hours: 72)), (.act, .act),
    ] {
      policy.defaultLevel = level
      #expect(judge(Fixture.raise(to: 45), in: Fixture.context(policy: policy)).route == expected)
    }
    policy.defaultLevel = .veto
    policy.vetoExposure = Fixture.pounds(500)
    #expect(
      judge(Fixture.raise(to: 45), in: Fixture.context(policy: policy)).route == .veto(hours: 4))
  }

  @Test func `a freeze window stops what raises and starts`() {
    var policy = Fixture.policy
    policy.freezeDays = [Fixture.now.day...Fixture.now.day]
    guard
      case .blocked(.freezeWindow, _) = judge(
        Fixture.raise(to: 45), in: Fixture.context(policy: policy)
      ).route
    else {
      Issue.record("a freeze window was ignored")
      return
    }
  }
}
