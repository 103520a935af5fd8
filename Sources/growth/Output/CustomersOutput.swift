import Commerce
import DataPipeline

/// What the order files tell about the customers.
struct CustomersOutput: Report {
  private let analysis: CustomersAnalysis
  private let currency: Currency?

  init(_ analysis: CustomersAnalysis) {
    self.analysis = analysis
    currency = Currency(analysis.report.quality.currency)
  }

  func encode(to encoder: any Encoder) throws { try analysis.report.encode(to: encoder) }

  func text(_ layout: TextLayout) -> String {
    let report = analysis.report
    var parts = [facts(report).text(layout), segments(report).text(layout)]
    if !report.kmeans.isEmpty { parts.append(clusters.text(layout)) }
    if let channels = report.firstChannels { parts.append(self.channels(channels).text(layout)) }
    if report.bgnbd != nil { parts.append(models(report).text(layout)) }
    if let holdout = report.holdout { parts.append(judgement(holdout).text(layout)) }
    parts += (report.notes ?? []) + report.quality.diagnostics
    return parts.joined(separator: "\n\n")
  }

  private func facts(_ report: CustomersReport) -> TextFacts {
    let quality = report.quality
    var facts = [
      ("customers", Figure.count(report.customers)), ("orders", Figure.count(report.orders)),
      ("revenue", money(report.revenue)), ("as of", "\(report.asOf)"),
      (
        "rows",
        "\(Figure.count(quality.rows)) read, \(Figure.count(quality.accepted)) accepted, "
          + "\(Figure.count(quality.duplicates)) seen before"
      ),
      (
        "unusual",
        "\(Figure.count(quality.daysWithoutOrders)) days without orders, "
          + "\(Figure.count(quality.outliers)) orders far from the others"
      ),
    ]
    if quality.currencySource == QualityReport.CurrencySource.assumed.rawValue {
      facts.append(("currency", "\(quality.currency) assumed; --currency says which"))
    }
    if quality.refundedOrders > 0 {
      let what = quality.refundedOrders == 1 ? "order" : "orders"
      facts.append(("given back", "of \(Figure.count(quality.refundedOrders)) \(what)"))
    }
    if !quality.refused.isEmpty {
      let causes = quality.refused.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      facts.append(
        ("left out", causes.map { "\(Figure.count($0.value)) \($0.key)" }.joined(separator: ", ")))
    }
    return TextFacts(facts)
  }

  private func segments(_ report: CustomersReport) -> TextTable {
    TextTable(
      [.left("segment"), .right("customers"), .right("revenue")],
      rows: report.rfm.segments.map {
        [$0.name, Figure.count($0.customers), Figure.percent($0.revenueShare)]
      }, emptyText: "There are no customers yet.")
  }

  private func channels(_ shares: [ChannelShare]) -> TextTable {
    TextTable(
      [.left("first came by"), .right("customers"), .right("revenue"), .right("came back")],
      rows: shares.map {
        [
          $0.name, Figure.count($0.customers), Figure.percent($0.revenueShare),
          Figure.percent($0.returnedShare),
        ]
      }, emptyText: "No channel is known.")
  }

  private var clusters: TextTable {
    TextTable(
      [
        .left("cluster"), .right("customers"), .right("recency"), .right("frequency"),
        .right("spend"), .left("in words"),
      ],
      rows: (analysis.clusters?.chosen.clusters ?? []).enumerated().map { number, cluster in
        [
          "\(number)", Figure.count(cluster.size),
          Figure.of(cluster.recencyDays, digits: 0) + " d",
          Figure.of(cluster.frequency, digits: 1), money(cluster.monetary), cluster.words,
        ]
      }, emptyText: "There are no clusters.")
  }

  private func models(_ report: CustomersReport) -> TextFacts {
    let values = (analysis.values ?? []).compactMap { $0?.mean }
    let risks = (analysis.forecasts ?? []).map(\.churnRisk)
    let days = analysis.horizonDays
    var facts = [
      (
        "purchase model",
        report.bgnbd.map {
          "BG/NBD of \(Figure.count($0.customers)) customers"
            + ($0.ridge ? "; the data leave single parameters open" : "")
        } ?? "–"
      ),
      ("value in 12 months", values.isEmpty ? "–" : money(values.reduce(0, +))),
    ]
    if !risks.isEmpty {
      let mean = risks.reduce(0, +) / Double(risks.count)
      facts.append(
        ("churn risk", "\(Figure.percent(mean)) on average buy nothing in \(days) days"))
    }
    return TextFacts(facts)
  }

  private func judgement(_ holdout: HoldOut) -> TextFacts {
    let miss = holdout.predictedPurchases / max(1, holdout.actualPurchases) - 1
    return TextFacts([
      ("judged on", "\(Figure.of(holdout.weeks, digits: 1)) weeks after \(analysis.day)"),
      (
        "purchases",
        "\(Figure.of(holdout.predictedPurchases, digits: 0)) foretold, "
          + "\(Figure.of(holdout.actualPurchases, digits: 0)) made (\(Figure.percent(miss)))"
      ),
      (
        "a customer's error",
        "\(Figure.of(holdout.mae, digits: 3)) purchases (of the mean "
          + "\(Figure.of(holdout.maeOfMean, digits: 3)), root mean square "
          + "\(Figure.of(holdout.rmse, digits: 3)))"
      ),
      (
        "churn",
        "area under the curve \(Figure.of(holdout.churnAuc, digits: 3)), Brier score "
          + Figure.of(holdout.churnBrier, digits: 3)
      ),
      (
        "best tenth", "brought \(Figure.percent(holdout.topDecileSpendShare)) of the spend"
      ),
    ])
  }

  private func money(_ units: Double) -> String {
    currency.map { Money(units: units, $0).whole } ?? Figure.of(units, digits: 0)
  }
}
