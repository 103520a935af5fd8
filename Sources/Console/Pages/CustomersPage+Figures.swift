import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

extension ConsoleModel {
  /// Every figure of the shop, against its target and the past.
  func kpiBlocks(_ rows: [KPIRow], _ facts: Facts) -> [Block] {
    guard !rows.isEmpty else { return [] }
    let columns = [
      TableColumn("figure", minimum: 18),
      TableColumn("value", minimum: 9, alignment: .right),
      TableColumn("target", minimum: 9, priority: 2, alignment: .right),
      TableColumn("last week", minimum: 10, priority: 1, alignment: .right),
      TableColumn("last year", minimum: 10, priority: 3, alignment: .right),
      TableColumn("how", minimum: 12, weight: 1, priority: 4),
    ]
    return [
      .heading("Figures of 7 settled days, customers' of 90"),
      .table(columns, rows.map { kpiRow($0, facts) }),
      .text(
        StyledText(
          "Changes that chance explains are dim. Advertising is as the platforms attribute it to "
            + "themselves, by day of the click.", .textDim)), .air,
    ]
  }

  private func kpiRow(_ row: KPIRow, _ facts: Facts) -> TableRow {
    let met: Role = row.meetsTarget.map { $0 ? .statusGood : .statusWarn } ?? .text
    return TableRow(cells: [
      .text(row.name, .textStrong),
      .text(Words.kpi(row.value, row.kpi, facts.currency), met),
      .text(row.target.map { Words.kpi($0, row.kpi, facts.currency) } ?? "", .textDim),
      change(row.lastWeek, row.kpi), change(row.lastYear, row.kpi),
      .text(row.formula, .textDim),
    ])
  }

  private func change(_ change: KPIRow.Change?, _ kpi: KPI) -> TableCell {
    guard let relative = change?.relative else { return .text(Words.none, .textDim) }
    let words = Words.signedPercent(relative)
    guard change?.isOutsideNoise == true else { return .text(words, .textDim) }
    let isRise = relative > 0
    let role: Role =
      switch kpi.direction {
      case .neither: .textStrong
      case .higherIsBetter: isRise ? .statusGood : .statusBad
      case .lowerIsBetter: isRise ? .statusBad : .statusGood
      }
    return .text(words + "!", role)
  }

  /// How well forecasts have held, by class of decision, and what follows.
  func calibrationBlocks(_ rows: [CalibrationRow]) -> [Block] {
    guard !rows.isEmpty else { return [] }
    let columns = [
      TableColumn("decisions", minimum: 12),
      TableColumn("as forecast", minimum: 11, alignment: .right),
      TableColumn("truly", minimum: 8, priority: 2, alignment: .right),
      TableColumn("off by", minimum: 7, priority: 1, alignment: .right),
      TableColumn("corrected by", minimum: 14, priority: 3, alignment: .right),
      TableColumn("trust", minimum: 10, weight: 1),
    ]
    let lines = rows.map { row in
      TableRow(cells: [
        .text(row.kind.rawValue, .textStrong), .text("\(row.within) of \(row.settled)"),
        .text(
          Words.range(
            Words.fixed(row.coverageLow * 100, digits: 0),
            Words.percent(row.coverageHigh, digits: 0))),
        .text(Words.fixed(row.bias, digits: 1)),
        .text(
          "×\(Words.fixed(row.biasFactor, digits: 2)) ×\(Words.fixed(row.widthFactor, digits: 2))"),
        row.concern.map { .text($0, .statusWarn) } ?? .text("holds", .textDim),
      ])
    }
    return [
      .heading("How forecasts have held: outcomes within their 80 % interval"),
      .table(columns, lines), .air,
    ]
  }
}

extension Words {
  /// A figure of the shop over its window, in its unit.
  static func kpi(_ value: Double?, _ kpi: KPI, _ currency: Currency) -> String {
    guard kpi == .orders else { return figure(value, of: kpi, currency) }
    return value.map { fixed($0, digits: $0 < 100 && $0 != $0.rounded() ? 1 : 0) } ?? none
  }

  /// `budgets: 9 of 12 within the 80 % interval, truly 51–91 %; outcomes 0.3 half widths below`
  static func held(_ row: CalibrationRow) -> String {
    let truly = range(fixed(row.coverageLow * 100, digits: 0), percent(row.coverageHigh, digits: 0))
    return "\(row.kind.rawValue): \(row.within) of \(row.settled) within the "
      + "\(percent(row.level, digits: 0)) interval, truly \(truly); outcomes "
      + "\(fixed(abs(row.bias), digits: 1)) half widths \(row.bias < 0 ? "below" : "above")"
  }
}
