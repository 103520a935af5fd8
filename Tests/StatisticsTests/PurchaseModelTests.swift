import RealModule
import Statistics
import Testing

private let published = BetaGeometric(
  rateShape: 0.2425929136, rateScale: 4.413531468, leaving: 0.7928860307, staying: 2.425753093)

private func cdnowCustomers() throws -> [(history: PurchaseSummary, spend: SpendSummary?)] {
  try Fixture.rows("cdnow_spend.csv").map { row in
    let history = PurchaseSummary(frequency: Int(row[0]), recency: row[1], age: row[2])
    let spend =
      row[0] > 0 && row[3] > 0 ? SpendSummary(purchases: Int(row[0]), average: row[3]) : nil
    return (history, spend)
  }
}

@Test func `BG/NBD fits the CDNOW log like the published maximum`() throws {
  let fit = try BetaGeometricFit(PurchaseTable(Fixture.histories("cdnow_histories.csv")))
  #expect(fit.customers == 2_357)
  #expect(agrees(fit.logLikelihood, -9582.429207, within: 1e-9))
  #expect(agrees(fit.model.rateShape, 0.2425945131, within: 1e-4))
  #expect(agrees(fit.model.rateScale, 4.413601844, within: 1e-4))
  #expect(agrees(fit.model.leaving, 0.7929219788, within: 1e-4))
  #expect(agrees(fit.model.staying, 2.425906443, within: 1e-4))
  #expect(!fit.isRidge)
}

@Test func `BG/NBD finds the ridge of Online Retail and its likelihood`() throws {
  let fit = try BetaGeometricFit(PurchaseTable(Fixture.histories("online_retail_histories.csv")))
  #expect(fit.logLikelihood >= -10344.39541 - 1e-3)
  #expect(fit.isRidge)
  #expect(agrees(fit.model.rateShape, 0.7894667801, within: 5e-3))
  #expect(agrees(fit.model.rateScale, 10.80101139, within: 5e-3))
}

@Test func `the likelihood of a table is the sum over its customers`() throws {
  let histories = try Fixture.histories("cdnow_histories.csv")
  let ones = BetaGeometric(rateShape: 1, rateScale: 1, leaving: 1, staying: 1)
  let weeks = try cdnowCustomers().map(\.history)
  #expect(
    agrees(weeks.reduce(0) { $0 + ones.logLikelihood(of: $1) }, -13887.69464, within: 1e-9))
  let fit = try BetaGeometricFit(PurchaseTable(histories))
  let sum = histories.reduce(0) { $0 + fit.model.logLikelihood(of: $1) }
  #expect(agrees(sum, fit.logLikelihood, within: 1e-11))
}

@Test(arguments: [
  (0, 0.0, 27.0, 1.0, 0.2589775012, 0.09474649775),
  (1, 3.86, 33.57, 0.3152674144, 0.3378694801, 0.1254667564),
  (2, 11.86, 32.0, 0.4151323171, 0.8098017534, 0.3067518369),
  (7, 5.57, 34.29, 0.0005809289215, 0.003306359422, 0.001282464771),
])
func `single customers agree with the reference`(
  frequency: Int, recency: Double, age: Double, alive: Double, nine: Double, three: Double
) {
  let history = PurchaseSummary(frequency: frequency, recency: recency, age: age)
  #expect(agrees(published.probabilityAlive(history), alive, within: 1e-7))
  #expect(agrees(published.expectedPurchases(in: 39, after: history), nine, within: 1e-7))
  #expect(agrees(published.expectedPurchases(in: 13, after: history), three, within: 1e-7))
}

@Test func `totals over the CDNOW customers agree with the reference`() throws {
  let histories = try cdnowCustomers().map(\.history)
  let alive = histories.reduce(0) { $0 + published.probabilityAlive($1) }
  let bought = histories.reduce(0) { $0 + published.expectedPurchases(in: 39, after: $1) }
  #expect(agrees(alive, 1917.276337, within: 1e-8))
  #expect(agrees(bought, 1653.423322, within: 1e-8))
}

@Test func `expected purchases agree with ninety-digit arithmetic, also at a = 1`() throws {
  for row in try Fixture.json("bgnbd_expectations.json", as: [[Double]].self) {
    let model = BetaGeometric(
      rateShape: row[0], rateScale: row[1], leaving: row[2], staying: row[3])
    let history = PurchaseSummary(frequency: Int(row[4]), recency: row[5], age: row[6])
    let value = model.expectedPurchases(in: row[7], after: history)
    #expect(agrees(value, row[8], within: 1e-9), "\(row): \(value)")
  }
}

@Test func `known parameters are recovered from simulated customers`() throws {
  var generator = SeededGenerator(seed: 11)
  let truth = BetaGeometric(rateShape: 0.8, rateScale: 6, leaving: 0.6, staying: 3)
  let histories = (0..<20_000).map { _ in
    simulatedHistory(of: truth, using: &generator)
  }
  let fit = try BetaGeometricFit(PurchaseTable(histories))
  let pairs = [
    (fit.model.rateShape, 0.8), (fit.model.rateScale, 6), (fit.model.leaving, 0.6),
    (fit.model.staying, 3),
  ]
  for (found, true_) in pairs { #expect(agrees(found, true_, within: 0.15)) }
  let drawn = (0..<200).map { _ in fit.drawModel(using: &generator).rateShape }.sorted()
  #expect(drawn[5] < 0.8 && drawn[194] > 0.8)
}

private func simulatedHistory(
  of model: BetaGeometric, using generator: inout SeededGenerator
) -> PurchaseSummary {
  let age = 20 + uniform(using: &generator) * 60
  let rate = gamma(shape: model.rateShape, scale: 1 / model.rateScale, using: &generator)
  let leaving = beta(model.leaving, model.staying, using: &generator)
  var (frequency, last, time) = (0, 0.0, 0.0)
  while true {
    time += exponential(rate: rate, using: &generator)
    guard time <= age else { break }
    frequency += 1
    last = time
    guard uniform(using: &generator) >= leaving else { break }
  }
  return PurchaseSummary(frequency: frequency, recency: last, age: age)
}

@Test func `habits drawn after a history buy as much as the model expects`() {
  var generator = SeededGenerator(seed: 4)
  let history = PurchaseSummary(frequency: 4, recency: 20, age: 30)
  let draws = 40_000
  let bought = (0..<draws).reduce(0) { sum, _ in
    let habit = published.drawHabit(after: history, using: &generator)
    return sum + habit.drawPurchases(in: 39, using: &generator)
  }
  let expected = published.expectedPurchases(in: 39, after: history)
  #expect(agrees(Double(bought) / Double(draws), expected, within: 0.05))
}

@Test func `gamma-gamma fits CDNOW like the published maximum`() throws {
  let fit = try GammaGammaFit(try cdnowCustomers().compactMap(\.spend))
  #expect(fit.customers == 946)
  #expect(agrees(fit.logLikelihood, -4055.923244, within: 1e-9))
  #expect(agrees(fit.model.purchaseShape, 6.248801582, within: 1e-4))
  #expect(agrees(fit.model.customerShape, 3.744588254, within: 1e-4))
  #expect(agrees(fit.model.scale, 15.44774966, within: 1e-4))
  let first = fit.model.expectedAverage(after: SpendSummary(purchases: 2, average: 22.35))
  #expect(agrees(try #require(first), 24.65861653, within: 1e-5))
  #expect(agrees(try #require(fit.model.populationMean), 35.1710033, within: 1e-4))
}

@Test func `twelve-month values agree with the reference and lie in their intervals`() throws {
  let customers = try cdnowCustomers()
  let model = LifetimeValueModel(
    purchases: try BetaGeometricFit(PurchaseTable(customers.map(\.history))),
    spend: try GammaGammaFit(customers.compactMap(\.spend)),
    horizon: LifetimeValueModel.Horizon(periods: 12, length: 4.345, discount: 0.01))
  let values = model.values(of: customers).compactMap { $0 }
  #expect(values.count == customers.count)
  #expect(agrees(values.reduce(0) { $0 + $1.expected }, 71509.89932, within: 2e-4))
  #expect(agrees(values[5].expected, 283.5235926, within: 5e-4))
  #expect(values.allSatisfy { $0.low <= $0.expected && $0.expected <= $0.high })
  #expect(values.allSatisfy { $0.low >= 0 && $0.high.isFinite })
}

@Test func `simulated spend has the mean of the expected value`() throws {
  let customers = try cdnowCustomers()
  let model = LifetimeValueModel(
    purchases: try BetaGeometricFit(PurchaseTable(customers.map(\.history))),
    spend: try GammaGammaFit(customers.compactMap(\.spend)),
    horizon: LifetimeValueModel.Horizon(periods: 12, length: 4.345, discount: 0))
  var generator = SeededGenerator(seed: 3)
  let customer = customers[5]
  let expected = try #require(model.values(of: [customer])[0])
  let draws = 20_000
  let total = (0..<draws).reduce(0.0) { sum, _ in
    sum + model.drawSpend(of: customer.history, spend: customer.spend, using: &generator)
  }
  #expect(agrees(total / Double(draws), expected.expected, within: 0.06))
}

@Test func `histories that teach nothing are refused with the reason`() {
  let fine = PurchaseSummary(frequency: 1, recency: 2, age: 5)
  let impossible = PurchaseSummary(frequency: 1, recency: 9, age: 5)
  let single = PurchaseSummary(frequency: 0, recency: 0, age: 5)
  #expect(throws: FitError.invalidHistory(index: 1)) {
    try PurchaseTable([fine, impossible])
  }
  #expect(throws: FitError.tooFewCustomers(found: 2, needed: 10)) {
    try BetaGeometricFit(PurchaseTable([fine, single]))
  }
  #expect(throws: FitError.noRepeatPurchases) {
    try BetaGeometricFit(PurchaseTable(Array(repeating: single, count: 30)))
  }
  #expect(throws: FitError.invalidHistory(index: 0)) {
    try GammaGammaFit([SpendSummary(purchases: 1, average: -2)])
  }
}

/// Where all leave with one probability the closed form cancels; what is left has a limit.
@Test(arguments: [(40_000.0, 100_000.0), (49.99, 120), (50.01, 120), (1e7, 2.5e7), (200, 3)])
func `customers who all leave alike still buy`(leaving: Double, staying: Double) {
  let history = PurchaseSummary(frequency: 3, recency: 20, age: 30)
  let model = BetaGeometric(rateShape: 0.5, rateScale: 5, leaving: leaving, staying: staying)
  let p = leaving / (leaving + staying + 3)
  let limit = (1 - Double.pow(35 / (35 + p * 52), 3.5)) / p
  let found = model.expectedPurchasesIfAlive(in: 52, after: history)
  #expect(abs(found / limit - 1) < 2 / leaving)
  let later = model.expectedPurchasesIfAlive(in: 53, after: history)
  #expect(later > found && later < found * 1.05)
}

@Test func `both ways to the expected purchases agree where they meet`() {
  for staying in [3.0, 60, 900] {
    for frequency in [0, 2, 30] {
      let history = PurchaseSummary(frequency: frequency, recency: 20, age: 30)
      let values = [49.999_999, 50.000_001].map {
        BetaGeometric(rateShape: 0.5, rateScale: 5, leaving: $0, staying: staying)
          .expectedPurchasesIfAlive(in: 52, after: history)
      }
      #expect(abs(values[0] / values[1] - 1) < 1e-6, "\(staying) \(frequency)")
    }
  }
}
