import Evaluation
import Statistics
import Testing

@Suite struct SmallSampleTests {
  private func result(
    _ control: (Int, Int), _ treatment: (Int, Int), rule: StoppingRule? = nil
  ) throws -> ExperimentComparison {
    let arms = [control, treatment].map {
      ArmFigures.proportion(Proportion(successes: $0.0, trials: $0.1))
    }
    let record = ExperimentRecord(
      names: ["control", "treatment"], shares: [Double(control.1), Double(treatment.1)],
      looks: [ExperimentLook(arms: arms)])
    return try #require(ExperimentAnalysis(record, rule: rule).comparisons().first)
  }

  @Test(arguments: [
    ((0, 6), (4, 6)), ((1, 30), (7, 30)), ((0, 200), (5, 200)), ((6, 6), (2, 6)), ((0, 9), (9, 9)),
  ])
  func `a handful of conversions decides nothing, whatever the rule`(
    control: (Int, Int), treatment: (Int, Int)
  ) throws {
    for rule in [nil, StoppingRule(.anytime, horizon: nil), .init(.anytime, horizon: .looks(1))] {
      let result = try result(control, treatment, rule: rule)
      #expect(result.decision == .continue)
      #expect(result.why.contains("too few to judge by, 10 are needed"))
      #expect(result.last?.anytimeP == 1 && result.last?.anytimeInterval == nil)
    }
  }

  @Test func `where few are expected Fisher's exact test decides`() throws {
    // scipy 1.17: norm and fisher_exact.
    let result = try result((8, 2_000), (4, 300))
    let comparison = try #require(result.last?.comparison)
    #expect(abs(comparison.pValue - 0.03639716155001393) < 1e-12)
    #expect(abs((comparison.exactP ?? 0) - 0.05983431172276371) < 1e-12)
    #expect(result.decision == .continue)
    #expect(result.why.contains("p 0.0598 (exact)"))
  }

  @Test(arguments: [
    StoppingRule(.anytime, horizon: nil), StoppingRule(.anytime, horizon: .looks(100)),
    StoppingRule(.groupSequential(.pocock), horizon: .looks(100)),
    StoppingRule(.groupSequential(.obrienFleming), horizon: .size(perVariant: 2_000, looks: 20)),
  ])
  func `equal arms of a rate of 1 % are called in one test of twenty at most`(rule: StoppingRule) {
    // Three standard errors of 400 runs above 0.05.
    #expect(Self.called(rule, rate: 0.01, users: 20, looks: 100, runs: 400, seed: 31) <= 0.083)
  }

  static func called(
    _ rule: StoppingRule, rate: Double, users: Int, looks: Int, runs: Int, seed: UInt64
  ) -> Double {
    var generator = SeededGenerator(seed: seed)
    var limits: LookLimits?
    var calls = 0
    for _ in 0..<runs {
      var successes = [0, 0]
      let record = ExperimentRecord(
        names: ["control", "treatment"],
        looks: (1...looks).map { look in
          for arm in 0..<2 {
            successes[arm] += binomial(trials: users, probability: rate, using: &generator)
          }
          return ExperimentLook(
            arms: successes.map { .proportion(Proportion(successes: $0, trials: users * look)) })
        })
      let shared = limits ?? LookLimits(rule, for: record)
      limits = shared
      if ExperimentAnalysis(record, limits: shared).comparisons().contains(where: { $0.call != nil }
      ) {
        calls += 1
      }
    }
    return Double(calls) / Double(runs)
  }
}
