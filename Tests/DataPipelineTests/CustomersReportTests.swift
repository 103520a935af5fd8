import Commerce
import DataPipeline
import Foundation
import Statistics
import Testing

@Suite struct CustomersReportTests {
  @Test(arguments: JudgedShop.allCases)
  func `scores of all customers agree with pandas`(shop: JudgedShop) throws {
    let expected = try CustomerReference.named(shop.rawValue).scores
    let orders = try shop.orders()
    let analysis = try CustomersAnalysis(
      orders, CustomersQuestion(asOf: shop.scoreDay, clusters: 3))
    #expect(analysis.report.rfm.scoreCounts == expected.counts)
    #expect(analysis.report.customers == expected.customerCount)
    #expect(orders.histories.purchaseDays == expected.orders)
    #expect(abs(analysis.report.revenue - expected.revenue) < 0.005)
    var lines: [String: CustomerLine] = [:]
    analysis.writeLines(orders.histories) { lines[$0.reference] = $0 }
    #expect(expected.customers.count == 20)
    for row in expected.customers {
      let line = try #require(lines[row[0]])
      #expect([line.recencyDays, line.frequency].map { "\($0)" } == Array(row[1...2]))
      #expect(abs(line.monetary - (Double(row[3]) ?? .nan)) < 0.005)
      let scores = [line.recencyScore, line.frequencyScore, line.monetaryScore]
      #expect(scores.map { "\($0)" } == Array(row[4...6]))
    }
  }

  @Test(arguments: JudgedShop.allCases)
  func `the models learnt from a raw log agree with SciPy`(shop: JudgedShop) throws {
    let expected = try CustomerReference.named(shop.rawValue).log
    let report = try CustomersAnalysis(shop.orders(), shop.question).report
    let found = try #require(report.bgnbd)
    #expect(found.logLikelihood >= expected.logLikelihood - 1e-3)
    #expect(found.ridge == (shop == .onlineRetail))
    #expect(agrees(found.r, expected.parameters[0], within: 5e-3))
    #expect(agrees(found.alpha, expected.parameters[1], within: 5e-3))
    guard shop == .cdnow else { return }
    #expect(agrees(found.a, expected.parameters[2], within: 5e-3))
    #expect(agrees(found.b, expected.parameters[3], within: 5e-3))
    let spend = try #require(report.gammaGamma)
    #expect(agrees(spend.p, 6.249572153, within: 5e-3))
    #expect(agrees(spend.q, 3.744224689, within: 5e-3))
    #expect(agrees(spend.v, 15.44352091, within: 5e-3))
  }

  @Test func `the names in the json are those scripts rely on`() throws {
    let report = try CustomersAnalysis(JudgedShop.cdnow.orders(), JudgedShop.cdnow.question).report
    let json = try object(report)
    #expect(
      Set(json.keys) == [
        "customers", "orders", "revenue", "as_of", "quality", "rfm", "kmeans", "bgnbd",
        "gamma_gamma", "holdout",
      ])
    #expect(json["as_of"] as? String == "1998-06-30")
    #expect(names(json["rfm"]) == ["score_counts", "segments"])
    #expect(
      names(json["bgnbd"]) == ["r", "alpha", "a", "b", "log_likelihood", "ridge", "customers"])
    #expect(names(json["gamma_gamma"]) == ["p", "q", "v", "log_likelihood", "customers"])
    #expect(
      names(json["holdout"]) == [
        "weeks", "predicted_purchases", "actual_purchases", "mae", "rmse", "churn_auc",
        "churn_brier", "top_decile_spend_share", "mae_of_mean",
      ])
    let clusters = try #require(json["kmeans"] as? [[String: Any]])
    #expect(clusters.count == 1)
    #expect(Set(clusters[0].keys) == ["k", "inertia", "silhouette", "sizes", "centres"])
    let segments = try #require((json["rfm"] as? [String: Any])?["segments"] as? [[String: Any]])
    #expect(segments.count == 11)
    #expect(Set(segments[0].keys) == ["name", "customers", "revenue_share"])
  }

  @Test func `without a calibration nothing is judged and three to eight clusters are tried`()
    throws
  {
    let report = try CustomersAnalysis(JudgedShop.onlineRetail.orders()).report
    #expect(report.holdout == nil && report.notes == nil)
    #expect(report.kmeans.map(\.k) == [3, 4, 5, 6, 7, 8])
    #expect(report.asOf == JudgedShop.onlineRetail.end)
    #expect(abs(report.rfm.segments.reduce(0) { $0 + $1.revenueShare } - 1) < 1e-12)
  }

  @Test func `a line a customer follows the header`() throws {
    let orders = try JudgedShop.cdnow.orders()
    let analysis = try CustomersAnalysis(orders, JudgedShop.cdnow.question)
    var lines: [String] = []
    analysis.writeLines(orders.histories) { lines.append($0.csv) }
    #expect(lines.count == 2_357)
    let width = CustomerLine.header.split(separator: ",").count
    #expect(width == 15)
    #expect(
      lines.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == width }
    )
    #expect(lines[0].hasPrefix("0001,59,3,74.02,5,4,4,Champions,"))
  }

  @Test func `twelve-month values add up to those of lifetimes and lie in their intervals`() throws
  {
    let total = try #require(try CustomerReference.named("cdnow_sample").value).total
    let analysis = try CustomersAnalysis(JudgedShop.cdnow.orders(), JudgedShop.cdnow.question)
    let values = try #require(analysis.values).compactMap { $0 }
    #expect(values.count == 2_357)
    #expect(agrees(values.reduce(0) { $0 + $1.mean }, total, within: 2e-3))
    #expect(values.allSatisfy { 0 <= $0.low && $0.low < $0.mean && $0.mean < $0.high })
  }

  /// The hold-out of CDNOW lasts nine months of the twelve, so a little more than the promised
  /// tenth lies below.
  @Test func `intervals of single values hold about what they promise`() throws {
    let shop = JudgedShop.cdnow
    let orders = try shop.orders()
    let analysis = try CustomersAnalysis(orders, shop.question)
    let values = try #require(analysis.values)
    let inside = zip(analysis.known.rows, values).count { row, value in
      let micros = orders.histories.purchases(
        of: row, after: shop.calibrationEnd, upTo: shop.end
      ).micros
      return value?.contains(Double(micros) / 1_000_000) ?? false
    }
    let share = Double(inside) / Double(values.count)
    #expect(share > 0.8 && share < 0.97)
  }

  @Test(arguments: JudgedShop.allCases)
  func `who may buy is expected to buy at least as often`(shop: JudgedShop) throws {
    let analysis = try CustomersAnalysis(shop.orders(), shop.question)
    let forecasts = try #require(analysis.forecasts)
    #expect(forecasts.allSatisfy { $0.purchases >= 1 - $0.churnRisk })
    let found = try #require(analysis.report.holdout)
    #expect(agrees(forecasts.reduce(0) { $0 + $1.nearest }, found.predictedPurchases, within: 1e-9))
    let peers = try CustomerReference.named(shop.rawValue).peers
    #expect(found.rmse <= peers.bgnbdRMSE)
  }

  @Test func `files that overlap are counted once`() throws {
    let shop = JudgedShop.onlineRetail
    let once = try CustomersAnalysis(shop.orders(), shop.question).report.quality
    let readers = [OrderReader(path: shop.path), OrderReader(path: shop.path)]
    let twice = try CustomersAnalysis(CustomersImport(readers), shop.question).report.quality
    #expect(twice.accepted == once.accepted && twice.outliers == once.outliers)
    #expect(twice.duplicates == once.duplicates * 2 + once.accepted)
    #expect(twice.rows == twice.accepted + twice.refused.values.reduce(0, +))
  }

  @Test func `the same files give the same report`() throws {
    let one = try CustomersAnalysis(JudgedShop.cdnow.orders(), JudgedShop.cdnow.question)
    let other = try CustomersAnalysis(JudgedShop.cdnow.orders(), JudgedShop.cdnow.question)
    #expect(try encoded(one.report) == encoded(other.report))
    #expect(one.forecasts == other.forecasts && one.values == other.values)
  }

  @Test func `too few customers are told so and still scored`() throws {
    let text =
      "order_id,customer_id,order_date,amount\n"
      + (0..<40).map { "\($0),c\($0 % 12),2024-0\($0 % 9 + 1)-15,\($0 + 10).50" }
      .joined(separator: "\n")
    let orders = try CustomersImport([OrderReader(bytes: Array(text.utf8), name: "few.csv")])
    let analysis = try CustomersAnalysis(orders, CustomersQuestion(clusters: 3))
    #expect(analysis.report.customers == 12 && analysis.report.bgnbd == nil)
    let notes = try #require(analysis.report.notes)
    #expect(notes[0] == "No lifetime value yet: 12 buyers are known and 500 are needed.")
    #expect(notes[1].hasPrefix("At the rate so far a customer spends "))
    let rate = try #require(analysis.plainRate)
    #expect(rate.low * 4 < rate.high && rate.contains(rate.mean))
    analysis.writeLines(orders.histories) { line in
      #expect(line.csv.hasSuffix(",,,,\(rate.mean),\(rate.low),\(rate.high)"))
    }
    let json = try object(analysis.report)
    #expect(json["bgnbd"] is NSNull && json["gamma_gamma"] is NSNull)
    #expect(names(json["plain_rate"]) == ["mean", "low", "high", "level"])
  }

  @Test func `questions without an answer are refused in a sentence`() throws {
    let orders = try JudgedShop.cdnow.orders()
    let early = Day(number: 9_000)
    #expect(throws: CustomersError.nothingYet(day: early, first: Day(number: 9_862))) {
      try CustomersAnalysis(orders, CustomersQuestion(asOf: early))
    }
    let none = try CustomersImport([OrderReader(path: Fixture.cdnow)], upTo: early)
    #expect(throws: CustomersError.nothingYet(day: early, first: Day(number: 9_862))) {
      try CustomersAnalysis(none, CustomersQuestion(asOf: early))
    }
    let end = JudgedShop.cdnow.end
    #expect(throws: CustomersError.calibrationNotBefore(end: end, asOf: end)) {
      try CustomersAnalysis(orders, CustomersQuestion(asOf: end, calibrationEnd: end))
    }
    #expect(throws: CustomersError.clusterCount(0)) {
      try CustomersAnalysis(orders, CustomersQuestion(clusters: 0))
    }
    #expect(
      CustomersError.nothingYet(day: early, first: Day(number: 9_862)).description
        == "Nothing was ordered up to 1994-08-23: the first order is of 1997-01-01. "
        + "Choose a later day.")
  }

  private func encoded(_ report: CustomersReport) throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(report)
  }

  private func object(_ report: CustomersReport) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: encoded(report)) as? [String: Any])
  }

  private func names(_ value: Any?) -> Set<String> {
    Set((value as? [String: Any])?.keys.map { $0 } ?? [])
  }
}
