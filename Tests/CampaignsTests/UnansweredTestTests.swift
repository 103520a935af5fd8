import Campaigns
import Commerce
import Evaluation
import Oversight
import Statistics
import Testing

/// Tests whose winner nobody answers for.
@Suite struct `Unanswered tests` {
  let now = PlanningFixture.now

  func campaign(endsIn days: Int = 1) -> Campaign {
    var campaign = PlanningFixture.campaign(1)
    campaign.end = now.day.adding(days: days)
    return campaign
  }

  func test(_ verdict: Experiment.Verdict = .adopt) -> Experiment {
    Experiment(
      id: Experiment.ID(3), campaign: Campaign.ID(1), hypothesis: "h", metric: .clickThroughRate,
      variants: [
        Experiment.Variant(
          creative: "A", idea: .benefit, trials: 6_000, successes: 180, share: 0.5),
        Experiment.Variant(
          creative: "B", idea: .curiosity, trials: 6_000, successes: 300, share: 0.5),
      ], startedAt: now.adding(days: -9), plannedTrials: 9_000, status: .running,
      reading: Experiment.Reading(
        relativeEffect: Estimate(mean: 0.6, low: 0.3, high: 1), winProbability: 0.99,
        sampleRatioP: 1, verdict: verdict, reason: "B 5.0 % against A 3.0 %"))
  }

  func conclusion(_ id: Int64, _ state: Decision.State, daysAgo: Int = 0) throws -> Decision {
    let campaign = campaign()
    return try decision(
      id,
      .concludeExperiment(
        ExperimentConclusion(
          experiment: Experiment.ID(3), campaign: CampaignHandle(campaign), verdict: .adopt,
          keep: [campaign.creatives[1]], previous: campaign.creatives)), state, daysAgo: daysAgo)
  }

  func decision(
    _ id: Int64, _ action: Action, _ state: Decision.State, daysAgo: Int = 0
  ) throws -> Decision {
    try Decision(
      id: Decision.ID(id), action: action, title: "t", platform: .googleAds, proposedBy: .agent,
      proposedAt: now.adding(days: -daysAgo),
      evidence: Decision.Evidence(reason: "r", facts: [], dataFrom: now, dataTo: now),
      forecast: Decision.Forecast(
        metric: .clickThroughRate, estimate: Estimate(mean: 0, low: 0, high: 0), horizonDays: 0),
      atWorst: PlanningFixture.pounds(0), state: state)
  }

  var asked: Decision.State { .needsApproval(expires: now.adding(days: 2)) }

  func proposed(_ decisions: [Decision], testing test: Experiment? = nil) -> [Action] {
    var input = PlanningFixture.input(campaigns: [campaign()], decisions: decisions)
    input.experiments = test.map { [$0] } ?? []
    var generator = SeededGenerator(seed: 1)
    let counter = Counter()
    return Strategist.propose(
      input, limit: 0, recipients: { _, _ in [] }, newCampaign: { counter.next() },
      newExperiment: { counter.next() }, using: &generator
    ).drafts.map(\.action)
  }

  func isRenewed(_ decisions: [Decision]) -> Bool {
    proposed(decisions, testing: test()).contains {
      if case .renewCampaign = $0 { true } else { false }
    }
  }

  @Test func `a campaign is renewed while the end of its test waits for an answer`() throws {
    #expect(isRenewed([try conclusion(1, asked)]))
  }

  @Test func `what decides whether it runs keeps a campaign from being renewed meanwhile`() throws {
    let handle = CampaignHandle(campaign())
    let day = now.day
    for action in [
      Action.endCampaign(handle), .pauseCampaign(handle, dailyBudget: nil),
      .renewCampaign(handle, from: day, to: day.adding(days: 7)),
    ] {
      #expect(!isRenewed([try decision(1, action, asked)]))
      #expect(isRenewed([try decision(1, action, .expired(at: now.adding(days: -1)))]))
    }
  }

  func asksAgain(_ decisions: [Decision]) -> Bool {
    proposed(decisions, testing: test()).contains {
      if case .concludeExperiment = $0 { true } else { false }
    }
  }

  @Test func `a lapsed request comes back once, a week later`() throws {
    #expect(asksAgain([]))
    #expect(!asksAgain([try conclusion(1, asked)]))
    let lapsed = try conclusion(1, .expired(at: now.adding(days: -6)), daysAgo: 9)
    #expect(!asksAgain([lapsed]))
    let older = try conclusion(1, .expired(at: now.adding(days: -7)), daysAgo: 10)
    #expect(asksAgain([older]))
    let first = try conclusion(1, .expired(at: now.adding(days: -30)), daysAgo: 33)
    let second = try conclusion(2, .expired(at: now.adding(days: -20)), daysAgo: 23)
    #expect(!asksAgain([first, second]))
  }

  @Test func `what was rejected is not asked again unless the time was wrong`() throws {
    func rejected(_ code: Decision.Rejection.Code) throws -> Decision {
      try conclusion(
        1,
        .rejected(
          Decision.Rejection(
            by: .person("mia"), at: now.adding(days: -4), code: code, note: "")), daysAgo: 5)
    }
    #expect(!asksAgain([try rejected(.notConvinced)]))
    #expect(asksAgain([try rejected(.wrongTime)]))
  }

  func over(
    _ test: Experiment, _ campaign: Campaign?, after decisions: [Decision] = []
  ) -> String? {
    test.isOver(
      ConclusionRequests(of: test.id, among: decisions, now: now), campaign: { _ in campaign })
  }

  @Test func `a test is over with its campaign, its challenger or the last question`() throws {
    #expect(over(test(), campaign()) == nil)
    var ended = campaign()
    ended.status = .completed
    #expect(over(test(), ended) == "\"Campaign 1\" is completed")
    #expect(over(test(.continue), nil) == "its campaign is over")
    var replaced = campaign()
    replaced.creatives.removeLast()
    #expect(over(test(), replaced) == "B does not run any more")
    let lapses = try [1, 2].map { try conclusion($0, .expired(at: now.adding(days: -8))) }
    #expect(
      over(test(), campaign(), after: lapses) == "its end was asked for 2 times and not decided")
    #expect(over(test(), ended, after: [try conclusion(1, .dispatching(since: now))]) == nil)
  }

  @Test func `closed as it stands it keeps its verdict and teaches what it found`() {
    let won = test().closed(because: "\"Campaign 1\" is completed", at: now)
    #expect(won.status == .unadopted && won.concludedAt == now)
    #expect(won.reading?.reason == "B 5.0 % against A 3.0 %; \"Campaign 1\" is completed")
    let open = test(.continue).closed(because: "\"Campaign 1\" is completed", at: now)
    #expect(open.status == .inconclusive && open.reading?.verdict == .stopInconclusive)
    #expect(open.reading?.reason.hasSuffix("completed before there was an answer") == true)
    #expect(test(.drop).closed(because: "x", at: now).status == .dropped)

    let setting = MessageSetting(campaign())
    func believed(_ experiment: Experiment) -> Double {
      MessageBelief(experiments: [experiment], campaigns: [campaign()]).logRatio(
        of: .curiosity, to: .benefit, in: setting, metric: .clickThroughRate
      ).mean
    }
    #expect(believed(test()) == 0 && believed(won) > 0.1)
  }
}
