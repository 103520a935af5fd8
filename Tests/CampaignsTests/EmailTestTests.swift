import Campaigns
import Commerce
import Evaluation
import Oversight
import Statistics
import Testing

/// E-mails that carry two messages.
@Suite struct `Tests of e-mails` {
  let now = PlanningFixture.now

  func emails(_ recipients: Int, experiments: [Experiment] = []) -> [(DecisionDraft, CampaignPlan)]
  {
    var input = PlanningFixture.input(
      segments: SegmentName.allCases.map { PlanningFixture.segment($0, customers: 2_000) })
    input.messages = MessageBelief(experiments: experiments, campaigns: [])
    let ids = Counter()
    var generator = SeededGenerator(seed: 1)
    let people = (0..<recipients).map { "c\($0)" }
    return Strategist.propose(
      input, limit: 20, recipients: { _, _ in people }, newCampaign: { ids.next() },
      newExperiment: { ids.next() }, using: &generator
    ).drafts.compactMap { draft in
      if case .sendEmailCampaign(let plan) = draft.action { (draft, plan) } else { nil }
    }
  }

  @Test func `an e-mail to many is a test of two messages, and says so before it is sent`() throws {
    let found = try #require(emails(900).first)
    let (draft, plan) = found
    let test = try #require(plan.test)
    #expect(plan.creatives.count == 2 && plan.creatives[0].idea != plan.creatives[1].idea)
    #expect(plan.creatives.allSatisfy { $0.subject != nil })
    #expect(test.hypothesis.contains("makes its recipients spend more"))
    #expect(try #require(test.design.minimumEffect) > 0 && test.design.power == 0.8)
    let facts = Set(draft.evidence.facts.map(\.label))
    #expect(facts.isSuperset(of: ["tests", "compared", "false calls", "finds a difference of"]))
    let pending = try #require(draft.experiment)
    #expect(pending.status == .pending && pending.id == test.experiment)
    #expect(pending.subject == .email(Experiment.EmailTrial(name: plan.externalName)))
    #expect(pending.variants.map(\.idea) == plan.creatives.map(\.idea))
  }

  @Test func `an e-mail to few carries one message`() throws {
    let found = try #require(emails(300).first)
    #expect(found.1.creatives.count == 1 && found.1.test == nil && found.0.experiment == nil)
  }

  @Test func `recipients are dealt by who they are, anew for each e-mail, half and half`() throws {
    func dealt(_ name: String) -> [Int] {
      let assignment = VariantAssignment(ofEmail: name, shares: [0.5, 0.5])
      return (0..<2_000).map { assignment.variant(of: "c\($0)") }
    }
    #expect(dealt("ga-1 Winback") == dealt("ga-1 Winback"))
    #expect(abs(dealt("ga-1 Winback").reduce(0, +) - 1_000) < 100)
    let both = zip(dealt("ga-1 Winback"), dealt("ga-2 Winback")).count { $0 == $1 }
    #expect(abs(both - 1_000) < 100)
  }

  func ended(_ effect: Estimate, clicks: (Int64, Int64)) -> (Experiment, Campaign) {
    var campaign = PlanningFixture.campaign(1, platform: .klaviyo, audience: .segment(.loyal))
    campaign.status = .completed
    let variants = [("A", Creative.Idea.benefit, clicks.0), ("B", .curiosity, clicks.1)].map {
      var variant = Experiment.Variant(
        creative: $0.0, idea: $0.1, trials: 2_000, successes: 300, share: 0.5,
        revenueMicros: 20_000_000_000)
      variant.sending = Experiment.Sending(
        delivered: 1_900, clicks: $0.2, unsubscribes: 4, attributedMicros: 4_000_000_000)
      return variant
    }
    let test = Experiment(
      id: Experiment.ID(3), campaign: campaign.id, hypothesis: "h",
      subject: .email(Experiment.EmailTrial(name: campaign.externalName)), variants: variants,
      startedAt: now.adding(days: -20), plannedTrials: 14, status: .running,
      reading: Experiment.Reading(
        relativeEffect: effect, winProbability: 0.9, sampleRatioP: 1, verdict: .adopt, reason: "r"))
    return (test, campaign)
  }

  @Test func `what was clicked and what was spent is remembered for the next messages`() {
    func believed(
      _ effect: Estimate, clicks: (Int64, Int64), _ metric: Experiment.Metric
    ) -> Double {
      let (test, campaign) = ended(effect, clicks: clicks)
      let closed = test.closed(because: "sent", at: now)
      return MessageBelief(experiments: [closed], campaigns: [campaign]).logRatio(
        of: .curiosity, to: .benefit, in: MessageSetting(campaign), metric: metric
      ).mean
    }
    let vague = Estimate(mean: 0, low: -0.9, high: 0.9, level: 0.95)
    let clear = Estimate(mean: 0.2, low: 0.15, high: 0.25, level: 0.95)
    #expect(believed(vague, clicks: (60, 60), .clickThroughRate).magnitude < 0.01)
    #expect(believed(vague, clicks: (60, 120), .clickThroughRate) > 0.03)
    #expect(believed(clear, clicks: (60, 60), .conversionRate) > 0.03)
  }

  @Test func `a decided test of an e-mail ends by itself, one whose send was cancelled too`() {
    let (test, campaign) = ended(
      Estimate(mean: 0.2, low: 0.1, high: 0.3, level: 0.95), clicks: (60, 70))
    let none = ConclusionRequests(of: test.id, among: [], now: now)
    #expect(test.isOver(none, campaign: { _ in campaign })?.contains("nothing is left") == true)
    #expect(test.closed(because: "sent", at: now).status == .adopted)
    var open = test
    open.reading?.verdict = .continue
    #expect(open.isOver(none, campaign: { _ in campaign }) == nil)
    var cancelled = campaign
    cancelled.status = .cancelled
    #expect(open.isOver(none, campaign: { _ in cancelled }) == "the send was cancelled")
  }
}
