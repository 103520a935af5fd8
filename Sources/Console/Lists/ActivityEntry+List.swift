import AgentInterface
import Commerce
import TerminalCanvas

extension ActivityEntry: ListRow {
  var itemID: ItemID { .activity(id) }

  static let columns: [ListColumn<ActivityEntry>] = [
    ListColumn(
      "time", 12, tile: 0, tileMinimum: 6, key: { row, _ in .number(Double(row.at.seconds)) },
      cell: { row, facts in .text(row.timeWords(facts), .textDim) }),
    ListColumn(
      "phase", 7, tile: 0, key: { row, _ in .text(row.kind.rawValue) },
      cell: { row, facts in .text(facts.isTile ? row.kindWord : row.kind.rawValue, row.role) }),
    ListColumn(
      "by", 8, priority: 2, key: { row, _ in .text(row.by.description) },
      cell: { row, _ in .text(row.by.description) }),
    ListColumn(
      "what", 20, weight: 1, tile: 0, key: { row, _ in .text(row.text) },
      cell: { row, _ in .text(row.text) }),
    ListColumn(
      "decision", 8, priority: 3, .right,
      key: { row, _ in .number(row.decision.map { Double($0.value) }) },
      cell: { row, _ in .text(row.decision.map { "\($0)" } ?? "", .textDim) }),
  ]

  func matchesAny(_ facts: Facts, _ body: (String) -> Bool) -> Bool {
    body(text) || body(kindWord) || body(by.description)
  }

  private func timeWords(_ facts: Facts) -> String {
    facts.isTile && at.day != facts.now.day
      ? Words.date(at.day) : Words.moment(at, now: facts.now)
  }

  /// People by their name, everything else by its phase.
  var kindWord: String {
    if kind == .person, case .person(let name) = by { name } else { kind.rawValue }
  }

  var role: Role {
    switch kind {
    case .plan: .statusInfo
    case .act: .statusGood
    case .observe, .system: .textDim
    case .learn: .chartSeries2
    case .alert: .statusWarn
    case .person: .textStrong
    }
  }
}
