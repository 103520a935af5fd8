import Statistics
import Testing

private struct Reference: Decodable {
  var asos: [Comparison]
  var multiple: Multiple
  var tables: [Table]
  var hillstrom: Hillstrom
  var srm: [Mismatch]
  var power: [Plan]
  var mixture: [Mixture]

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
    var bayes: [String: Bayes]
    var srm_p: Double
  }
  struct Effect: Decodable {
    var estimate: Double?
    var ci: [Double]
    var p: Double
    var se: Double?
    var dof: Double?
  }
  struct Bayes: Decodable {
    var chance_to_win: Double
    var ci: [Double]
    var risk_control_treatment: [Double]
  }
  struct Multiple: Decodable {
    var p: [Double]
    var holm: [Double]
    var bh: [Double]
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
    var z_pooled: Double
    var z_p: Double
    var fisher_p: Double?
    var newcombe_diff_ci: [Double]
    var wilson_a: [Double]
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
    var chi2: ChiSquare
    var srm: Double
    var cuped: Cuped
  }
  struct ChiSquare: Decodable {
    var chi2: Double
    var dof: Int
    var p: Double
    var cramers_v: Double
  }
  struct Cuped: Decodable {
    var theta: Double
    var estimate: Double
    var ci: [Double]
    var p: Double
    var se: Double
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
  struct Mixture: Decodable {
    var v: Double
    var alpha: Double
    var v_opt: Double
    var rho: Double
    var bound: Double
  }
}

private func reference() throws -> Reference {
  try Fixture.json("experiments.json", as: Reference.self)
}

private func same(_ range: ClosedRange<Double>, _ pair: [Double], within share: Double) -> Bool {
  let scale = max(abs(pair[0]), abs(pair[1]))
  return abs(range.lowerBound - pair[0]) <= share * scale
    && abs(range.upperBound - pair[1]) <= share * scale
}

@Test func `Welch's test agrees with gbstats and scipy on the ASOS experiments`() throws {
  for row in try reference().asos {
    let control = Moments(count: row.n_c, mean: row.mean_c, variance: row.var_c)
    let treatment = Moments(count: row.n_t, mean: row.mean_t, variance: row.var_t)
    let test = try WelchTest(control: control, treatment: treatment)
    // The means are written with twelve digits, of which their difference keeps fewer.
    #expect(agrees(test.difference.statistic, row.welch_t, within: 1e-7, floor: 1e-8))
    #expect(agrees(test.difference.pValue, row.welch_p, within: 1e-6, floor: 1e-12))
    #expect(
      agrees(
        test.difference.degreesOfFreedom, try #require(row.welch_absolute.dof), within: 1e-8))
    #expect(same(test.difference.interval(), row.welch_absolute.ci, within: 1e-8))
    let lift = try #require(test.relativeLift)
    #expect(agrees(lift.standardError, try #require(row.welch_relative.se), within: 1e-8))
    #expect(agrees(lift.pValue, row.welch_relative.p, within: 1e-6, floor: 1e-12))
    #expect(same(lift.interval(), row.welch_relative.ci, within: 1e-8))
  }
}

@Test func `the anytime-valid interval agrees with gbstats at the same tuning`() throws {
  for row in try reference().asos {
    let control = Moments(count: row.n_c, mean: row.mean_c, variance: row.var_c)
    let treatment = Moments(count: row.n_t, mean: row.mean_t, variance: row.var_t)
    let test = try WelchTest(control: control, treatment: treatment)
    let lift = try #require(test.relativeLift)
    let sequence = ConfidenceSequence(plannedSize: 5_000)
    let size = Double(row.n_c + row.n_t)
    #expect(same(sequence.interval(around: lift, size: size), row.sequential.ci, within: 1e-8))
    #expect(agrees(sequence.pValue(of: lift, size: size), row.sequential.p, within: 1e-6))
  }
}

@Test func `Bayesian answers agree with gbstats under a flat and a normal prior`() throws {
  for row in try reference().asos {
    let test = try WelchTest(
      control: Moments(count: row.n_c, mean: row.mean_c, variance: row.var_c),
      treatment: Moments(count: row.n_t, mean: row.mean_t, variance: row.var_t))
    let lift = try #require(test.relativeLift)
    let priors = [("flat", nil), ("normal_0_0.3", NormalDistribution(mean: 0, deviation: 0.3))]
    for (name, prior) in priors {
      let expected = try #require(row.bayes[name])
      let posterior = lift.posterior(prior: prior)
      let answer = BayesianComparison(posterior: posterior)
      #expect(agrees(answer.winProbability, expected.chance_to_win, within: 1e-8))
      let risk = expected.risk_control_treatment
      #expect(agrees(answer.lossOfControl, risk[0], within: 1e-6, floor: 1e-14))
      #expect(agrees(answer.lossOfTreatment, risk[1], within: 1e-6, floor: 1e-14))
      #expect(agrees(posterior.quantile(0.025), expected.ci[0], within: 1e-6, floor: 1e-9))
    }
  }
}

@Test func `tables of two by two agree with scipy and statsmodels`() throws {
  for row in try reference().tables {
    let control = Proportion(successes: row.xa, trials: row.na)
    let treatment = Proportion(successes: row.xb, trials: row.nb)
    let counts = [control, treatment].map {
      [Double($0.successes), Double($0.trials - $0.successes)]
    }
    let plain = try ChiSquareTest(counts)
    let corrected = try ChiSquareTest(counts, continuityCorrected: true)
    #expect(agrees(plain.statistic, row.chi2, within: 1e-8))
    #expect(agrees(plain.pValue, row.chi2_p, within: 1e-6))
    #expect(agrees(corrected.statistic, row.chi2_yates, within: 1e-8))
    #expect(agrees(corrected.pValue, row.chi2_yates_p, within: 1e-6))
    let test = try TwoProportionTest(control: control, treatment: treatment)
    #expect(agrees(test.statistic, row.z_pooled, within: 1e-8))
    #expect(agrees(test.pValue, row.z_p, within: 1e-6))
    #expect(agrees(test.effectSize, row.cohen_h, within: 1e-8))
    #expect(same(test.newcombeInterval(), row.newcombe_diff_ci, within: 1e-8))
    #expect(same(control.wilsonInterval(), row.wilson_a, within: 1e-8))
    if let expected = row.fisher_p {
      let exact = try FisherExactTest(control: control, treatment: treatment)
      #expect(agrees(exact.pValue, expected, within: 1e-6))
    }
  }
}

@Test func `beta-binomial win probability and losses agree with quadrature`() throws {
  for row in try reference().tables {
    let answer = try BayesianComparison(
      control: Proportion(successes: row.xa, trials: row.na),
      treatment: Proportion(successes: row.xb, trials: row.nb))
    let expected = row.beta_binomial
    #expect(agrees(answer.winProbability, expected.p_b_beats_a, within: 1e-6))
    #expect(agrees(answer.lossOfTreatment, expected.expected_loss_choose_b, within: 1e-6))
    #expect(agrees(answer.lossOfControl, expected.expected_loss_choose_a, within: 1e-6))
  }
}

@Test func `sample ratio mismatch agrees with gbstats`() throws {
  for row in try reference().srm {
    let test = try SampleRatioMismatch(observed: row.counts, shares: row.weights)
    #expect(agrees(test.pValue, row.p, within: 1e-6, floor: 1e-12))
  }
}

@Test func `a table of three arms agrees with scipy`() throws {
  let expected = try reference().hillstrom
  let arms = expected.arms.values
  let table = arms.map { [$0["visits"] ?? 0, ($0["n"] ?? 0) - ($0["visits"] ?? 0)] }
  let test = try ChiSquareTest(table + [[0, 0]])
  #expect(agrees(test.statistic, expected.chi2.chi2, within: 1e-8))
  #expect(test.degreesOfFreedom == expected.chi2.dof)
  #expect(agrees(test.pValue, expected.chi2.p, within: 1e-6))
  #expect(agrees(test.cramersV, expected.chi2.cramers_v, within: 1e-8))
}

@Test func `adjustment by earlier spend agrees with gbstats`() throws {
  let expected = try reference().hillstrom
  func arm(_ name: String) throws -> AdjustedArm {
    let sums = try #require(expected.arms[name])
    let count = Int(sums["n"] ?? 0)
    return AdjustedArm(
      metric: Moments(count: count, sum: sums["spend"] ?? 0, sumOfSquares: sums["spend_sq"] ?? 0),
      before: Moments(
        count: count, sum: sums["history"] ?? 0, sumOfSquares: sums["history_sq"] ?? 0),
      sumOfProducts: sums["history_x_spend"] ?? 0)
  }
  let test = try RegressionAdjustedTest(control: arm("No E-Mail"), treatment: arm("Mens E-Mail"))
  #expect(agrees(test.slope, expected.cuped.theta, within: 1e-7))
  #expect(agrees(test.difference.value, expected.cuped.estimate, within: 1e-8))
  #expect(agrees(test.difference.standardError, expected.cuped.se, within: 1e-8))
  #expect(agrees(test.difference.pValue, expected.cuped.p, within: 1e-6))
}

@Test func `adjusted p-values agree with statsmodels`() throws {
  let expected = try reference().multiple
  let holm = holmAdjusted(expected.p)
  let shares = benjaminiHochbergAdjusted(expected.p)
  for index in 0..<10 {
    #expect(agrees(holm[index], expected.holm[index], within: 1e-8))
    #expect(agrees(shares[index], expected.bh[index], within: 1e-8))
  }
  #expect(holm.count { $0 <= 0.05 } == 15)
  #expect(shares.count { $0 <= 0.05 } == 20)
}

@Test func `sample sizes agree with statsmodels and their power is as planned`() throws {
  for row in try reference().power {
    let plan = ProportionPlan(baseline: row.baseline, alpha: row.alpha, power: row.power)
    let users = try #require(plan.usersPerArm(toFindLift: row.relative_lift))
    #expect(agrees(users, row.n_per_arm_unpooled_z, within: 1e-8))
    let byAngle = try #require(plan.usersPerArmByEffectSize(toFindLift: row.relative_lift))
    #expect(agrees(byAngle, row.n_per_arm_cohen_h, within: 1e-5))
    #expect(
      agrees(plan.power(ofLift: row.relative_lift, usersPerArm: users), row.power, within: 1e-4))
    let lift = try #require(plan.detectableLift(usersPerArm: users))
    #expect(agrees(lift, row.relative_lift, within: 1e-8))
  }
}

@Test func `the mixture's bound agrees with the closed form and confseq`() throws {
  for row in try reference().mixture {
    let mixing = ConfidenceSequence(alpha: 0.05, plannedSize: row.v_opt).mixing
    #expect(agrees(mixing, row.rho, within: 1e-10))
    let sequence = ConfidenceSequence(alpha: row.alpha, mixing: mixing)
    #expect(agrees(sequence.bound(atVariance: row.v), row.bound, within: 1e-10))
  }
  let sequence = ConfidenceSequence(alpha: 0.05, mixing: 12.60056)
  #expect(agrees(sequence.logEvidence(sum: 10, variance: 100), -0.6510052, within: 1e-5))
}

@Test func `a hundred looks at equal arms err less often than alpha`() throws {
  var generator = SeededGenerator(seed: 17)
  let runs = 400
  var wrong = 0
  for _ in 0..<runs {
    var (control, treatment, users) = (0, 0, 0)
    let sequence = ConfidenceSequence(plannedSize: 40_000)
    for _ in 0..<100 {
      control += binomial(trials: 200, probability: 0.05, using: &generator)
      treatment += binomial(trials: 200, probability: 0.05, using: &generator)
      users += 200
      guard control + treatment > 0 else { continue }
      let test = try TwoProportionTest(
        control: Proportion(successes: control, trials: users),
        treatment: Proportion(successes: treatment, trials: users))
      if sequence.pValue(of: test.difference, size: Double(2 * users)) < 0.05 {
        wrong += 1
        break
      }
    }
  }
  #expect(Double(wrong) / Double(runs) <= 0.05)
}

@Test func `arms that cannot be compared are refused with the reason`() {
  let empty = Proportion(successes: 0, trials: 0)
  let none = Proportion(successes: 0, trials: 10)
  let one = Moments([3.0])
  let flat = Moments([2.0, 2, 2])
  #expect(throws: ComparisonError.invalidArm(index: 0)) {
    try TwoProportionTest(control: empty, treatment: none)
  }
  #expect(throws: ComparisonError.noVariation) {
    try TwoProportionTest(control: none, treatment: none)
  }
  #expect(throws: ComparisonError.invalidArm(index: 1)) {
    try WelchTest(control: flat, treatment: one)
  }
  #expect(throws: ComparisonError.noVariation) { try WelchTest(control: flat, treatment: flat) }
  #expect(throws: ComparisonError.invalidTable) { try ChiSquareTest([[1, 2], [0, 0]]) }
  #expect(throws: ComparisonError.invalidTable) { try ChiSquareTest([[1, 2], [3]]) }
  #expect(throws: ComparisonError.invalidTable) {
    try SampleRatioMismatch(observed: [5], shares: [1])
  }
}
