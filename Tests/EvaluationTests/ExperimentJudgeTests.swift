import Commerce
import Evaluation
import Statistics
import Testing

@Suite struct ExperimentJudgeTests {
  let start = Instant(Day(number: 15_000))

  func experiment(
    _ arms: [(Int64, Int64)], planned: Int64 = 8_000, shares: [Double] = [0.5, 0.5],
    metric: Experiment.Metric = .clickThroughRate
  ) -> Experiment {
    Experiment(
      id: Experiment.ID(1), campaign: Campaign.ID(1), hypothesis: "curiosity beats benefit",
      metric: metric,
      variants: zip(arms, ["A", "B"]).enumerated().map { index, arm in
        Experiment.Variant(
          creative: arm.1, trials: arm.0.0, successes: arm.0.1, share: shares[index])
      }, startedAt: start, plannedTrials: planned, status: .running)
  }

  func reading(_ experiment: Experiment, days: Int = 5) -> Experiment.Reading {
    ExperimentJudge.reading(of: experiment, now: start.adding(days: days))
  }

  @Test func `a clear winner is adopted, with the numbers`() {
    let reading = reading(experiment([(5_000, 150), (5_010, 260)]))
    #expect(reading.verdict == .adopt)
    #expect(reading.winProbability > 0.999)
    #expect(reading.relativeEffect.low > 0)
    #expect(
      reading.reason
        == "the challenger is better: B 5.2 % of 5,010 against A 3.0 % of 5,000 (+73 %); "
        + "p below 0.0001 at any look, the limit is 0.02")
  }

  @Test func `a clear loser is dropped`() {
    let reading = reading(experiment([(5_000, 260), (5_010, 150)]))
    #expect(reading.verdict == .drop)
    #expect(reading.relativeEffect.high < 0)
  }

  @Test func `a small difference goes on until the planned sample, then ends without a winner`() {
    let early = reading(experiment([(4_000, 120), (4_010, 126)]))
    #expect(early.verdict == .continue)
    #expect(early.reason.contains("4,000 of 8,000 planned trials in each variant"))
    let late = reading(experiment([(8_000, 240), (8_010, 250)]))
    #expect(late.verdict == .stopInconclusive)
    #expect(late.reason.hasSuffix("the control stays"))
  }

  @Test func `the planned end finds what looks before it could not`() {
    let lift = experiment([(8_000, 240), (8_000, 296)])
    #expect(reading(lift).verdict == .adopt)
    var before = lift
    before.plannedTrials = 9_000
    #expect(reading(before).verdict == .continue)
  }

  @Test func `a broken split stops the test whatever the arms say`() {
    let reading = reading(experiment([(6_000, 180), (4_000, 200)]))
    #expect(reading.verdict == .stopInvalid)
    #expect(reading.sampleRatioP < 0.001)
    #expect(reading.reason.contains("A has 60 %, planned 50 %"))
  }

  @Test func `a planned uneven split is no mismatch`() {
    let uneven = experiment([(9_000, 300), (1_000, 30)], shares: [0.9, 0.1])
    #expect(reading(uneven).sampleRatioP > 0.1)
  }

  @Test func `clicks may differ by arm where impressions do not`() {
    let conversions = experiment([(900, 40), (1_400, 66)], metric: .conversionRate)
    let reading = ExperimentJudge.reading(
      of: conversions, exposures: [30_000, 30_100], now: start.adding(days: 5))
    #expect(reading.verdict != .stopInvalid)
  }

  @Test(arguments: [
    [(Int64(0), Int64(0)), (0, 0)], [(10, 0), (0, 0)], [(10, 0), (10, 0)], [(10, 10), (10, 10)],
  ])
  func `too little is no answer`(arms: [(Int64, Int64)]) {
    let reading = reading(experiment(arms))
    #expect(reading.verdict == .continue)
    #expect(reading.relativeEffect.low <= 0 && reading.relativeEffect.high >= 0)
  }

  @Test func `nothing is called on the first day or with few successes`() {
    #expect(reading(experiment([(5_000, 150), (5_010, 260)]), days: 0).verdict == .continue)
    #expect(reading(experiment([(500, 4), (500, 24)])).verdict == .continue)
  }

  @Test func `a test ends after 28 days`() {
    #expect(reading(experiment([(0, 0), (0, 0)]), days: 28).verdict == .stopInconclusive)
    #expect(reading(experiment([(900, 30), (900, 31)]), days: 28).verdict == .stopInconclusive)
  }

  @Test func `looking every day calls no more than 5 in 100 equal arms different`() {
    var generator = SeededGenerator(seed: 5)
    var calls = 0
    for _ in 0..<400 {
      var arms: [(Int64, Int64)] = [(0, 0), (0, 0)]
      for look in 1...12 {
        for arm in 0..<2 {
          arms[arm].0 += 800
          arms[arm].1 += Int64(binomial(trials: 800, probability: 0.03, using: &generator))
        }
        let verdict = reading(experiment(arms, planned: 9_600), days: look).verdict
        if verdict == .adopt || verdict == .drop {
          calls += 1
          break
        }
      }
    }
    #expect(calls <= 20)
  }

  @Test func `counts come from the book since the start`() throws {
    var book = MetricsBook()
    let campaign = Campaign.ID(1)
    for hour in -5..<48 {
      for label in ["A", "B"] {
        book.record(
          Metrics(
            impressions: 100, clicks: label == "A" ? 3 : 6, conversions: label == "A" ? 0.5 : 1),
          campaign: campaign, creative: label, hour: start.adding(hours: hour))
      }
    }
    let read = try #require(
      ExperimentJudge.read(
        [experiment([(0, 0), (0, 0)])], book: book, now: start.adding(hours: 48)
      ).first)
    #expect(read.variants.map(\.trials) == [4_800, 4_800])
    #expect(read.variants.map(\.successes) == [144, 288])
    #expect(read.reading?.verdict == .adopt)
    #expect(ExperimentJudge.daysLeft(read, now: start.adding(hours: 48)).map { Int($0 * 10) } == 13)
  }

  @Test func `a winner whose clicks clearly buy less is dropped`() {
    let clicks = experiment([(9_000, 270), (9_000, 540)])
    func judged(_ sales: (Int, Int)) -> Experiment.Reading {
      ExperimentJudge.reading(
        of: clicks,
        guardrail: ExperimentGuardrail(
          metric: .conversionRate, control: Proportion(successes: sales.0, trials: 270),
          challenger: Proportion(successes: sales.1, trials: 540)), now: start.adding(days: 5))
    }
    #expect(judged((27, 54)).verdict == .adopt)
    #expect(judged((27, 40)).verdict == .adopt)
    let harmed = judged((40, 30))
    #expect(harmed.verdict == .drop)
    #expect(harmed.reason.contains("but its conversion rate is −63 %"))
    #expect(harmed.reason.hasSuffix("so the control stays"))
    #expect(judged((0, 0)).verdict == .adopt)
  }

  @Test func `tests at once share the false calls that are allowed`() {
    let clear = experiment([(8_000, 240), (8_000, 296)])
    func family(_ evidence: [Double]) -> ExperimentFamily { ExperimentFamily(evidence: evidence) }
    func verdict(_ family: ExperimentFamily) -> Experiment.Verdict {
      ExperimentJudge.reading(of: clear, family: family, now: start.adding(days: 5)).verdict
    }
    #expect(family([]) == .alone && family([0.9]) == .alone && family([40]) == .alone)
    // Found at p 0.014: enough alone, not among three of which the others show nothing.
    #expect(verdict(.alone) == .adopt)
    #expect(verdict(family([0.48, 40, 40])) == .stopInconclusive)
    #expect(verdict(family([0.48, 0.001, 40])) == .adopt)
    #expect(
      ExperimentJudge.reading(
        of: clear, family: family([40, .infinity, 40]), now: start.adding(days: 5)
      ).reason.contains("the limit is 0.01 with 3 tests at once"))
  }

  @Test func `each verdict but continue ends the test`() {
    #expect(ExperimentJudge.status(after: .adopt) == .adopted)
    #expect(ExperimentJudge.status(after: .drop) == .dropped)
    #expect(ExperimentJudge.status(after: .stopInvalid) == .invalid)
    #expect(ExperimentJudge.status(after: .stopInconclusive) == .inconclusive)
    #expect(ExperimentJudge.status(after: .continue) == nil)
  }
}

@Suite struct ExperimentDesignTests {
  let now = Instant(Day(number: 15_010))

  func campaign(_ ideas: [Creative.Idea]) -> Campaign {
    var campaign = TestWorld.campaign(1, start: now.day.adding(days: -10))
    campaign.creatives = zip(ideas, ["A", "B", "C"]).map { idea, label in
      Creative(label: label, idea: idea, headline: label, body: label, callToAction: "Go")
    }
    return campaign
  }

  func book(impressions: Int64, clicks: Int64) -> MetricsBook {
    var book = MetricsBook()
    for back in 1...8 {
      book.record(
        Metrics(
          impressions: impressions, clicks: clicks, conversions: 2, spendMicros: 20_000_000,
          revenueMicros: 80_000_000), campaign: Campaign.ID(1), creative: "A",
        hour: Instant(now.day.adding(days: -back), hour: 12))
    }
    return book
  }

  func proposal(
    _ campaign: Campaign, _ book: MetricsBook, _ experiments: [Experiment] = [],
    belief: NormalPrior = NormalPrior(mean: 0, deviation: 0.15)
  ) -> Result<ExperimentProposal, ExperimentObstacle> {
    ExperimentDesign.proposal(
      for: campaign, book: book, experiments: experiments, shop: TestWorld.shop, now: now
    ) { _, _, _ in belief }
  }

  @Test func `enough traffic and two ideas make a test`() throws {
    let result = try proposal(
      campaign([.benefit, .curiosity]), book(impressions: 9_000, clicks: 270)
    ).get()
    #expect(result.metric == .clickThroughRate)
    #expect(result.control.label == "A" && result.challenger.label == "B")
    #expect(result.expectedDays <= 21)
    #expect(result.hypothesis.hasPrefix("curiosity instead of benefit raises"))
  }

  @Test func `a test is worth what may be learnt less what showing the challenger costs`() throws {
    let two = campaign([.benefit, .curiosity])
    let busy = book(impressions: 9_000, clicks: 270)
    let open = try proposal(two, busy).get().gainPerDay
    let sure = NormalPrior(mean: 0.1, deviation: 0.15)
    #expect(open.low < 0 && open.mean > 0 && open.high > open.mean)
    #expect(try proposal(two, busy, belief: sure).get().gainPerDay.mean > open.mean)
    #expect(throws: ExperimentObstacle.self) {
      try proposal(two, busy, belief: NormalPrior(mean: -0.3, deviation: 0.05)).get()
    }
  }

  @Test func `one idea, little traffic, a running or recent test stand in the way`() {
    let busy = book(impressions: 9_000, clicks: 270)
    let two = campaign([.benefit, .curiosity])
    #expect(throws: ExperimentObstacle.oneIdea) {
      try proposal(campaign([.benefit, .benefit]), busy).get()
    }
    #expect(throws: ExperimentObstacle.self) {
      try proposal(two, book(impressions: 50, clicks: 2)).get()
    }
    var experiment = Experiment(
      id: Experiment.ID(4), campaign: Campaign.ID(1), hypothesis: "", metric: .clickThroughRate,
      variants: [], startedAt: now, plannedTrials: 1, status: .running)
    #expect(throws: ExperimentObstacle.underTest(Experiment.ID(4))) {
      try proposal(two, busy, [experiment]).get()
    }
    experiment.status = .dropped
    experiment.concludedAt = now.adding(days: -3)
    #expect(throws: ExperimentObstacle.testedLately(days: 3)) {
      try proposal(two, busy, [experiment]).get()
    }
    var paused = two
    paused.status = .paused
    #expect(throws: ExperimentObstacle.notRunning) { try proposal(paused, busy).get() }
  }
}
