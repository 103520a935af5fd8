import AgentInterface
import Commerce

/// The shop's figures with what they mean, against targets and the past.
struct KPIsReport: Report {
  var currency: String
  var kpis: [Row]

  struct Row: Encodable {
    /// One of its own for each row, as people call it.
    var kpi: String
    /// What is measured; the shop's and the platforms' have it in common.
    var measure: String
    /// `money`, `share`, `ratio` or `count`.
    var unit: String
    var formula: String
    var attribution: String
    var windowDays: Int
    var from: String
    var to: String
    var direction: String
    var value: Double?
    var target: Double?
    var meetsTarget: Bool?
    var lastWeek: Change?
    var lastYear: Change?
  }

  struct Change: Encodable {
    var before: Double
    var relative: Double?
    var outsideNoise: Bool?
  }

  private let source: [KPIRow]
  private let money: Currency

  init(_ rows: [KPIRow], _ currency: Currency) {
    self.currency = currency.code
    money = currency
    source = rows
    kpis = rows.map { row in
      Row(
        kpi: row.name, measure: row.kpi.rawValue, unit: row.kpi.unit.rawValue, formula: row.formula,
        attribution: row.attribution, windowDays: row.windowDays, from: "\(row.from)",
        to: "\(row.through)", direction: row.kpi.direction.rawValue, value: row.value,
        target: row.target, meetsTarget: row.meetsTarget, lastWeek: row.lastWeek.map(Change.init),
        lastYear: row.lastYear.map(Change.init))
    }
  }

  func text(_ layout: TextLayout) -> String {
    TextTable(
      [
        .left("figure"), .right("value"), .right("target"), .right("last week"),
        .right("last year"), .left("days"), .left("how"),
      ],
      rows: source.map { row in
        [
          row.name, figure(row.value, row), target(row), words(row.lastWeek), words(row.lastYear),
          "\(row.from) to \(row.through)", row.formula,
        ]
      }, emptyText: "Nothing is known yet."
    ).text(layout)
  }

  private func figure(_ value: Double?, _ row: KPIRow) -> String {
    guard let value else { return "–" }
    return switch row.kpi.unit {
    case .money: Money(units: value, money).description
    case .share: Figure.percent(value, digits: 2)
    case .ratio: Figure.of(value)
    case .count, .hours: Figure.of(value, digits: value < 100 && value != value.rounded() ? 1 : 0)
    }
  }

  private func target(_ row: KPIRow) -> String {
    guard row.target != nil else { return "" }
    let sign = row.meetsTarget.map { $0 ? " met" : " missed" } ?? ""
    return figure(row.target, row) + sign
  }

  private func words(_ change: KPIRow.Change?) -> String {
    guard let relative = change?.relative else { return "–" }
    let sign = relative > 0 ? "+" : ""
    return sign + Figure.percent(relative) + (change?.isOutsideNoise == true ? " !" : "")
  }

  private enum CodingKeys: String, CodingKey { case currency, kpis }
}

extension KPIsReport.Change {
  fileprivate init(_ change: KPIRow.Change) {
    self.init(
      before: change.before, relative: change.relative, outsideNoise: change.isOutsideNoise)
  }
}
