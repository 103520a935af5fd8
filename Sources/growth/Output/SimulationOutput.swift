import Commerce
import Simulation

struct SimulationOutput: Report {
  private let report: SimulationReport
  private let currency: Currency

  init(_ report: SimulationReport, _ currency: Currency) {
    self.report = report
    self.currency = currency
  }

  func encode(to encoder: any Encoder) throws { try report.encode(to: encoder) }

  func text(_ layout: TextLayout) -> String {
    let title = "\(report.days) days of the \(report.world) world, seed \(report.seed)"
    let parts = [title] + (report.policies.count > 1 ? [comparison.text(layout)] : [])
    return
      (parts
      + report.policies.filter { $0.name == "agent" || report.policies.count == 1 }
      .map { text(of: $0, layout) }).joined(separator: "\n\n")
  }

  private var comparison: TextTable {
    TextTable(
      [
        .left("policy"), .right("profit"), .right("of the oracle's"), .right("spend"),
        .right("revenue"), .right("worst day"), .right("over the cap"),
      ],
      rows: report.policies.map { score in
        [
          score.name, money(score.profit), Figure.percent(score.shareOfOracle, digits: 0),
          money(score.spend), money(score.revenue), money(score.worstDay), "\(score.breaches) d",
        ]
      }, emptyText: "No policy was run.")
  }

  private func text(of score: SimulationReport.Score, _ layout: TextLayout) -> String {
    let incidents = score.incidents
    return TextFacts([
      ("policy", score.name),
      ("revenue", money(score.revenue)),
      ("spend", money(score.spend)),
      (
        "profit caused",
        "\(money(score.profit)), worst day \(money(score.worstDay)), "
          + "\(Figure.percent(score.shareOfOracle, digits: 0)) of the oracle's"
      ),
      ("cap exceeded", "on \(score.breaches) days"),
      (
        "incidents",
        "\(incidents.real) real, \(incidents.noticeable) noticeable, \(incidents.alerts) alerts "
          + "(\(incidents.duplicates) of them duplicates), precision "
          + "\(Figure.percent(incidents.precision, digits: 0)), recall "
          + "\(Figure.percent(incidents.recall, digits: 0)), found after "
          + "\(Figure.of(incidents.medianDelayHours, digits: 1)) h, at best possible after "
          + "\(Figure.of(incidents.medianSoonestDelayHours, digits: 1)) h"
      ),
      (
        "forecasts",
        "\(Figure.percent(score.forecastCoverage80, digits: 0)) within their 80 % interval"
      ),
      ("decisions", "\(score.decisions), of which \(score.approvalsAsked) were asked"),
    ]).text(layout)
  }

  private func money(_ units: Double) -> String { Money(units: units, currency).whole }
}
