import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

extension ConsoleModel {
  /// All customers together: what they are expected to order, whether they stay, how they move.
  func customersPage(_ facts: Facts) -> Page {
    let board = facts.snapshot.customers
    var page = Page(title: "Segments › all customers")
    page.note = StyledText(
      "\(Words.plural(board.customers, "customer")) · \(Words.plural(board.orders, "order"))")
    guard case .shop(let detail) = details[.shop] else {
      page.blocks = [.air, waitingBlock(for: .shop)]
      return page
    }
    page.blocks += kpiBlocks(detail.kpis, facts)
    if let outlook = detail.outlook {
      page.blocks += outlookBlocks(outlook, facts)
    } else {
      page.blocks += [
        .text(StyledText("Too short a history for a forecast: it needs 28 days.", .textDim)), .air,
      ]
    }
    page.blocks += cohortBlocks(detail.cohorts)
    page.blocks += migrationBlocks(detail.migration)
    page.blocks += [
      .columns(
        [
          [.heading("Models")] + [.facts(detail.models.map { ($0.label, StyledText($0.value)) })],
          clusterBlocks(detail.clusters),
        ], minimum: 40), .air,
    ]
    page.blocks += calibrationBlocks(detail.calibration)
    page.blocks += importBlocks(detail.imports)
    return page
  }

  /// Two charts side by side, with what is expected in the coming weeks.
  func outlookBlocks(_ outlook: DemandOutlook, _ facts: Facts) -> [Block] {
    let charts = [outlook.orders, outlook.revenue].map { series -> [Block] in
      let days = series.expected.count
      let total = series.expected.reduce(0) { $0 + $1.mean }
      let words =
        series.history.unit.isEmpty ? Words.fixed(total, digits: 0) : facts.money(total)
      return [
        .chart(Charts.outlook(series, facts), height: 10),
        .text(StyledText("\(words) expected in \(days) days", .textStrong)),
      ]
    }
    return [
      .columns(charts, minimum: 44), .text(StyledText(outlook.words, .textDim)), .air,
    ]
  }

  /// Who ordered again how long after the first time, by the month of that.
  func cohortBlocks(_ cohorts: [ShopDetail.Cohort]) -> [Block] {
    guard let longest = cohorts.map(\.active.count).max(), longest > 1 else { return [] }
    let months = min(12, longest - 1)
    let rows = cohorts.map { cohort in
      TableRow(
        cells: [
          .text(Words.month(cohort.month)), .text(Words.count(cohort.customers)),
        ]
          + (1...months).map { age -> TableCell in
            guard age < cohort.active.count else { return .text("") }
            let share = Double(cohort.active[age]) / Double(max(1, cohort.customers))
            let isOpen = !cohort.isLastMonthOver && age == cohort.active.count - 1
            return .text(
              Words.percent(share, digits: 0) + (isOpen ? "+" : ""),
              share >= 0.2 && !isOpen ? .textStrong : .textDim)
          })
    }
    let columns =
      [
        TableColumn("first order", minimum: 11),
        TableColumn("customers", minimum: 9, alignment: .right),
      ]
      + (1...months).map { age in
        TableColumn("+\(age)", minimum: 5, priority: age, alignment: .right)
      }
    return [
      .heading("Cohorts: share that ordered again, by months since the first order"),
      .table(columns, rows),
    ]
      + (cohorts.allSatisfy(\.isLastMonthOver)
        ? [] : [.text(StyledText("+ is of a month that is not over yet.", .textDim))])
      + [.air]
  }

  private func migrationBlocks(_ migration: [ShopDetail.Migration]) -> [Block] {
    guard !migration.isEmpty else { return [] }
    let names = SegmentName.allCases
    let rows = migration.map { row in
      TableRow(
        cells: [.text(row.from?.rawValue ?? "not a customer then")]
          + zip(names, row.counts).map { name, count in
            let stayed = name == row.from
            return .text(
              count == 0 ? "·" : Words.count(count), stayed ? .textDim : .text)
          })
    }
    let columns =
      [TableColumn("a week ago, now:", minimum: 19)]
      + names.enumerated().map { place, name in
        TableColumn(
          Words.initials(of: name), minimum: 5, priority: 1 + place, alignment: .right)
      }
    return [
      .heading("Moves between segments in a week"), .table(columns, rows),
      .text(
        StyledText(
          names.map { "\(Words.initials(of: $0)) \($0.rawValue)" }.joined(separator: ", "),
          .textDim)), .air,
    ]
  }

  private func importBlocks(_ imports: [ShopDetail.Import]) -> [Block] {
    guard !imports.isEmpty else { return [] }
    var blocks: [Block] = [.heading("Imported files")]
    for file in imports {
      let new =
        "\(Words.plural(file.newOrders, "new order")), "
        + Words.plural(file.newCustomers, "new customer")
      blocks += [
        .text(StyledText("\(file.name)  ", .textStrong) + StyledText(new)),
        .facts(file.quality.map { ($0.label, StyledText($0.value)) }),
      ]
      blocks += file.diagnostics.map { .text(StyledText($0, .statusWarn)) }
      blocks.append(.air)
    }
    return blocks
  }
}

extension Words {
  /// `Dec 2010`
  static func month(_ day: Day) -> String { "\(day.monthName) \(day.civil.year)" }

  /// `PL` for "Potential loyalists": the heads of a table with eleven columns.
  static func initials(of name: SegmentName) -> String {
    let words = name.rawValue.split { !$0.isLetter && $0 != "'" }
    guard words.count > 1 else { return String(name.rawValue.prefix(3)) }
    return words.map { $0.prefix(1).uppercased() }.joined()
  }
}
