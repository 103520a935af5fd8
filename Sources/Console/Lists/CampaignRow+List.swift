import AgentInterface
import Commerce
import TerminalCanvas

extension CampaignRow: ListRow {
  var itemID: ItemID { .campaign(campaign.id) }

  static let columns: [ListColumn<CampaignRow>] = [
    ListColumn(
      "name", 16, weight: 3, tile: 0, key: { row, _ in .text(row.campaign.name) },
      cell: { row, _ in .text(row.campaign.name) }),
    ListColumn(
      "platform", 8, priority: 3, tile: 3, key: { row, _ in .text(row.campaign.platform.rawValue) },
      cell: { row, _ in .text(row.campaign.platform.rawValue) }),
    ListColumn(
      "type", 11, priority: 12, key: { row, _ in .text(row.campaign.objective.rawValue) },
      cell: { row, _ in .text(row.campaign.objective.rawValue) }),
    ListColumn(
      "segment", 11, priority: 8, tile: 8,
      key: { row, _ in .text(row.campaign.audience.description) },
      cell: { row, _ in .text(row.campaign.audience.description) }),
    ListColumn(
      "state", 11, priority: 0, tile: 0, key: { row, _ in .text(Words.stateWord(row).0) },
      cell: { row, _ in .text(Words.state(row)) }),
    ListColumn(
      "budget", 6, priority: 4, tile: 4, .right,
      key: { row, _ in .number(row.campaign.dailyBudget?.units) },
      cell: { row, facts in .text(row.budgetWords(facts)) }),
    ListColumn(
      "spent", 6, priority: 1, tile: 1, .right, key: { row, _ in .number(row.today.spend) },
      cell: { row, facts in .text(row.spendWords(facts), .money) }),
    ListColumn(
      "pace", 8, weight: 1, priority: 9, tile: 9, key: { row, _ in .number(row.pace) },
      cell: { row, _ in row.paceCell }),
    ListColumn(
      "shown", 9, priority: 13, .right, key: { row, _ in .number(Double(row.week.impressions)) },
      cell: { row, _ in .text(Words.count(row.week.impressions)) }),
    ListColumn(
      "CTR", 6, priority: 7, tile: 7, .right,
      key: { row, _ in .number(row.week.clickThroughRate) },
      cell: { row, _ in .text(Words.percent(row.week.clickThroughRate)) }),
    ListColumn(
      "CPC", 5, priority: 6, tile: 6, .right, key: { row, _ in .number(row.week.costPerClick) },
      cell: { row, facts in .text(row.perClickWords(facts)) }),
    ListColumn(
      "orders", 6, priority: 10, .right, key: { row, _ in .number(row.week.conversions) },
      cell: { row, _ in .text(Words.count(row.week.conversions)) }),
    ListColumn(
      "CVR", 6, priority: 11, tile: 11, .right,
      key: { row, _ in .number(row.week.conversionRate) },
      cell: { row, _ in .text(Words.percent(row.week.conversionRate)) }),
    ListColumn(
      "CPA", 5, priority: 10, tile: 10, .right,
      key: { row, _ in .number(row.week.costPerConversion) },
      cell: { row, facts in .text(row.perOrderWords(facts)) }),
    ListColumn(
      "ROAS", 6, priority: 2, tile: 2, .right,
      key: { row, _ in .number(row.week.returnOnAdSpend) },
      cell: { row, facts in .text(row.returnWords(facts.glyphs)) }),
    ListColumn(
      "14 days", 7, weight: 1, priority: 5, tile: 5, key: { row, _ in .number(row.trend.last) },
      cell: { row, _ in .sparkline(Sparkline(row.trend)) }),
  ]

  func matchesAny(_ facts: Facts, _ body: (String) -> Bool) -> Bool {
    body(campaign.name) || body(campaign.platform.rawValue) || body(campaign.objective.rawValue)
      || body(campaign.audience.description) || body(Words.stateWord(self).0)
  }

  private func budgetWords(_ facts: Facts) -> String {
    campaign.dailyBudget.map { Words.wholeMoney($0.units, facts.currency) } ?? Words.none
  }

  private func spendWords(_ facts: Facts) -> String {
    campaign.dailyBudget == nil && today.spendMicros == 0
      ? Words.none : Words.wholeMoney(today.spend, facts.currency)
  }

  private func perClickWords(_ facts: Facts) -> String {
    week.spendMicros == 0 ? Words.none : facts.money(week.costPerClick)
  }

  private func perOrderWords(_ facts: Facts) -> String {
    week.spendMicros == 0 ? Words.none : facts.money(week.costPerConversion)
  }

  /// Spend so far against the whole day's budget, with a mark where an even day would stand.
  private var paceCell: TableCell {
    guard let pace, let budget = campaign.dailyBudget, budget.units > 0 else { return "" }
    let fraction = today.spend / budget.units
    let even = pace > 0 ? fraction / pace : nil
    return .bar(Bar(fraction: fraction, marker: even, role: pace > 1.3 ? .barOver : .barFill))
  }

  private func returnWords(_ glyphs: Glyphs) -> StyledText {
    guard let now = week.returnOnAdSpend else { return StyledText(Words.none + "  ") }
    let arrow = Words.trend(from: weekBefore.returnOnAdSpend, to: now, glyphs)
    return StyledText(Words.fixed(now, digits: 1) + " ") + arrow
  }
}

extension Metrics {
  /// Currency units.
  var spend: Double { Double(spendMicros) / 1_000_000 }
  var revenue: Double { Double(revenueMicros) / 1_000_000 }
}
