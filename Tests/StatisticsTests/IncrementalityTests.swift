import RealModule
import Statistics
import Testing

@Suite struct IncrementalityTests {
  func lift(
    _ incremental: Double, error: Double, of attributed: Double, deviation: Double = 0
  ) throws -> LiftMeasurement {
    try #require(
      LiftMeasurement(
        incremental: incremental, standardError: error, attributed: attributed,
        attributedDeviation: deviation))
  }

  @Test func `an accurate test is weighted by its precision on the scale of logarithms`() throws {
    let untested = Incrementality.untested
    let share = untested.learning(from: try lift(600, error: 18, of: 1_000))
    // 3 % of its own and the tenth that may not carry over.
    let precision = 1 / (0.03 * 0.03 + 0.01)
    let prior = 1 / (untested.logDeviation * untested.logDeviation)
    let mean = precision * Double.log(0.6) / (precision + prior)
    #expect(abs(share.logMean - mean) < 0.02)
    #expect(abs(share.logDeviation - (1 / (precision + prior)).squareRoot()) < 0.005)
    #expect(share.tests == 1 && share.isTested && !untested.isTested)
  }

  @Test func `tests add up, whatever their order`() throws {
    let one = try lift(500, error: 100, of: 1_000)
    let other = try lift(700, error: 50, of: 1_000)
    let first = Incrementality.untested.learning(from: one).learning(from: other)
    let second = Incrementality.untested.learning(from: other).learning(from: one)
    #expect(abs(first.logMean - second.logMean) < 0.02)
    #expect(first.logDeviation < Incrementality.untested.logDeviation)
    #expect(first.tests == 2)
  }

  @Test func `a test that found less than nothing says that little is incremental`() throws {
    let share = Incrementality.untested.learning(from: try lift(-200, error: 100, of: 1_000))
    #expect(share.median < 0.35)
    #expect(share.logMean.isFinite && share.logDeviation > 0)
    let vague = Incrementality.untested.learning(from: try lift(-200, error: 5_000, of: 1_000))
    #expect(abs(vague.logMean) < 0.15)
  }

  @Test func `what a test found fades with time`() throws {
    let fresh = Incrementality.untested.learning(from: try lift(400, error: 20, of: 1_000))
    #expect(fresh.aged(days: 0) == fresh)
    let old = fresh.aged(days: 365)
    #expect(old.logDeviation > fresh.logDeviation && old.logMean > fresh.logMean)
    let ancient = fresh.aged(days: 100_000)
    #expect(abs(ancient.logMean) < 1e-6)
    #expect(abs(ancient.logDeviation - Incrementality.untested.logDeviation) < 1e-6)
  }

  @Test func `the interval holds the share as often as it says`() throws {
    var generator = SeededGenerator(seed: 3)
    var held = 0
    for _ in 0..<400 {
      let truth = Double.exp(
        normal(mean: 0, deviation: Incrementality.untested.logDeviation, using: &generator))
      let carried = truth * (1 + 0.1 * normal(mean: 0, deviation: 1, using: &generator))
      let measured = 1_000 * carried + normal(mean: 0, deviation: 250, using: &generator)
      let share = Incrementality.untested.learning(
        from: try lift(measured, error: 250, of: 1_000))
      held += share.interval(level: 0.8).contains(truth) ? 1 : 0
    }
    #expect(abs(Double(held) / 400 - 0.8) < 0.07)
  }

  @Test func `a belief is corrected in its mean and widened by what is not known`() throws {
    var posterior = ResponsePosterior(
      ResponsePosterior.Configuration(typicalSpend: 100, typicalReturn: 400))
    for _ in 0..<40 { posterior.observe(spend: 100, return: 400) }
    let belief = posterior.belief
    #expect(
      belief.corrected(by: .untested).expectedReturn(of: 80) == belief.expectedReturn(of: 80))
    let share = Incrementality.untested.learning(from: try lift(500, error: 60, of: 1_000))
    let corrected = belief.corrected(by: share).expectedReturn(of: 80)
    let attributed = belief.expectedReturn(of: 80)
    #expect(agrees(corrected.mean, share.mean * attributed.mean, within: 1e-12))
    #expect(corrected.deviation / corrected.mean > attributed.deviation / attributed.mean)
    let curve = belief.corrected(by: share).mean
    #expect(agrees(curve.value(100), share.mean * belief.mean.value(100), within: 1e-9))
  }

  @Test func `a step in spend is measured against what was believed of it`() throws {
    let belief = ResponsePosterior(
      ResponsePosterior.Configuration(typicalSpend: 100, typicalReturn: 400)
    ).belief
    let step = belief.expectedReturn(from: 50, to: 100)
    let measurement = try #require(
      LiftMeasurement(
        incremental: 700, standardError: 90, against: belief, fromSpend: 50, toSpend: 100, days: 7))
    #expect(agrees(measurement.attributed, 7 * step.mean, within: 1e-12))
    #expect(
      agrees(
        belief.expectedReturn(from: 0, to: 80).mean, belief.expectedReturn(of: 80).mean,
        within: 1e-12))
    #expect(
      LiftMeasurement(
        incremental: 1, standardError: 1, against: belief, fromSpend: 9, toSpend: 9, days: 7)
        == nil)
  }

  @Test(arguments: [
    (Double.nan, 1.0, 1.0), (1, 0, 1), (1, -1, 1), (1, 1, 0), (1, 1, .infinity), (.infinity, 1, 1),
  ])
  func `what measures nothing is no measurement`(
    incremental: Double, error: Double, attributed: Double
  ) {
    #expect(
      LiftMeasurement(incremental: incremental, standardError: error, attributed: attributed)
        == nil)
  }
}

/// What knowing the share better is worth.
@Suite struct IncrementalityWorthTests {
  let share = Incrementality.supposed(mean: 0.5)

  @Test func `what is supposed has the mean it was given`() {
    #expect(abs(share.mean - 0.5) < 1e-12)
    #expect(!share.isTested && share.logDeviation == Incrementality.untested.logDeviation)
  }

  @Test func `it is worth most where the campaign just pays, and never less than nothing`() {
    let profits = [20.0, 60, 120, 240, 1_000]
    let worth = profits.map { share.worth(ofTestWithError: 0.1, profit: $0, cost: 60) }
    #expect(worth.max() == worth[2])
    #expect(worth.allSatisfy { $0 >= 0 } && worth[4] < 0.02 * worth[2])
  }

  @Test func `at the point where it just pays it is the price of an option at the money`() {
    let spread = share.logDeviation * share.news(ofTestWithError: 0.1).squareRoot()
    let expected = 60 * (2 * NormalDistribution.standard.cumulative(spread / 2) - 1)
    #expect(abs(share.worth(ofTestWithError: 0.1, profit: 120, cost: 60) - expected) < 1e-9)
  }

  @Test func `a better test tells more, and none tells all`() {
    let errors = [0.01, 0.1, 0.3, 1.0, 10]
    let news = errors.map { share.news(ofTestWithError: $0) }
    #expect(zip(news, news.dropFirst()).allSatisfy { $0 > $1 })
    #expect(news.allSatisfy { (0..<1).contains($0) })
    let worth = errors.map { share.worth(ofTestWithError: $0, profit: 120, cost: 60) }
    #expect(zip(worth, worth.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test func `it agrees with drawing what the test may find`() {
    var generator = SeededGenerator(seed: 5)
    let spread = share.logDeviation * share.news(ofTestWithError: 0.2).squareRoot()
    let draws = 200_000
    let kept = (0..<draws).reduce(0.0) { sum, _ in
      let found = normal(mean: -0.5 * spread * spread, deviation: spread, using: &generator)
      return sum + max(0, 200 * share.mean * Double.exp(found) - 60)
    }
    let drawn = kept / Double(draws) - 40
    let worth = share.worth(ofTestWithError: 0.2, profit: 200, cost: 60)
    #expect(abs(worth - drawn) < 0.6, "\(worth) against \(drawn)")
  }

  @Test(arguments: [(0.0, 60.0, 0.1), (-5, 60, 0.1), (120, 0, 0.1), (120, 60, Double.infinity)])
  func `where nothing depends on it it is worth nothing`(
    profit: Double, cost: Double, error: Double
  ) {
    #expect(share.worth(ofTestWithError: error, profit: profit, cost: cost) == 0)
  }
}
