import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

extension ConsoleModel {
  /// A campaign: money, figures over time, creatives, response, history.
  func campaignPage(_ id: Campaign.ID, _ facts: Facts) -> Page {
    let detail: CampaignDetail? =
      if case .campaign(let detail) = details[.campaign(id)] { detail } else { nil }
    guard let row = facts.campaign(id) ?? detail?.row else {
      var page = Page(title: "Campaign \(id)")
      page.blocks = [.air, waitingBlock(for: .campaign(id))]
      return page
    }
    let campaign = row.campaign
    let place = "\(campaign.platform.name) · \(campaign.audience)"
    var page = Page(title: "Campaigns › \(campaign.name) · \(place)", note: Words.state(row))
    page.blocks = [moneyBlock(row, facts), .air]
    page.blocks += progressBlocks(facts) { $0.campaigns.contains(id) }
    page.blocks += [figureBlock(row, facts), .air]
    guard let detail else {
      page.blocks.append(waitingBlock(for: .campaign(id)))
      return page
    }
    page.blocks += goalBlocks(row, facts)
    page.blocks += seriesBlocks(detail.series, facts)
    page.blocks += resultBlocks(detail.creatives, facts) + messageBlocks(detail.creatives)
    page.blocks += changeBlocks(detail.changes, facts)
    let history = historyBlocks(detail.history, facts)
    if let curve = detail.curve, curve.spend.count > 1 {
      let chart = [Block.heading("Response"), .chart(Charts.curve(curve, facts), height: 10), .air]
      page.blocks.append(.columns([chart, history].filter { !$0.isEmpty }, minimum: 50))
    } else {
      page.blocks += history
    }
    page.blocks += decisionBlocks("Decisions", detail.decisions, facts)
    return page
  }

  private func moneyBlock(_ row: CampaignRow, _ facts: Facts) -> Block {
    let campaign = row.campaign
    var parts: [(String, StyledText)] = [("type", StyledText(campaign.objective.rawValue))]
    if let budget = campaign.dailyBudget {
      parts.append(("budget", StyledText("\(budget) a day", .money)))
      parts.append(("spent today", StyledText(facts.money(row.today.spend), .money)))
    }
    if let held = row.heldToday {
      parts.append(("held", StyledText(held.description, .moneyReserved)))
    }
    if let total = campaign.totalBudget { parts.append(("cap", StyledText(total.whole))) }
    parts.append(("began", StyledText(Words.date(campaign.start))))
    parts.append(
      ("ends", StyledText(Words.date(campaign.end) + (campaign.isRunning ? " (renewed)" : ""))))
    if let pace = row.pace { parts.append(("pace", StyledText(Words.percent(pace, digits: 0)))) }
    let line = parts.map { StyledText($0.0 + " ", .textDim) + $0.1 }.joined(separator: "   ")
    guard let held = row.heldBecause else { return .text(line) }
    return .text([line, StyledText("increases wait: \(held)", .statusWarn)])
  }

  private func figureBlock(_ row: CampaignRow, _ facts: Facts) -> Block {
    let isEmail = row.campaign.platform == .klaviyo
    let columns = [
      TableColumn("", minimum: 11),
      TableColumn(isEmail ? "delivered" : "shown", minimum: 9, priority: 4, alignment: .right),
      TableColumn(isEmail ? "opened" : "clicks", minimum: 7, priority: 5, alignment: .right),
      TableColumn("CTR", minimum: 7, alignment: .right),
      TableColumn("CPC", minimum: 7, priority: 3, alignment: .right),
      TableColumn("orders", minimum: 6, priority: 2, alignment: .right),
      TableColumn("CVR", minimum: 7, priority: 6, alignment: .right),
      TableColumn("CPA", minimum: 7, priority: 7, alignment: .right),
      TableColumn("spent", minimum: 8, priority: 8, alignment: .right),
      TableColumn("revenue", minimum: 8, priority: 1, alignment: .right),
      TableColumn("ROAS", minimum: 5, alignment: .right),
    ]
    let rows = [("today", row.today), ("7 days", row.week), ("7 before", row.weekBefore)]
    return .table(
      columns, rows.map { TableRow(cells: figureCells($0.0, $0.1, isEmail: isEmail, facts)) })
  }

  private func figureCells(
    _ name: String, _ metrics: Metrics, isEmail: Bool, _ facts: Facts
  ) -> [TableCell] {
    let hasSpend = metrics.spendMicros > 0
    return [
      .text(name, .textDim), .text(Words.count(metrics.impressions)),
      .text(Words.count(isEmail ? metrics.opens : metrics.clicks)),
      .text(Words.percent(metrics.clickThroughRate)),
      .text(hasSpend ? facts.money(metrics.costPerClick) : Words.none),
      .text(Words.count(metrics.conversions)), .text(Words.percent(metrics.conversionRate)),
      .text(hasSpend ? facts.money(metrics.costPerConversion) : Words.none),
      .text(hasSpend ? facts.money(metrics.spend) : Words.none),
      .text(facts.money(metrics.revenue), .money),
      .text(Words.fixed(metrics.returnOnAdSpend, digits: 1)),
    ]
  }

  /// Two charts side by side where there is room.
  private func seriesBlocks(_ series: [Series], _ facts: Facts) -> [Block] {
    let charts = series.filter { !$0.values.isEmpty }.map {
      Block.chart(Charts.series($0, facts), height: 10)
    }
    return stride(from: 0, to: charts.count, by: 2).flatMap { first -> [Block] in
      let pair = charts[first..<min(first + 2, charts.count)]
      return [.columns(pair.map { [$0] }, minimum: 46), .air]
    }
  }

  /// Journal lines under a heading.
  func historyBlocks(_ entries: [ActivityEntry], _ facts: Facts) -> [Block] {
    guard !entries.isEmpty else { return [] }
    let rows = entries.prefix(20).map { entry in
      TableRow(cells: [
        .text(Words.moment(entry.at, now: facts.now), .textDim), .text(entry.kindWord, entry.role),
        .text(entry.text), .text(entry.decision.map { "decision \($0)" } ?? "", .textDim),
      ])
    }
    let columns = [
      TableColumn("time", minimum: 12), TableColumn("who", minimum: 8),
      TableColumn("what", minimum: 14, weight: 1), TableColumn("", minimum: 13, priority: 1),
    ]
    return [.heading("History"), .table(columns, Array(rows)), .air]
  }
}
