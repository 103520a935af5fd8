import Campaigns
import Commerce
import Statistics
import Testing

@Suite struct `What tests teach of messages` {
  let here = MessageSetting(
    objective: .acquisition, audience: .prospects, platform: .metaAds)
  let elsewhere = MessageSetting(
    objective: .winback, audience: .segment(.atRisk), platform: .googleAds)

  func test(
    _ number: Int64, _ control: Creative.Idea, _ challenger: Creative.Idea,
    successes: (Int64, Int64), of trials: Int64 = 20_000,
    metric: Experiment.Metric = .clickThroughRate, status: Experiment.Status = .inconclusive
  ) -> Experiment {
    Experiment(
      id: Experiment.ID(number), campaign: Campaign.ID(1), hypothesis: "h", metric: metric,
      variants: [
        Experiment.Variant(
          creative: "A", idea: control, trials: trials, successes: successes.0, share: 0.5),
        Experiment.Variant(
          creative: "B", idea: challenger, trials: trials, successes: successes.1, share: 0.5),
      ], startedAt: PlanningFixture.now, plannedTrials: 1, status: status)
  }

  func belief(_ tests: [Experiment]) -> MessageBelief {
    MessageBelief(
      experiments: tests,
      campaigns: [PlanningFixture.campaign(1, platform: .metaAds, audience: .prospects)])
  }

  func logRatio(
    _ belief: MessageBelief, _ challenger: Creative.Idea, _ control: Creative.Idea,
    in setting: MessageSetting, metric: Experiment.Metric = .clickThroughRate
  ) -> (mean: Double, deviation: Double) {
    let prior = belief.logRatio(of: challenger, to: control, in: setting, metric: metric)
    return (prior.mean, prior.deviation)
  }

  @Test func `nothing is believed before the first test`() {
    let prior = logRatio(belief([]), .curiosity, .benefit, in: here)
    #expect(prior.mean == 0)
    #expect(abs(prior.deviation - 0.15) < 0.001)
    let ideas: [Creative.Idea] = [.benefit, .socialProof, .curiosity]
    #expect(belief([]).ranked(ideas, in: here) == ideas)
  }

  @Test func `a clear winner is believed better, less so where less is alike`() {
    let learnt = belief([test(1, .benefit, .curiosity, successes: (600, 720))])
    let near = logRatio(learnt, .curiosity, .benefit, in: here)
    let far = logRatio(learnt, .curiosity, .benefit, in: elsewhere)
    let sales = logRatio(learnt, .curiosity, .benefit, in: here, metric: .conversionRate)
    // Seen +20 %; shrunk towards nothing, since most ideas differ little.
    #expect(near.mean > 0.1 && near.mean < 0.182)
    #expect(far.mean > 0 && far.mean < near.mean)
    #expect(sales.mean > 0 && sales.mean < near.mean)
    #expect(near.deviation < far.deviation && far.deviation < 0.15)
    #expect(logRatio(learnt, .benefit, .curiosity, in: here).mean == -near.mean)
  }

  @Test func `two tests with one idea in common order three ideas`() {
    let learnt = belief([
      test(1, .benefit, .curiosity, successes: (600, 720)),
      test(2, .benefit, .urgency, successes: (600, 500)),
    ])
    #expect(logRatio(learnt, .curiosity, .urgency, in: here).mean > 0.15)
    #expect(
      learnt.ranked([.benefit, .urgency, .curiosity], in: here)
        == [.curiosity, .benefit, .urgency])
    #expect(learnt.tests(of: .benefit) == 2)
    #expect(learnt.tests(of: .gratitude) == 0)
  }

  @Test func `running tests, broken splits and impossible counts teach nothing`() {
    let nothing = belief([
      test(1, .benefit, .curiosity, successes: (600, 720), status: .running),
      test(2, .benefit, .curiosity, successes: (600, 720), status: .invalid),
      test(3, .benefit, .curiosity, successes: (0, 0), of: 0),
      test(4, .benefit, .curiosity, successes: (5, 9), of: 7),
      test(5, .benefit, .benefit, successes: (600, 720)),
    ])
    #expect(logRatio(nothing, .curiosity, .benefit, in: here).mean == 0)
  }

  @Test func `no success at all is a weak lesson, not an endless one`() {
    let learnt = belief([test(1, .benefit, .curiosity, successes: (0, 3), of: 100)])
    let believed = logRatio(learnt, .curiosity, .benefit, in: here)
    #expect(believed.mean.isFinite && believed.mean > 0 && believed.mean < 0.05)
  }
}
