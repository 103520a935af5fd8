import AgentInterface
import Commerce
import TerminalCanvas

extension BudgetBoard.Marginal: ListRow {
  var itemID: ItemID { .campaign(campaign) }

  static let columns: [ListColumn<BudgetBoard.Marginal>] = [
    ListColumn(
      "campaign", 16, weight: 1, tile: 0, key: { row, _ in .text(row.name) },
      cell: { row, _ in .text(row.name) }),
    ListColumn(
      "budget", 8, priority: 2, tile: 2, .right, key: { row, _ in .number(row.budget.units) },
      cell: { row, facts in .text(facts.money(row.budget.units)) }),
    ListColumn(
      "spent today", 11, priority: 4, .right,
      key: { row, facts in .number(facts.campaign(row.campaign)?.today.spend) },
      cell: { row, facts in .text(facts.money(facts.campaign(row.campaign)?.today.spend), .money) }),
    ListColumn(
      "held today", 10, priority: 5, .right,
      key: { row, facts in .number(facts.campaign(row.campaign)?.heldToday?.units) },
      cell: { row, facts in
        .text(facts.money(facts.campaign(row.campaign)?.heldToday?.units), .moneyReserved)
      }),
    ListColumn(
      "next 1 earns", 12, tile: 0, .right, key: { row, _ in .number(row.next.mean) },
      cell: { row, facts in .text(facts.money(row.next.mean), row.role) }),
    ListColumn(
      "80 % interval", 13, priority: 1, tile: 3, .right,
      key: { row, _ in .number(row.next.low) },
      cell: { row, facts in .text(Words.interval(row.next, facts.currency), .textDim) }),
    ListColumn(
      "0 … 1 … more", 14, weight: 1, priority: 3, key: { row, _ in .number(row.next.mean) },
      cell: { row, facts in .whisker(row.whisker(facts)) }),
  ]

  func matchesAny(_ facts: Facts, _ body: (String) -> Bool) -> Bool {
    body(name) || (facts.campaign(campaign).map { body($0.campaign.platform.rawValue) } ?? false)
  }

  /// Below 1 the next unit loses money before any margin is counted.
  private var role: Role {
    next.mean < 1 ? .statusBad : next.low < 1 ? .statusWarn : .statusGood
  }

  private func whisker(_ facts: Facts) -> Whisker {
    Whisker(
      low: next.low, estimate: next.mean, high: next.high, range: 0...5, reference: 1, role: role)
  }
}
