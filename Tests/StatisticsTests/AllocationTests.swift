import Foundation
import Statistics
import Testing

private struct Reference: Decodable {
  var cases: [Case]

  struct Case: Decodable {
    var budget: Double
    var channels: [Channel]
    var lower: [Double]
    var upper: [Double]
    var optimal_value: Double
  }
  struct Channel: Decodable {
    var A: Double
    var h: Double
    var c: Double
  }
}

@Test func `certified optima are reached within the bounds`() throws {
  for row in try Fixture.json("allocation.json", as: Reference.self).cases {
    let found = try BudgetAllocation.allocate(
      total: row.budget,
      curves: row.channels.map { HillCurve(maximum: $0.A, halfSaturation: $0.c, shape: $0.h) },
      bounds: zip(row.lower, row.upper).map { SpendBound(lower: $0, upper: $1) })
    #expect(found.value >= row.optimal_value * (1 - 1e-6), "\(found.value / row.optimal_value)")
    #expect(found.possibleGain <= 1.01e-6)
    let spent = found.spend.reduce(0, +)
    let room = min(row.budget, row.upper.reduce(0, +))
    #expect(agrees(spent, room, within: 1e-9))
    for (spend, bound) in zip(found.spend, zip(row.lower, row.upper)) {
      #expect(spend >= bound.0 && spend <= bound.1)
    }
  }
}

@Test func `concave campaigns end with the same marginal return`() throws {
  var generator = SeededGenerator(seed: 1)
  let curves = (0..<200).map { _ in
    HillCurve(
      maximum: exponential(rate: 0.001, using: &generator) + 1,
      halfSaturation: 10 + exponential(rate: 0.01, using: &generator),
      shape: 0.4 + 0.6 * uniform(using: &generator))
  }
  let found = try BudgetAllocation.allocate(
    total: 20_000, curves: curves, bounds: curves.map { _ in SpendBound(lower: 0, upper: 1e5) })
  #expect(agrees(found.spend.reduce(0, +), 20_000, within: 1e-10))
  for (curve, spend) in zip(curves, found.spend) {
    #expect(agrees(curve.marginal(spend), found.marginal, within: 1e-6))
  }
  #expect(found.possibleGain < 1e-9)
}

@Test func `budget that would return too little stays unspent`() throws {
  let curve = HillCurve(maximum: 100, halfSaturation: 50)
  let found = try BudgetAllocation.allocate(
    total: 1_000, curves: [curve], bounds: [SpendBound(lower: 0, upper: 1_000)],
    configuration: BudgetAllocation.Configuration(leastMarginal: 0.5))
  #expect(agrees(found.spend[0], 50, within: 1e-12))
  #expect(agrees(curve.marginal(found.spend[0]), 0.5, within: 1e-12))
  #expect(agrees(found.unspent, 950, within: 1e-12))
}

@Test func `no campaign and no room are no trap`() throws {
  let none = try BudgetAllocation.allocate(total: 10, curves: [], bounds: [])
  #expect(none.spend == [] && none.unspent == 10)
  let fixed = try BudgetAllocation.allocate(
    total: 10, curves: [HillCurve(maximum: 0, halfSaturation: 1)],
    bounds: [SpendBound(lower: 3, upper: 3)])
  #expect(fixed.spend == [3] && fixed.value == 0)
  let nothing = try BudgetAllocation.allocate(
    total: 0, curves: [HillCurve(maximum: 5, halfSaturation: 1, shape: 0.5)],
    bounds: [SpendBound(lower: 0, upper: 3)])
  #expect(nothing.spend[0] <= 1e-9)
}

@Test func `budgets without an answer are refused with the reason`() {
  let curve = HillCurve(maximum: 1, halfSaturation: 1)
  func divide(_ total: Double, _ curve: HillCurve, _ bounds: [SpendBound]) throws {
    _ = try BudgetAllocation.allocate(total: total, curves: [curve], bounds: bounds)
  }
  #expect(throws: AllocationError.lowerBoundsExceedTotal(lowerBounds: 5, total: 4)) {
    try divide(4, curve, [SpendBound(lower: 5, upper: 6)])
  }
  #expect(throws: AllocationError.boundCount(expected: 1, found: 0)) { try divide(4, curve, []) }
  #expect(throws: AllocationError.invalidBound(index: 0)) {
    try divide(4, curve, [SpendBound(lower: 2, upper: 1)])
  }
  #expect(throws: AllocationError.invalidTotal(-1)) { try divide(-1, curve, []) }
  #expect(throws: AllocationError.invalidCurve(index: 0)) {
    try divide(
      4, HillCurve(maximum: 1, halfSaturation: 0), [SpendBound(lower: 0, upper: 1)])
  }
}

@Test(arguments: [
  (100.0, SpendBound(lower: 80, upper: 120)), (10.0, SpendBound(lower: 12, upper: 12)),
  (400.0, SpendBound(lower: 320, upper: 320)), (0.0, SpendBound(lower: 0, upper: 0)),
])
func `a step stays near the current spend`(current: Double, expected: SpendBound) {
  let bound = SpendBound(lower: 50, upper: 200)
  #expect(bound.withinStep(from: current, change: 0.2) == expected)
}

@Test func `marginal return is the slope of the value`() {
  for shape in [0.5, 1, 2.3] {
    let curve = HillCurve(maximum: 90, halfSaturation: 40, shape: shape)
    for spend in [1.0, 30, 400] {
      let slope = (curve.value(spend + 1e-4) - curve.value(spend - 1e-4)) / 2e-4
      #expect(agrees(curve.marginal(spend), slope, within: 1e-6))
    }
    #expect(curve.value(40) == 45)
    #expect(curve.value(0) == 0)
  }
}

@Test func `a posterior learns the response from noisy days`() {
  var generator = SeededGenerator(seed: 12)
  let truth = HillCurve(maximum: 900, halfSaturation: 150)
  var posterior = ResponsePosterior(
    ResponsePosterior.Configuration(typicalSpend: 100, typicalReturn: 200, memory: 1))
  for _ in 0..<400 {
    let spend = 20 + 280 * uniform(using: &generator)
    let amount = truth.value(spend) * (1 + 0.15 * normal(using: &generator))
    posterior.observe(spend: spend, return: amount)
  }
  let belief = posterior.belief
  for spend in [50.0, 100, 250] {
    let (mean, deviation) = belief.expectedReturn(of: spend)
    #expect(agrees(mean, truth.value(spend), within: 0.05))
    #expect(deviation < 0.05 * mean)
    #expect(agrees(belief.marginalReturn(at: spend).mean, truth.marginal(spend), within: 0.15))
  }
  #expect(agrees(belief.mean.value(200), truth.value(200), within: 0.05))
  let drawn = (0..<500).map { _ in posterior.sample(using: &generator).value(100) }
  #expect(agrees(Moments(drawn).mean, truth.value(100), within: 0.05))
}

@Test func `a posterior forgets and notices a break`() {
  var posterior = ResponsePosterior(
    ResponsePosterior.Configuration(
      typicalSpend: 100, typicalReturn: 300, priorWeight: 0.3, memory: 0.9))
  for day in 0..<60 { posterior.observe(spend: 80 + Double(day % 5) * 10, return: 300) }
  #expect(abs(posterior.belief.surprise(of: 300, atSpend: 100)) < 1)
  #expect(posterior.belief.surprise(of: 20, atSpend: 100) < -4)
  for day in 0..<60 { posterior.observe(spend: 80 + Double(day % 5) * 10, return: 100) }
  #expect(agrees(posterior.belief.expectedReturn(of: 100).mean, 100, within: 0.15))
  #expect(posterior.weight < 10.1)
}

@Test func `nothing is learnt from impossible observations`() {
  var posterior = ResponsePosterior(
    ResponsePosterior.Configuration(typicalSpend: 100, typicalReturn: 300, memory: 1))
  let before = posterior
  posterior.observe(spend: .nan, return: 3)
  posterior.observe(spend: 3, return: .infinity)
  posterior.observe(spend: 3, return: 3, weight: 0)
  #expect(posterior == before)
  #expect(agrees(posterior.belief.expectedReturn(of: 100).mean, 300, within: 1e-9))
}

@Test func `a posterior is written and read again, bit for bit, refunded days included`() throws {
  var posterior = ResponsePosterior(
    ResponsePosterior.Configuration(typicalSpend: 100, typicalReturn: 300))
  for day in 0..<20 { posterior.observe(spend: 30 + Double(day), return: 40 - 9 * Double(day)) }
  let copy = try JSONDecoder().decode(
    ResponsePosterior.self, from: JSONEncoder().encode(posterior))
  #expect(copy == posterior)
}
