import Evaluation
import Statistics
import Testing

/// Two arms of rate 5 %, a look every 200 users an arm, 100 looks, as continuous monitoring is
/// usually simulated; the full count is `Benchmarks peeking`.
@Suite struct PeekingTests {
  private func share(
    called rule: StoppingRule, lift: Double, runs: Int, seed: UInt64
  ) -> Double {
    var generator = SeededGenerator(seed: seed)
    var calls = 0
    let sizes = PeekedTest.record(rate: 0.05, lift: 0, looks: 100, using: &generator)
    let limits = LookLimits(rule, for: sizes)
    for _ in 0..<runs {
      let record = PeekedTest.record(rate: 0.05, lift: lift, looks: 100, using: &generator)
      let comparisons = ExperimentAnalysis(record, limits: limits).comparisons()
      if comparisons.contains(where: { $0.call != nil }) { calls += 1 }
    }
    return Double(calls) / Double(runs)
  }

  /// The share of tests whose statistic passes a limit at any look.
  private func share(beyond limits: [Double], lift: Double, runs: Int, seed: UInt64) throws
    -> Double
  {
    var generator = SeededGenerator(seed: seed)
    var calls = 0
    for _ in 0..<runs {
      let record = PeekedTest.record(rate: 0.05, lift: lift, looks: 100, using: &generator)
      let isCalled = zip(record.looks, limits).contains { look, limit in
        let comparison = try? ArmComparison(control: look.arms[0], treatment: look.arms[1])
        return abs(comparison?.score ?? 0) >= limit
      }
      if isCalled { calls += 1 }
    }
    return Double(calls) / Double(runs)
  }

  @Test func `a plan of a hundred looks errs at most 5 in 100 times and finds a lift of 10 %`()
    throws
  {
    let shares = (1...100).map { Double($0) / 100 }
    let limits = GroupSequentialPlan(AlphaSpending.obrienFleming, shares: shares).limits
    // Three standard errors of 1,000 runs above 0.05 and below 0.57.
    #expect(try share(beyond: limits, lift: 0, runs: 1_000, seed: 3) <= 0.071)
    #expect(try share(beyond: limits, lift: 0.1, runs: 1_000, seed: 4) >= 0.523)
  }

  @Test(arguments: [PlannedHorizon.looks(100), .size(perVariant: 20_000, looks: 20)])
  func `an analysis of a planned test errs at most 5 in 100 times and finds a lift of 10 %`(
    horizon: PlannedHorizon
  ) {
    let rule = StoppingRule(.groupSequential(.obrienFleming), horizon: horizon)
    // Three standard errors of 200 runs above 0.05 and below 0.57.
    #expect(share(called: rule, lift: 0, runs: 200, seed: 12) <= 0.096)
    #expect(share(called: rule, lift: 0.1, runs: 200, seed: 13) >= 0.465)
  }

  @Test func `of many planned looks five judge, at equal distances`() throws {
    var generator = SeededGenerator(seed: 14)
    let rule = StoppingRule(.groupSequential(.pocock), horizon: .looks(100))
    for _ in 0..<10 {
      let record = PeekedTest.record(rate: 0.05, lift: 0.4, looks: 100, using: &generator)
      let result = try #require(ExperimentAnalysis(record, rule: rule).comparisons().first)
      #expect([19, 39, 59, 79, 99].contains(result.stoppedLook ?? -1))
    }
  }

  @Test func `limits serve every test of the same sizes and no other`() throws {
    var generator = SeededGenerator(seed: 15)
    let rule = StoppingRule(.anytime, horizon: .looks(30))
    let one = PeekedTest.record(rate: 0.05, lift: 0, looks: 30, using: &generator)
    let other = PeekedTest.record(rate: 0.2, lift: 0.5, looks: 30, using: &generator)
    let shared = ExperimentAnalysis(other, limits: LookLimits(rule, for: one)).comparisons()
    #expect(shared == ExperimentAnalysis(other, rule: rule).comparisons())
  }

  @Test func `an analysis calls what passes the plan's limit, at that look`() throws {
    let rule = StoppingRule(
      .groupSequential(.obrienFleming), horizon: .size(perVariant: 4_000, looks: 20))
    let shares = (1...20).map { Double($0) / 20 }
    let limits = GroupSequentialPlan(AlphaSpending.obrienFleming, shares: shares).limits
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<20 {
      let record = PeekedTest.record(rate: 0.05, lift: 0.3, looks: 20, using: &generator)
      let crossed = zip(record.looks, limits).enumerated().first { _, pair in
        let comparison = try? ArmComparison(control: pair.0.arms[0], treatment: pair.0.arms[1])
        return abs(comparison?.score ?? 0) >= pair.1
      }
      let result = try #require(ExperimentAnalysis(record, rule: rule).comparisons().first)
      #expect(result.stoppedLook == crossed?.offset)
    }
  }

  @Test func `an anytime-valid test with a horizon finds more than the mixture alone`() {
    let planned = StoppingRule(.anytime, horizon: .size(perVariant: 20_000, looks: 5))
    let open = StoppingRule(.anytime, horizon: nil)
    #expect(share(called: planned, lift: 0, runs: 300, seed: 5) <= 0.088)
    let power = share(called: planned, lift: 0.1, runs: 300, seed: 6)
    #expect(power >= 0.45)
    #expect(power > share(called: open, lift: 0.1, runs: 300, seed: 6))
  }

  @Test func `without a horizon a lift of the least effect is found in a third of the tests`() {
    let open = StoppingRule(.anytime, horizon: nil, minimumEffect: 0.1)
    // Of 4,000 tests 0.016 and 0.365 are called, by the normal mixture alone 0.327.
    #expect(share(called: open, lift: 0, runs: 400, seed: 16) <= 0.05)
    #expect(share(called: open, lift: 0.1, runs: 400, seed: 17) >= 0.33)
    #expect(share(called: open, lift: 0.5, runs: 50, seed: 18) == 1)
  }

  @Test func `early looks call a difference only when it is large`() throws {
    let rule = StoppingRule(.groupSequential(.pocock), horizon: .size(perVariant: 9_000, looks: 3))
    var generator = SeededGenerator(seed: 8)
    let record = PeekedTest.record(rate: 0.2, lift: 0.5, looks: 45, using: &generator)
    let comparison = try #require(ExperimentAnalysis(record, rule: rule).comparisons().first)
    #expect(comparison.call == .adopt)
    // A third of 9,000 users is reached at look 15.
    #expect(comparison.stoppedLook == 14)
    #expect(comparison.looks[..<14].allSatisfy { $0.decision == .continue })
  }
}

/// Tests of two equal arms of users who convert or not.
enum PeekedTest {
  static func record(
    rate: Double, lift: Double, looks: Int, using generator: inout some RandomNumberGenerator
  ) -> ExperimentRecord {
    var successes = [0, 0]
    let figures = (1...looks).map { look in
      for arm in 0..<2 {
        successes[arm] += binomial(
          trials: 200, probability: rate * (arm == 1 ? 1 + lift : 1), using: &generator)
      }
      return ExperimentLook(
        arms: successes.map { .proportion(Proportion(successes: $0, trials: 200 * look)) })
    }
    return ExperimentRecord(names: ["control", "treatment"], looks: figures)
  }
}
