import Commerce
import Simulation

/// A simulation as one web page, with nothing to load from elsewhere.
struct SimulationPage {
  private let report: SimulationReport
  private let currency: Currency

  init(_ report: SimulationReport, _ currency: Currency) {
    self.report = report
    self.currency = currency
  }

  var html: String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Growth Agent: \(Self.escaped(report.world)), \(report.days) days</title>
    <style>\(Self.style)</style>
    </head>
    <body>
    <h1>\(report.days) days of the \(Self.escaped(report.world)) world</h1>
    <p>Seed \(report.seed). Profit is the margin on what campaigns really caused, less what they cost; the
    market's own truth, not what platforms report. The oracle knows the hidden curves.</p>
    \(table)
    \(legend)
    \(chart("Profit so far", report.policies.map { Self.sums($0.byDay.map(\.profit)) }))
    \(chart("Profit of a week, by day", report.policies.map { Self.weekly($0.byDay.map(\.profit)) }))
    \(chart("Spend of a day", report.policies.map { $0.byDay.map(\.spend) }))
    \(incidents)
    </body>
    </html>

    """
  }

  private var table: String {
    let rows = report.policies.enumerated().map { place, score in
      let cells = [
        score.name, money(score.profit), Figure.percent(score.shareOfOracle, digits: 0),
        money(score.spend), money(score.revenue), money(score.worstDay), "\(score.breaches)",
        "\(score.decisions)", "\(score.approvalsAsked)",
        Figure.percent(score.forecastCoverage80, digits: 0),
      ]
      return "<tr>" + cells.map { "<td>\(Self.escaped($0))</td>" }.joined() + "</tr>"
    }
    let heads = [
      "policy", "profit", "of the oracle's", "spend", "revenue", "worst day", "days over the cap",
      "decisions", "asked", "forecasts within 80 %",
    ]
    return "<table><thead><tr>" + heads.map { "<th>\($0)</th>" }.joined()
      + "</tr></thead><tbody>" + rows.joined(separator: "\n") + "</tbody></table>"
  }

  private var legend: String {
    "<p class=\"legend\">"
      + report.policies.enumerated().map { place, score in
        "<span><i style=\"background:\(Self.colour(place))\"></i>\(Self.escaped(score.name))</span>"
      }.joined(separator: " ") + "</p>"
  }

  private var incidents: String {
    guard let agent = report.policies.first(where: { $0.name == "agent" }) else { return "" }
    let found = agent.incidents
    let rows = found.kinds.filter { $0.noticeable > 0 }.map {
      "<tr><td>\(Self.escaped($0.name))</td><td>\($0.noticeable)</td><td>\($0.found)</td>"
        + "<td>\($0.delayHours.map { Figure.of($0, digits: 0) }.joined(separator: ", "))</td></tr>"
    }
    return """
      <h2>What broke, and what the agent saw of it</h2>
      <p>\(found.real) incidents, \(found.noticeable) of them noticeable; \(found.alerts) alerts, precision
      \(Figure.percent(found.precision, digits: 0)), recall \(Figure.percent(found.recall, digits: 0)), found after
      \(Figure.of(found.medianDelayHours, digits: 1)) h in the middle.</p>
      <table><thead><tr><th>kind</th><th>noticeable</th><th>found</th><th>hours until then</th></tr></thead>
      <tbody>\(rows.joined(separator: "\n"))</tbody></table>
      """
  }

  private func money(_ units: Double) -> String { Money(units: units, currency).whole }
}

extension SimulationPage {
  private static let (width, height, margin) = (900.0, 260.0, 70.0)

  private static let style = """
    body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;
    background:#fff}table{border-collapse:collapse;margin:1rem 0;font-variant-numeric:tabular-nums}
    th,td{text-align:right;padding:.25rem .6rem;border-bottom:1px solid #d0d7de}
    th:first-child,td:first-child{text-align:left}svg{width:100%;height:auto}
    text{font:12px system-ui,sans-serif;fill:#57606a}.legend i{display:inline-block;width:1.2em;height:.5em;
    margin-right:.3em;border-radius:2px}.legend span{margin-right:1em}
    @media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}th,td{border-color:#30363d}
    text{fill:#9198a1}}
    """

  /// Colours that people who see few can tell apart too (Okabe and Ito 2008).
  private static func colour(_ place: Int) -> String {
    ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00"][place % 5]
  }

  private static func sums(_ values: [Double]) -> [Double] {
    var sum = 0.0
    return values.map { value in
      sum += value
      return sum
    }
  }

  private static func weekly(_ values: [Double]) -> [Double] {
    values.indices.map { day in values[max(0, day - 6)...day].reduce(0, +) }
  }

  /// One line a policy over the days.
  private func chart(_ title: String, _ lines: [[Double]]) -> String {
    let all = lines.flatMap { $0 }
    guard let most = all.max(), let least = all.min(), let days = lines.map(\.count).max(), days > 1
    else { return "" }
    let (low, high) = (min(0, least), max(most, least + 1))
    func x(_ day: Int) -> Double {
      Self.margin + (Self.width - Self.margin - 10) * Double(day) / Double(days - 1)
    }
    func y(_ value: Double) -> Double {
      10 + (Self.height - 40) * (high - value) / (high - low)
    }
    func rounded(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
    let paths = lines.enumerated().map { place, values in
      let points = values.enumerated().map { "\(rounded(x($0))),\(rounded(y($1)))" }
      return "<polyline fill=\"none\" stroke-width=\"2\" stroke=\"\(Self.colour(place))\" points=\""
        + points.joined(separator: " ") + "\"/>"
    }
    let marks = Set([low, 0, high]).sorted().map { value in
      "<line x1=\"\(Self.margin)\" x2=\"\(Self.width - 10)\" y1=\"\(rounded(y(value)))\" "
        + "y2=\"\(rounded(y(value)))\" stroke=\"#8c959f\" stroke-width=\".5\"/>"
        + "<text x=\"\(Self.margin - 6)\" y=\"\(rounded(y(value) + 4))\" text-anchor=\"end\">"
        + "\(Self.escaped(money(value)))</text>"
    }
    let ends =
      "<text x=\"\(Self.margin)\" y=\"\(Self.height - 8)\">day 1</text>"
      + "<text x=\"\(Self.width - 10)\" y=\"\(Self.height - 8)\" text-anchor=\"end\">day \(days)</text>"
    return
      "<h2>\(title)</h2><svg viewBox=\"0 0 \(Int(Self.width)) \(Int(Self.height))\" role=\"img\" "
      + "aria-label=\"\(title)\">" + marks.joined() + paths.joined() + ends + "</svg>"
  }

  private static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      default: String(character)
      }
    }.joined()
  }
}
