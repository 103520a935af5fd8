import Commerce
import DataPipeline
import Statistics
import Testing

@Suite struct HoldOutTests {
  @Test func `the days of the shops are the published ones`() {
    #expect("\(JudgedShop.cdnow.calibrationEnd)" == "1997-09-30")
    #expect("\(JudgedShop.cdnow.end)" == "1998-06-30")
    #expect("\(JudgedShop.onlineRetail.calibrationEnd)" == "2011-08-31")
    #expect("\(JudgedShop.onlineRetail.end)" == "2011-12-09")
  }

  /// Plain BG/NBD under this protocol has to give what lifetimes and SciPy give under theirs.
  @Test(arguments: JudgedShop.allCases)
  func `the protocol is that of the reference`(shop: JudgedShop) throws {
    let peers = try CustomerReference.named(shop.rawValue).peers
    let histories = try shop.orders().histories
    let known = histories.customers(asOf: shop.calibrationEnd)
    let fit = try CustomerModel.fit(customers: known.customers, asOf: shop.calibrationEnd)
    let weeks = Double(shop.end.days(since: shop.calibrationEnd)) / 7
    let summaries = known.customers.map { $0.purchaseSummary(asOf: shop.calibrationEnd) }
    let model = fit.purchases.model
    func judged(_ risk: (PurchaseSummary) -> Double) throws -> HoldOut {
      let forecasts = summaries.map {
        let purchases = model.expectedPurchases(in: weeks, after: $0)
        return BehaviourForecast(purchases: purchases, nearest: purchases, churnRisk: risk($0))
      }
      return try #require(
        HoldOut(
          forecasts, worth: summaries.map { Double($0.frequency) }, of: known.rows, in: histories,
          from: shop.calibrationEnd, upTo: shop.end))
    }
    let byExpected = try judged { -model.expectedPurchases(in: weeks, after: $0) }
    #expect(agrees(byExpected.predictedPurchases, peers.bgnbdPredicted, within: 1e-3))
    #expect(byExpected.actualPurchases == peers.actual)
    #expect(agrees(byExpected.mae, peers.bgnbdMAE, within: 1e-3))
    #expect(agrees(byExpected.rmse, peers.bgnbdRMSE, within: 1e-3))
    #expect(agrees(try #require(byExpected.churnAuc), peers.aucByExpected, within: 1e-4))
    let byFrequency = try judged { -Double($0.frequency) }
    #expect(agrees(try #require(byFrequency.churnAuc), peers.aucByFrequency, within: 1e-9))
    let bySilence = try judged { $0.age - ($0.frequency > 0 ? $0.recency : 0) }
    #expect(agrees(try #require(bySilence.churnAuc), peers.aucBySilence, within: 1e-9))
    let share = try #require(byExpected.topDecileSpendShare)
    #expect(agrees(share, peers.spendByFrequency, within: 0.02))
  }

  @Test(arguments: JudgedShop.allCases)
  func `forecasts beat BG and Pareto NBD, churn beats a logistic regression that saw the answer`(
    shop: JudgedShop
  ) throws {
    let peers = try CustomerReference.named(shop.rawValue).peers
    let analysis = try CustomersAnalysis(shop.orders(), shop.question)
    let found = try #require(analysis.report.holdout)
    #expect(abs(found.predictedPurchases / found.actualPurchases - 1) < 0.1)
    #expect(found.actualPurchases == peers.actual)
    #expect(found.mae <= peers.paretoNBDMAE)
    #expect(try #require(found.churnAuc) > peers.logisticAUC)
    #expect(found.churnBrier <= (shop == .cdnow ? 0.155 : 0.205))
    #expect(try #require(found.topDecileSpendShare) > 0.5)
  }

  /// What holds on the whole shop by luck would not hold on its halves.
  @Test(arguments: JudgedShop.allCases)
  func `halves of the customers are foretold about as well`(shop: JudgedShop) throws {
    let histories = try shop.orders().histories
    var generator = SeededGenerator(seed: 3)
    var (errors, areas) = ([Double](), [Double]())
    for _ in 0..<4 {
      let half = histories.subset(
        (0..<histories.count).filter { _ in Bool.random(using: &generator) })
      let orders = CustomersImport(histories: half, reports: [], repeats: 0)
      let found = try #require(try CustomersAnalysis(orders, shop.question).report.holdout)
      errors.append(found.predictedPurchases / found.actualPurchases - 1)
      areas.append(try #require(found.churnAuc))
    }
    #expect(errors.allSatisfy { abs($0) < 0.2 })
    #expect(areas.allSatisfy { $0 > 0.69 })
    let limit = shop == .cdnow ? 0.775 : 0.72
    #expect(areas.reduce(0, +) / 4 > limit)
  }

  @Test func `what comes after the calibration does not change the forecasts`() throws {
    let shop = JudgedShop.onlineRetail
    let all = try shop.orders()
    let past = try CustomersImport([OrderReader(path: shop.path)], upTo: shop.calibrationEnd)
    let horizon = shop.end.days(since: shop.calibrationEnd)
    let rows = past.histories.customers(asOf: shop.calibrationEnd).rows
    let known = all.histories.customers(asOf: shop.calibrationEnd).rows
    let one = try BehaviourModel(
      past.histories, asOf: shop.calibrationEnd, horizonDays: horizon)
    let other = try BehaviourModel(
      all.histories, asOf: shop.calibrationEnd, horizonDays: horizon)
    #expect(
      one.forecasts(of: rows, in: past.histories) == other.forecasts(of: known, in: all.histories))
  }

  @Test func `a forecast of a shop too young for pseudo-periods is BG NBD alone`() throws {
    let shop = JudgedShop.cdnow
    let histories = try shop.orders().histories
    let day = Day(number: 9_862 + 20)
    let model = try BehaviourModel(histories, asOf: day, horizonDays: 10)
    #expect(model.windows == 0)
    let rows = histories.customers(asOf: day).rows
    #expect(model.forecasts(of: rows, in: histories).allSatisfy { (0...1).contains($0.churnRisk) })
  }
}

/// Whether `value` is `reference` up to a share of it.
func agrees(_ value: Double, _ reference: Double, within tolerance: Double) -> Bool {
  abs(value - reference) <= tolerance * abs(reference)
}
