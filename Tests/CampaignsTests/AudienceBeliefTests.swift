import Campaigns
import Commerce
import Evaluation
import Statistics
import Testing

@Suite struct `What tests teach of audiences` {
  func test(
    _ number: Int64, _ audience: Audience, _ other: Audience, effect: Double,
    on platform: Platform = .metaAds, status: Experiment.Status = .adopted
  ) -> Experiment {
    let trial = Experiment.AudienceTrial(
      platform: platform, challenger: Campaign.ID(9), audience: audience, otherAudience: other,
      dailyBudget: PlanningFixture.pounds(40))
    return Experiment(
      id: Experiment.ID(number), campaign: Campaign.ID(1), hypothesis: "h",
      subject: .audience(trial),
      variants: ["A", "B"].map { Experiment.Variant(creative: $0, trials: 28, share: 0.5) },
      startedAt: PlanningFixture.now, plannedTrials: 28, status: status,
      reading: Experiment.Reading(
        relativeEffect: Estimate(
          mean: effect, low: (1 + effect) / 1.4 - 1, high: (1 + effect) * 1.4 - 1, level: 0.95),
        winProbability: 0.9, sampleRatioP: 1, verdict: .adopt, reason: "r"))
  }

  @Test func `benchmarks hold before the first test`() {
    let strength = AudienceBelief().strength(of: .lookalike, on: .metaAds)
    #expect(strength.mean == 0)
    #expect(abs(strength.deviation - 0.5) < 1e-12)
    // 3 beside 2.5, as published.
    let change = AudienceBelief().change(from: .prospects, to: .lookalike, on: .metaAds)
    #expect(abs(change - 0.2) < 1e-12)
  }

  @Test func `a test moves what is believed of both, less on another platform, not of others`() {
    let belief = AudienceBelief(experiments: [test(1, .prospects, .lookalike, effect: 1)])
    let better = belief.strength(of: .lookalike, on: .metaAds)
    let worse = belief.strength(of: .prospects, on: .metaAds)
    #expect(better.mean > 0.15 && better.deviation < 0.5)
    #expect(abs(better.mean + worse.mean) < 1e-12)
    let elsewhere = belief.strength(of: .lookalike, on: .googleAds)
    #expect(elsewhere.mean > 0 && elsewhere.mean < better.mean)
    #expect(belief.strength(of: .everyone, on: .metaAds).mean == 0)
    #expect(belief.tests(of: .prospects) == 1 && belief.tests(of: .everyone) == 0)
    let change = belief.change(from: .prospects, to: .lookalike, on: .metaAds)
    #expect(change > 0.6 && change < 1)
  }

  @Test func `open, invalid and creative tests say nothing of audiences`() {
    let silent = [
      test(1, .prospects, .lookalike, effect: 1, status: .running),
      test(2, .prospects, .lookalike, effect: 1, status: .invalid),
    ]
    #expect(AudienceBelief(experiments: silent).tests(of: .lookalike) == 0)
  }

  @Test func `a new campaign for an audience is judged by what a test taught of it`() throws {
    let running = PlanningFixture.campaign(1, platform: .googleAds, audience: .everyone)
    var input = PlanningFixture.input(
      segments: [PlanningFixture.segment(.loyal), PlanningFixture.segment(.new)],
      campaigns: [running])
    func profit(_ input: PlanningInput) -> Double? {
      OpportunityFinder.find(in: input).opportunities.first {
        $0.platform == .metaAds && $0.audience == .lookalike
      }?.profit.mean
    }
    let before = try #require(profit(input))
    input.audiences = AudienceBelief(experiments: [test(1, .prospects, .lookalike, effect: 1.5)])
    #expect(try #require(profit(input)) > before * 1.1)
    let lookalike = try #require(
      OpportunityFinder.find(in: input).opportunities.first {
        $0.platform == .metaAds && $0.audience == .lookalike
      })
    #expect(lookalike.reason.contains("1 test of the audience"))
  }
}
