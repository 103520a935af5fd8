import Statistics
import Testing

@Test(arguments: [(0.03, 0.1, 0.05, 0.8), (0.1, 0.05, 0.05, 0.9), (0.002, 0.25, 0.05, 0.8)])
func `the planned size has the planned power and finds the planned lift`(
  baseline: Double, lift: Double, alpha: Double, power: Double
) throws {
  let plan = ProportionPlan(baseline: baseline, alpha: alpha, power: power)
  let users = try #require(plan.usersPerArm(toFindLift: lift))
  #expect(agrees(plan.power(ofLift: lift, usersPerArm: users), power, within: 1e-4))
  #expect(agrees(try #require(plan.detectableLift(usersPerArm: users)), lift, within: 1e-8))
}

@Test func `the mixture's evidence agrees with confseq`() {
  let sequence = ConfidenceSequence(alpha: 0.05, mixing: 12.60056)
  #expect(agrees(sequence.logEvidence(sum: 10, variance: 100), -0.6510052, within: 1e-5))
  #expect(agrees(sequence.bound(atVariance: 100), 30.35209, within: 1e-6))
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
