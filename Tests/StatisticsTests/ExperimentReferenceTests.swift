import Statistics
import Testing

private struct Reference: Decodable {
  var asos_final: Final
  var multiple: Multiple
  var hillstrom: Hillstrom
  var two_by_two_grid: [Table]
  var srm: [Mismatch]
  var power_proportions: [Plan]
  var power_t: [MeanCase]
  var normal_mixture_two_sided: [Mixture]

  struct Final: Decodable { var cases: [Comparison] }
  struct Comparison: Decodable {
    var n_c: Int
    var mean_c: Double
    var var_c: Double
    var n_t: Int
    var mean_t: Double
    var var_t: Double
    var welch_t: Double
    var welch_p: Double
    var welch_absolute: Effect
    var welch_relative: Effect
    var sequential: Effect
    var sequential_absolute_tuning_1e6: Effect
    var bayes: [String: Bayes]
    var srm_p: Double
  }
  struct Effect: Decodable {
    var estimate: Double?
    var ci: [Double]
    var p: Double
    var se: Double?
    var dof: Double?
    var theta: Double?
  }
  struct Bayes: Decodable {
    var chance_to_win: Double
    var ci: [Double]
    var expected: Double
    var risk_control_treatment: [Double]
  }
  struct Multiple: Decodable {
    var p: [Double]
    var adjusted: [String: Adjusted]
  }
  struct Adjusted: Decodable {
    var rejected: Int
    var adjusted_first_10: [Double]
  }
  struct Table: Decodable {
    var xa: Int
    var na: Int
    var xb: Int
    var nb: Int
    var chi2: Double
    var chi2_p: Double
    var chi2_yates: Double
    var chi2_yates_p: Double
    var g: Double
    var g_p: Double
    var z_pooled: Double
    var z_p: Double
    var fisher_p: Double?
    var newcombe_diff_ci: [Double]
    var wilson_a: [Double]
    var wilson_b: [Double]
    var beta_binomial: BetaBinomial
    var cohen_h: Double
  }
  struct BetaBinomial: Decodable {
    var p_b_beats_a: Double
    var expected_loss_choose_b: Double
    var expected_loss_choose_a: Double
  }
  struct Hillstrom: Decodable {
    var arms: [String: [String: Double]]
    var srm_p_three_equal_arms: Double
    var chi2_3x2_visits: ChiSquare
    var chi2_3x2_conversions: ChiSquare
    var tests: [String: Mailing]
  }
  struct Mailing: Decodable {
    var visit: Table
    var conversion: Table
    var visit_gbstats_relative: Effect
    var spend: Spend
    var spend_cuped_history: Effect
  }
  struct Spend: Decodable {
    var welch_absolute: Effect
    var welch_relative: Effect
    var sequential: Effect
    var bayes: [String: Bayes]
  }
  struct ChiSquare: Decodable {
    var chi2: Double
    var dof: Int
    var p: Double
    var cramers_v: Double?
  }
  struct Mismatch: Decodable {
    var counts: [Int]
    var weights: [Double]
    var p: Double
  }
  struct Plan: Decodable {
    var baseline: Double
    var relative_lift: Double
    var alpha: Double
    var power: Double
    var n_per_arm_cohen_h: Double
    var n_per_arm_unpooled_z: Double
  }
  struct MeanCase: Decodable {
    var d: Double
    var alpha: Double
    var power: Double
    var n_per_arm: Double
  }
  struct Mixture: Decodable {
    var v: Double
    var alpha: Double
    var v_opt: Double
    var rho: Double
    var bound: Double
  }
}

/// The largest deviation seen of each quantity, as a share of the reference.
private struct Deviations {
  var worst: [String: Double] = [:]

  /// Absolute deviations below `floor` count as none.
  mutating func note(
    _ name: String, _ value: Double, _ reference: Double, floor: Double = 1e-12
  ) {
    let distance = abs(value - reference)
    let share = distance <= floor || value == reference ? 0 : distance / abs(reference)
    worst[name] = max(worst[name] ?? 0, share.isNaN ? .infinity : share)
  }

  mutating func note(_ name: String, _ range: ClosedRange<Double>, _ pair: [Double]) {
    let scale = max(abs(pair[0]), abs(pair[1]))
    for (value, reference) in [(range.lowerBound, pair[0]), (range.upperBound, pair[1])] {
      worst[name] = max(worst[name] ?? 0, abs(value - reference) / scale)
    }
  }

  /// P-values may deviate by 10⁻⁶, quadratures too, everything else by 10⁻⁸.
  func expectAgreement(loose: Set<String> = []) {
    for (name, share) in worst.sorted(by: { $0.key < $1.key }) {
      let tolerance = name.hasPrefix("p ") || loose.contains(name) ? 1e-6 : 1e-8
      #expect(share <= tolerance, "\(name) deviates by \(share)")
    }
  }
}

@Suite struct ExperimentReferenceTests {
  private let reference: Reference

  init() throws {
    reference = try Fixture.json("abtest.json", as: Reference.self)
  }

  @Test func `67 comparisons of ASOS agree with gbstats and scipy`() throws {
    var deviations = Deviations()
    for row in reference.asos_final.cases {
      let test = try WelchTest(
        control: Moments(count: row.n_c, mean: row.mean_c, variance: row.var_c),
        treatment: Moments(count: row.n_t, mean: row.mean_t, variance: row.var_t))
      let lift = try #require(test.relativeLift)
      let size = Double(row.n_c + row.n_t)
      deviations.note("t", test.difference.statistic, row.welch_t)
      deviations.note("p Welch", test.difference.pValue, row.welch_p)
      compare(test.difference, row.welch_absolute, "absolute", &deviations)
      compare(lift, row.welch_relative, "relative", &deviations)
      compare(lift, row.sequential, planned: 5_000, size: size, &deviations)
      compare(
        test.difference, row.sequential_absolute_tuning_1e6, planned: 1e6, size: size, &deviations)
      try compare(lift, row.bayes, &deviations)
      let split = try SampleRatioMismatch(observed: [row.n_c, row.n_t], shares: [0.5, 0.5])
      deviations.note("p split", split.pValue, row.srm_p)
    }
    deviations.expectAgreement(loose: ["risk", "Bayes interval"])
  }

  @Test func `Hillstrom's mailing agrees with gbstats, scipy and statsmodels`() throws {
    var deviations = Deviations()
    let data = reference.hillstrom
    let table = data.arms.values.map { arm in
      ["visits", "conversions"].map { [arm[$0] ?? 0, (arm["n"] ?? 0) - (arm[$0] ?? 0)] }
    }
    for (index, expected) in [data.chi2_3x2_visits, data.chi2_3x2_conversions].enumerated() {
      let test = try ChiSquareTest(table.map { $0[index] })
      deviations.note("chi-square", test.statistic, expected.chi2)
      deviations.note("p chi-square", test.pValue, expected.p)
      #expect(test.degreesOfFreedom == expected.dof)
      if let strength = expected.cramers_v { deviations.note("V", test.cramersV, strength) }
    }
    let counts = data.arms.values.map { Int($0["n"] ?? 0) }
    let split = try SampleRatioMismatch(observed: counts, shares: [1, 1, 1])
    deviations.note("p split", split.pValue, data.srm_p_three_equal_arms)
    for (name, arm) in [("men", "Mens E-Mail"), ("women", "Womens E-Mail")] {
      let expected = try #require(data.tests[name])
      for table in [expected.visit, expected.conversion] { try compare(table, &deviations) }
      let (control, treatment) = (try adjustedArm("No E-Mail"), try adjustedArm(arm))
      let spend = try WelchTest(control: control.metric, treatment: treatment.metric)
      let lift = try #require(spend.relativeLift)
      compare(spend.difference, expected.spend.welch_absolute, "spend", &deviations)
      compare(lift, expected.spend.welch_relative, "relative spend", &deviations)
      let size = Double(control.metric.count + treatment.metric.count)
      compare(lift, expected.spend.sequential, planned: 5_000, size: size, &deviations)
      try compare(lift, expected.spend.bayes, &deviations)
      let adjusted = try RegressionAdjustedTest(control: control, treatment: treatment)
      deviations.note(
        "slope", adjusted.slope, try #require(expected.spend_cuped_history.theta))
      compare(adjusted.difference, expected.spend_cuped_history, "CUPED", &deviations)
      let visits = try WelchTest(
        control: rate(expected.visit.xa, expected.visit.na),
        treatment: rate(expected.visit.xb, expected.visit.nb))
      compare(
        try #require(visits.relativeLift), expected.visit_gbstats_relative, "visits", &deviations)
    }
    deviations.expectAgreement(loose: ["risk", "Bayes interval", "beta win", "beta loss"])
  }

  @Test func `small and large tables of two by two agree with scipy and statsmodels`() throws {
    var deviations = Deviations()
    for table in reference.two_by_two_grid { try compare(table, &deviations) }
    deviations.expectAgreement(loose: ["beta win", "beta loss"])
  }

  @Test func `splits, sizes, adjusted p-values and mixture bounds agree`() throws {
    var deviations = Deviations()
    for row in reference.srm {
      let test = try SampleRatioMismatch(observed: row.counts, shares: row.weights)
      deviations.note("p split", test.pValue, row.p)
    }
    for row in reference.power_proportions {
      let plan = ProportionPlan(baseline: row.baseline, alpha: row.alpha, power: row.power)
      let users = try #require(plan.usersPerArm(toFindLift: row.relative_lift))
      deviations.note("users", users, row.n_per_arm_unpooled_z)
      let byAngle = try #require(plan.usersPerArmByEffectSize(toFindLift: row.relative_lift))
      deviations.note("users by angle", byAngle, row.n_per_arm_cohen_h)
    }
    for row in reference.power_t {
      let plan = MeanPlan(alpha: row.alpha, power: row.power)
      deviations.note(
        "users for t", try #require(plan.usersPerArm(toFindEffect: row.d)), row.n_per_arm)
    }
    let adjust: [String: ([Double]) -> [Double]] = [
      "bonferroni": bonferroniAdjusted, "holm": holmAdjusted, "hommel": hommelAdjusted,
      "fdr_bh": benjaminiHochbergAdjusted, "fdr_by": benjaminiYekutieliAdjusted,
    ]
    for (name, expected) in reference.multiple.adjusted {
      let method = try #require(adjust[name])
      let values = method(reference.multiple.p)
      #expect(values.count { $0 <= 0.05 } == expected.rejected)
      for (value, other) in zip(values, expected.adjusted_first_10) {
        deviations.note("p \(name)", value, other)
      }
    }
    for row in reference.normal_mixture_two_sided {
      let mixing = ConfidenceSequence(alpha: 0.05, plannedSize: row.v_opt).mixing
      deviations.note("mixing", mixing, row.rho)
      let sequence = ConfidenceSequence(alpha: row.alpha, mixing: mixing)
      deviations.note("bound", sequence.bound(atVariance: row.v), row.bound)
    }
    deviations.expectAgreement()
  }
}

extension ExperimentReferenceTests {
  private func compare(
    _ effect: EffectEstimate, _ expected: Reference.Effect, _ name: String,
    _ deviations: inout Deviations
  ) {
    deviations.note("\(name) estimate", effect.value, expected.estimate ?? .nan, floor: 1e-15)
    deviations.note("\(name) error", effect.standardError, expected.se ?? .nan)
    deviations.note("p \(name)", effect.pValue, expected.p)
    deviations.note("\(name) interval", effect.interval(), expected.ci)
    if let freedom = expected.dof {
      deviations.note("\(name) freedom", effect.degreesOfFreedom, freedom)
    }
  }

  private func compare(
    _ effect: EffectEstimate, _ expected: Reference.Effect, planned: Double, size: Double,
    _ deviations: inout Deviations
  ) {
    let sequence = ConfidenceSequence(plannedSize: planned)
    deviations.note("anytime interval", sequence.interval(around: effect, size: size), expected.ci)
    deviations.note("p anytime", sequence.pValue(of: effect, size: size), expected.p)
  }

  private func compare(
    _ lift: EffectEstimate, _ expected: [String: Reference.Bayes], _ deviations: inout Deviations
  ) throws {
    for (name, prior) in [
      ("flat", nil), ("normal_0_0.3", NormalDistribution(mean: 0, deviation: 0.3)),
    ] {
      let row = try #require(expected[name])
      let posterior = lift.posterior(prior: prior)
      let answer = BayesianComparison(posterior: posterior)
      deviations.note("win", answer.winProbability, row.chance_to_win)
      deviations.note("expected", posterior.mean, row.expected, floor: 1e-15)
      deviations.note("risk", answer.lossOfControl, row.risk_control_treatment[0], floor: 1e-14)
      deviations.note("risk", answer.lossOfTreatment, row.risk_control_treatment[1], floor: 1e-14)
      deviations.note(
        "Bayes interval", posterior.quantile(0.025)...posterior.quantile(0.975), row.ci)
    }
  }

  private func compare(_ row: Reference.Table, _ deviations: inout Deviations) throws {
    let control = Proportion(successes: row.xa, trials: row.na)
    let treatment = Proportion(successes: row.xb, trials: row.nb)
    let counts = [control, treatment].map {
      [Double($0.successes), Double($0.trials - $0.successes)]
    }
    let plain = try ChiSquareTest(counts)
    let corrected = try ChiSquareTest(counts, continuityCorrected: true)
    let ratio = try LikelihoodRatioTest(counts)
    deviations.note("chi-square", plain.statistic, row.chi2)
    deviations.note("p chi-square", plain.pValue, row.chi2_p)
    deviations.note("Yates", corrected.statistic, row.chi2_yates)
    deviations.note("p Yates", corrected.pValue, row.chi2_yates_p)
    deviations.note("G", ratio.statistic, row.g)
    deviations.note("p G", ratio.pValue, row.g_p)
    let test = try TwoProportionTest(control: control, treatment: treatment)
    deviations.note("z", test.statistic, row.z_pooled)
    deviations.note("p z", test.pValue, row.z_p)
    deviations.note("h", test.effectSize, row.cohen_h)
    deviations.note("Newcombe", test.newcombeInterval(), row.newcombe_diff_ci)
    deviations.note("Wilson", control.wilsonInterval(), row.wilson_a)
    deviations.note("Wilson", treatment.wilsonInterval(), row.wilson_b)
    if let expected = row.fisher_p {
      let exact = try FisherExactTest(control: control, treatment: treatment)
      deviations.note("p Fisher", exact.pValue, expected)
    }
    let answer = try BayesianComparison(control: control, treatment: treatment)
    let expected = row.beta_binomial
    deviations.note("beta win", answer.winProbability, expected.p_b_beats_a)
    deviations.note("beta loss", answer.lossOfTreatment, expected.expected_loss_choose_b)
    deviations.note("beta loss", answer.lossOfControl, expected.expected_loss_choose_a)
  }

  private func adjustedArm(_ name: String) throws -> AdjustedArm {
    let sums = try #require(reference.hillstrom.arms[name])
    let count = Int(sums["n"] ?? 0)
    return AdjustedArm(
      metric: Moments(count: count, sum: sums["spend"] ?? 0, sumOfSquares: sums["spend_sq"] ?? 0),
      before: Moments(
        count: count, sum: sums["history"] ?? 0, sumOfSquares: sums["history_sq"] ?? 0),
      sumOfProducts: sums["history_x_spend"] ?? 0)
  }

  /// A rate as gbstats counts its variance, with n below the line.
  private func rate(_ successes: Int, _ trials: Int) -> Moments {
    let rate = Double(successes) / Double(trials)
    return Moments(count: trials, mean: rate, variance: rate * (1 - rate))
  }
}
