import Commerce
import Evaluation
import Statistics
import Testing

/// The rate that the winner of one of the agent's own tests must not harm.
@Suite struct `Guardrails of running tests` {
  let start = Instant(Day(number: 15_000))

  /// A clear winner by sales.
  func sales(_ trials: Int64, planned: Int64) -> Experiment {
    Experiment(
      id: Experiment.ID(1), campaign: Campaign.ID(1), hypothesis: "h", metric: .conversionRate,
      variants: [
        Experiment.Variant(creative: "A", trials: trials, successes: trials / 25, share: 0.5),
        Experiment.Variant(creative: "B", trials: trials, successes: trials / 12, share: 0.5),
      ], startedAt: start, plannedTrials: planned, status: .running)
  }

  func judged(
    _ experiment: Experiment, clicks: (Int, Int), of shown: Int, mustBeShown: Bool = true
  ) -> Experiment.Reading {
    ExperimentJudge.reading(
      of: experiment, exposures: [Int64(shown), Int64(shown)],
      guardrail: ExperimentGuardrail(
        metric: .clickThroughRate, control: Proportion(successes: clicks.0, trials: shown),
        challenger: Proportion(successes: clicks.1, trials: shown),
        design: Experiment.Guardrail(
          metric: .clickThroughRate, margin: 0.1, mustBeShown: mustBeShown,
          plannedTrials: 120_000)), now: start.adding(days: 9))
  }

  @Test func `a winner waits until it is shown that its guardrail is unharmed`() throws {
    let early = judged(sales(2_000, planned: 4_000), clicks: (1_000, 970), of: 33_000)
    #expect(early.verdict == .continue && early.guardrail?.state == .open)
    #expect(early.reason.contains("but whether its click-through rate is unharmed is not clear"))
    #expect(early.reason.contains("10 % lower is tolerated"))
    let shown = judged(sales(3_900, planned: 4_000), clicks: (3_600, 3_610), of: 119_000)
    #expect(shown.verdict == .adopt && shown.guardrail?.state == .kept)
    // At the planned end nothing is waited for.
    let over = judged(sales(4_000, planned: 4_000), clicks: (3_600, 3_390), of: 119_000)
    #expect(over.verdict == .stopInconclusive && over.reason.hasSuffix("so the control stays"))
    let free = judged(
      sales(2_000, planned: 4_000), clicks: (1_000, 970), of: 33_000, mustBeShown: false)
    #expect(free.verdict == .adopt && free.guardrail?.state == .open)
  }

  @Test func `harm beyond the margin drops a winner`() throws {
    let reading = judged(sales(2_000, planned: 4_000), clicks: (1_000, 600), of: 33_000)
    #expect(reading.verdict == .drop && reading.guardrail?.state == .harmed)
    let guardrail = try #require(reading.guardrail)
    #expect(guardrail.metric == .clickThroughRate)
    #expect(guardrail.control == .init(trials: 33_000, successes: 1_000))
    let change = try #require(guardrail.change)
    #expect(abs(change.mean + 0.4) < 1e-9 && change.level == 0.91)
    #expect(change.low < -0.45 && change.high < -0.25)
  }

  @Test func `looking every day finds harm that is not there in few of 100 tests`() {
    var generator = SeededGenerator(seed: 11)
    var dropped = 0
    for _ in 0..<200 {
      var clicks = (0, 0)
      for day in 1...20 {
        clicks.0 += binomial(trials: 6_000, probability: 0.03, using: &generator)
        clicks.1 += binomial(trials: 6_000, probability: 0.03 * 0.9, using: &generator)
        let trials = Int64(day) * 180
        let reading = judged(sales(trials, planned: 9_000), clicks: clicks, of: day * 6_000)
        if reading.guardrail?.state == .harmed {
          dropped += 1
          break
        }
      }
    }
    // The harm is exactly what is tolerated, and 5 % may be called more than that.
    #expect(dropped <= 16)
  }

  @Test func `the plan asks to be shown what its sample can show`() throws {
    func design(impressions: Int64, clicks: Int64, conversions: Double) throws
      -> Experiment.Design
    {
      let now = Instant(Day(number: 15_010))
      var campaign = TestWorld.campaign(1, start: now.day.adding(days: -20))
      campaign.creatives = zip([Creative.Idea.benefit, .curiosity], ["A", "B"]).map {
        Creative(label: $1, idea: $0, headline: $1, body: $1, callToAction: "Go")
      }
      var book = MetricsBook()
      for back in 1...20 {
        book.record(
          Metrics(
            impressions: impressions, clicks: clicks, conversions: conversions,
            spendMicros: 20_000_000, revenueMicros: 200_000_000), campaign: Campaign.ID(1),
          creative: "A", hour: Instant(now.day.adding(days: -back), hour: 12))
      }
      return try ExperimentDesign.proposal(
        for: campaign, book: book, experiments: [], shop: TestWorld.shop, now: now
      ) { _, _, _ in NormalPrior(mean: 0, deviation: 0.15) }.get().design
    }
    let clicks = try design(impressions: 9_000, clicks: 270, conversions: 2)
    #expect(clicks.power == 0.8 && abs(clicks.alpha - 0.05) < 1e-12)
    #expect(try #require(clicks.minimumEffect) > 0.1 && #require(clicks.days) <= 21)
    #expect(clicks.guardrail?.metric == .conversionRate)
    #expect(clicks.guardrail?.mustBeShown == false)
    let sales = try design(impressions: 90_000, clicks: 3_000, conversions: 600)
    let guardrail = try #require(sales.guardrail)
    #expect(guardrail.metric == .clickThroughRate && guardrail.mustBeShown)
    #expect(guardrail.margin <= 0.2 && guardrail.plannedTrials != nil)
  }
}
