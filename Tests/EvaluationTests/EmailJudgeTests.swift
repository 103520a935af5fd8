import Commerce
import Evaluation
import RealModule
import Statistics
import Testing

/// Messages of an e-mail, judged by what each recipient spends.
@Suite struct `Judged e-mails` {
  let start = Instant(Day(number: 15_000), hour: 10)

  var test: Experiment {
    Experiment(
      id: Experiment.ID(1), campaign: Campaign.ID(1), hypothesis: "h",
      subject: .email(Experiment.EmailTrial(name: "ga-1 Winback")),
      variants: ["A", "B"].map { Experiment.Variant(creative: $0, share: 0.5) },
      startedAt: start, plannedTrials: 14, status: .running)
  }

  /// Recipients whose spend follows what they spent before; those of B spend `lift` more.
  func figures(
    lift: Double, count: Int = 400, days: Int = 14, seed: UInt64 = 1
  ) -> EmailFigures {
    var generator = SeededGenerator(seed: seed)
    var buyers = [0, 0]
    let arms = [0, 1].map { arm -> AdjustedArm in
      var (metric, before, products) = (Moments(), Moments(), 0.0)
      for _ in 0..<count {
        let usual = 100 * Double.random(in: 0...1, using: &generator)
        let spent =
          max(0, usual / 4 + 10 * Double.random(in: -1...1, using: &generator))
          + (arm == 1 ? lift : 0)
        metric.add(spent)
        before.add(usual)
        products += spent * usual
        if spent > 0 { buyers[arm] += 1 }
      }
      return AdjustedArm(metric: metric, before: before, sumOfProducts: products)
    }
    return EmailFigures(days: days, arms: arms, buyers: buyers)
  }

  func read(_ figures: EmailFigures?, days: Int = 14) -> Experiment {
    ExperimentJudge.read(
      [test], book: MetricsBook(), emails: figures.map { [Experiment.ID(1): $0] } ?? [:],
      now: start.adding(days: days))[0]
  }

  @Test func `spend before the send takes its part of the noise away`() throws {
    let figures = figures(lift: 1.3)
    let plain = try WelchTest(control: figures.arms[0].metric, treatment: figures.arms[1].metric)
    let test = read(figures)
    let reading = try #require(test.reading)
    #expect(reading.verdict == .adopt && reading.relativeEffect.low > 0)
    #expect(reading.reason.contains("spend before the send took away"))
    let adjusted = try RegressionAdjustedTest(control: figures.arms[0], treatment: figures.arms[1])
    #expect(adjusted.difference.standardError < 0.7 * plain.difference.standardError)
    #expect(reading.relativeEffect.mean == adjusted.relativeLift?.value)
    #expect(test.variants.map(\.trials) == [400, 400])
  }

  @Test func `it is judged once, when the window is over`() {
    #expect(read(figures(lift: 5, days: 13)).reading?.verdict == .continue)
    #expect(read(figures(lift: 5)).reading?.verdict == .adopt)
    #expect(read(figures(lift: -5)).reading?.verdict == .drop)
    #expect(read(figures(lift: 0)).reading?.verdict == .stopInconclusive)
    #expect(read(nil).reading == nil)
    #expect(read(nil, days: 28).reading?.verdict == .stopInconclusive)
  }

  @Test func `few buyers decide nothing, a broken split nothing at all`() {
    #expect(read(figures(lift: 40, count: 12)).reading?.verdict == .stopInconclusive)
    var broken = figures(lift: 0)
    broken.arms[1] = figures(lift: 0, count: 300).arms[1]
    #expect(read(broken).reading?.verdict == .stopInvalid)
  }

  @Test func `of equal messages no more than 5 in 100 are called`() {
    let calls = (0..<300).count { seed in
      let verdict = read(figures(lift: 0, seed: UInt64(seed + 10))).reading?.verdict
      return verdict == .adopt || verdict == .drop
    }
    #expect(calls <= 24)
  }
}
