import AgentInterface
import Commerce
import TerminalCanvas

extension Segment: ListRow {
  var itemID: ItemID { .segment(name) }

  static let columns: [ListColumn<Segment>] = [
    ListColumn(
      "name", 14, weight: 1, tile: 0, key: { row, _ in .text(row.name.rawValue) },
      cell: { row, _ in .text(row.name.rawValue) }),
    ListColumn(
      "size", 7, tile: 0, .right, key: { row, _ in .number(Double(row.customers)) },
      cell: { row, _ in .text(Words.count(row.customers)) }),
    ListColumn(
      "revenue", 7, priority: 3, tile: 3, .right, key: { row, _ in .number(row.revenueShare) },
      cell: { row, _ in .text(Words.percent(row.revenueShare, digits: 0)) }),
    ListColumn(
      "last order", 10, priority: 7, .right, key: { row, _ in .number(row.meanRecencyDays) },
      cell: { row, _ in .text(Words.fixed(row.meanRecencyDays, digits: 0) + " d") }),
    ListColumn(
      "orders", 6, priority: 8, .right, key: { row, _ in .number(row.meanFrequency) },
      cell: { row, _ in .text(Words.fixed(row.meanFrequency, digits: 1)) }),
    ListColumn(
      "basket", 8, priority: 9, .right, key: { row, _ in .number(row.meanMonetary) },
      cell: { row, facts in .text(facts.money(row.meanMonetary)) }),
    ListColumn(
      "value in 12 m", 18, priority: 2, tile: 2, .right,
      key: { row, _ in .number(row.lifetimeValue?.mean) },
      cell: { row, facts in .text(row.valueWords(facts)) }),
    ListColumn(
      "churn", 5, priority: 1, tile: 1, .right, key: { row, _ in .number(row.churnRisk) },
      cell: { row, _ in .text(Words.percent(row.churnRisk, digits: 0), row.churnRole) }),
    ListColumn(
      "moved", 5, priority: 4, tile: 4, .right,
      key: { row, _ in .number(Double(row.movedIn - row.movedOut)) },
      cell: { row, facts in .text(row.movedWords(facts.glyphs)) }),
    ListColumn(
      "reach", 6, priority: 6, .right, key: { row, _ in .number(Double(row.reachableByEmail)) },
      cell: { row, _ in .text(Words.count(row.reachableByEmail)) }),
    ListColumn(
      "recommended", 22, weight: 2, priority: 5, key: { row, _ in .text(row.adviceWords) },
      cell: { row, _ in .text(row.adviceWords, .textDim) }),
  ]

  func matchesAny(_ facts: Facts, _ body: (String) -> Bool) -> Bool {
    body(name.rawValue) || body(adviceWords)
  }

  private func valueWords(_ facts: Facts) -> StyledText {
    guard let lifetimeValue else { return StyledText(Words.none, .textDim) }
    let bare = Words.bareInterval(lifetimeValue, facts.currency)
    return StyledText(facts.money(lifetimeValue.mean), .money) + StyledText(" " + bare, .textDim)
  }

  private var churnRole: Role {
    guard let churnRisk else { return .textDim }
    return churnRisk >= 0.6 ? .statusBad : churnRisk >= 0.3 ? .statusWarn : .text
  }

  private func movedWords(_ glyphs: Glyphs) -> StyledText {
    let net = movedIn - movedOut
    if net > 0 { return StyledText(glyphs.symbol(.rising) + " \(net)", .text) }
    if net < 0 { return StyledText(glyphs.symbol(.falling) + " \(-net)", .text) }
    return StyledText(glyphs.symbol(.level), .textDim)
  }

  var adviceWords: String {
    recommendations.map { "\($0.objective.rawValue) on \($0.platform.name)" }
      .joined(separator: ", ")
  }
}
