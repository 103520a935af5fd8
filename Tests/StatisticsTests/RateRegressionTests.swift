import RealModule
import Statistics
import Testing

private func simulated(
  _ truth: RateRegression, rows: Int, weight: Double = 1, seed: UInt64
) -> RateRows {
  var generator = SeededGenerator(seed: seed)
  var data = RateRows(dimension: truth.slopes.count)
  for _ in 0..<rows {
    let features = truth.slopes.map { _ in normal(using: &generator) }
    let offset = 0.5 * normal(using: &generator)
    let rate = Double.exp(offset + truth.logFactor(features[...]))
    let events = Double(poisson(mean: rate, using: &generator))
    data.append(features[...], offset: offset, events: events, weight: weight)
  }
  return data
}

@Test(arguments: [RateRegression.Outcome.count, .whetherAny])
func `known slopes are recovered from counts and from silence`(
  outcome: RateRegression.Outcome
) {
  let truth = RateRegression(intercept: -0.4, slopes: [0.7, -0.3])
  let found = RateRegression(
    simulated(truth, rows: 20_000, seed: 5), outcome: outcome, ridge: 1)
  #expect(abs(found.intercept + 0.4) < 0.04)
  #expect(abs(found.slopes[0] - 0.7) < 0.04 && abs(found.slopes[1] + 0.3) < 0.04)
}

@Test func `an intercept alone gives the mean rate`() {
  var rows = RateRows(dimension: 0)
  for events in [0.0, 1, 2, 5] { rows.append([], offset: Double.log(2), events: events) }
  let found = RateRegression(rows, outcome: .count, ridge: 0)
  #expect(agrees(found.intercept, Double.log(1), within: 1e-9, floor: 1e-9))
}

@Test func `a heavy ridge leaves the known rate alone but for its level`() {
  let truth = RateRegression(intercept: 0.2, slopes: [0.8])
  let rows = simulated(truth, rows: 2_000, seed: 9)
  let found = RateRegression(rows, outcome: .whetherAny, ridge: 1e9)
  #expect(abs(found.slopes[0]) < 1e-4)
}

@Test func `collinear features and equal outcomes end without a step into nowhere`() {
  var rows = RateRows(dimension: 2)
  for index in 0..<50 {
    let value = Double(index % 5)
    rows.append([value, value], offset: 0, events: 1)
  }
  let found = RateRegression(rows, outcome: .whetherAny, ridge: 1)
  #expect(found.intercept.isFinite && found.slopes.allSatisfy(\.isFinite))
  #expect(agrees(found.slopes[0], found.slopes[1], within: 1e-6, floor: 1e-9))
}

@Test func `reduced rows keep what the slopes explain in the offset`() {
  let truth = RateRegression(intercept: 0.3, slopes: [0.5, 0.1])
  let rows = simulated(truth, rows: 3_000, seed: 2)
  let all = RateRegression(rows, outcome: .count, ridge: 0)
  let level = RateRegression(rows.reduced(by: all), outcome: .count, ridge: 0)
  #expect(agrees(level.intercept, all.intercept, within: 1e-6))
}

@Test func `a table over the age agrees with the series`() {
  let model = BetaGeometric(rateShape: 0.24, rateScale: 4.4, leaving: 0.79, staying: 2.43)
  var table = SmoothByAge(ages: 0...300, scale: model.rateScale) {
    model.expectedPurchasesIfAlive(in: 52, after: $0)
  }
  for frequency in [0, 1, 7, 300] {
    for age in [0.0, 0.13, 5, 38.86, 120, 300] {
      let history = PurchaseSummary(frequency: frequency, recency: 0, age: age)
      let exact = model.expectedPurchasesIfAlive(in: 52, after: history)
      #expect(agrees(table.value(frequency: frequency, age: age), exact, within: 1e-8))
    }
  }
}
