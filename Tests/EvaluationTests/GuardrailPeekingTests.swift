import Evaluation
import Statistics
import Testing

/// A clear winner that harms a guardrail metric by exactly what is tolerable, looked at forty times:
/// adopting it is an error, of which one in twenty is allowed.
@Suite struct GuardrailPeekingTests {
  static let rules: [StoppingRule] = [
    StoppingRule(.anytime, horizon: nil), StoppingRule(.anytime, horizon: .looks(40)),
    StoppingRule(.groupSequential(.obrienFleming), horizon: .looks(40)),
    StoppingRule(.groupSequential(.pocock), horizon: .size(perVariant: 20_000, looks: 20)),
    StoppingRule(.groupSequential(.obrienFleming), horizon: .days(42, looks: 6), reserve: 0.1),
  ]

  /// The share of tests adopted where the guardrail is worse by `harm`, a share of 1.
  static func adopted(
    _ rule: StoppingRule, harm: Double, variants: Int = 1, runs: Int, seed: UInt64
  ) -> Double {
    var generator = SeededGenerator(seed: seed)
    let limits = LookLimits(
      rule, for: GuardedTest.record(harm: harm, variants: variants, using: &generator))
    var count = 0
    for _ in 0..<runs {
      let record = GuardedTest.record(harm: harm, variants: variants, using: &generator)
      let results = ExperimentAnalysis(record, limits: limits).comparisons()
      if results.contains(where: { $0.call == .adopt }) { count += 1 }
    }
    return Double(count) / Double(runs)
  }

  @Test(arguments: rules)
  func `a harm of exactly the margin is adopted in one test of twenty at most`(rule: StoppingRule) {
    // Three standard errors of 300 runs above 0.05.
    #expect(Self.adopted(rule, harm: GuardedTest.margin, runs: 300, seed: 21) <= 0.088)
  }

  @Test(arguments: rules)
  func `a winner without harm is adopted`(rule: StoppingRule) {
    #expect(Self.adopted(rule, harm: 0, runs: 60, seed: 22) >= 0.9)
  }

  @Test func `several variants share the error of a guardrail`() {
    let rule = StoppingRule(.groupSequential(.pocock), horizon: .looks(5))
    #expect(
      Self.adopted(rule, harm: GuardedTest.margin, variants: 3, runs: 300, seed: 23) <= 0.088)
  }

  @Test func `what was clear at a look without its guardrail has to be clear again`() throws {
    // Clear at the first look, when the guardrail is open; nothing is left of it at the second.
    func arm(_ trials: Int, _ successes: Int) -> ArmFigures {
      .proportion(Proportion(successes: successes, trials: trials))
    }
    let record = ExperimentRecord(
      names: ["control", "treatment"], guardrails: [GuardrailMetric(name: "sales", margin: 0.1)],
      looks: [
        ExperimentLook(
          arms: [arm(5_000, 250), arm(5_000, 420)], guardrails: [[arm(5_000, 50), arm(5_000, 50)]]),
        ExperimentLook(
          arms: [arm(90_000, 9_000), arm(90_000, 9_010)],
          guardrails: [[arm(90_000, 9_000), arm(90_000, 9_000)]]),
      ])
    let rule = StoppingRule(.groupSequential(.pocock), horizon: .looks(2))
    let result = try #require(ExperimentAnalysis(record, rule: rule).comparisons().first)
    #expect(result.call == nil)
    #expect(
      result.why == "Inconclusive: +0.111 % (0.1 against 0.1), p 0.937, but at look 1, when it was "
        + "clear, it was not shown that sales is not worse by more than 10 %; the plan ended without "
        + "a winner. Keep the control, or plan a larger test.")
  }
}

/// A rate that rises by half, and one of returns that a variant raises by a share.
enum GuardedTest {
  static let margin = 0.1

  static func record(
    harm: Double, variants: Int = 1, using generator: inout some RandomNumberGenerator
  ) -> ExperimentRecord {
    var orders = [Int](repeating: 0, count: variants + 1)
    var returns = orders
    let looks = (1...40).map { look in
      for arm in orders.indices {
        orders[arm] += binomial(
          trials: 500, probability: arm == 0 ? 0.1 : 0.15, using: &generator)
        returns[arm] += binomial(
          trials: 500, probability: arm == 0 ? 0.2 : 0.2 * (1 + harm), using: &generator)
      }
      func figures(_ counts: [Int]) -> [ArmFigures] {
        counts.map { .proportion(Proportion(successes: $0, trials: 500 * look)) }
      }
      return ExperimentLook(
        time: Double(look), arms: figures(orders), guardrails: [figures(returns)])
    }
    return ExperimentRecord(
      names: ["control"] + (1...variants).map { "variant \($0)" },
      guardrails: [GuardrailMetric(name: "returns", higherIsBetter: false, margin: margin)],
      looks: looks)
  }
}
