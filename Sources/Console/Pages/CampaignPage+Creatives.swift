import AgentInterface
import Commerce
import TerminalCanvas

/// What a campaign says, what comes of it and how worn it is.
extension ConsoleModel {
  func resultBlocks(_ results: [CampaignDetail.CreativeResult], _ facts: Facts) -> [Block] {
    guard !results.isEmpty else { return [] }
    let shown = max(1, results.reduce(0) { $0 + Double($1.metrics.impressions) })
    let rows = results.map { result in
      TableRow(cells: [
        .text(result.creative.label, .textStrong), .text(result.creative.idea.rawValue, .textDim),
        .text(result.creative.subject ?? result.creative.headline),
        .text(Words.percent(Double(result.metrics.impressions) / shown, digits: 0)),
        .text(Words.percent(result.metrics.clickThroughRate)),
        .text(Words.percent(result.metrics.conversionRate)), wearCell(result.wear),
        .sparkline(Sparkline(result.trend)),
      ])
    }
    let columns = [
      TableColumn("", minimum: 2), TableColumn("idea", minimum: 10, priority: 3),
      TableColumn("creative", minimum: 12, weight: 1),
      TableColumn("shown", minimum: 5, priority: 2, alignment: .right),
      TableColumn("CTR", minimum: 6, alignment: .right),
      TableColumn("CVR", minimum: 6, alignment: .right),
      TableColumn("wear", minimum: 12, alignment: .right),
      TableColumn("CTR, 14 days", minimum: 14, priority: 1),
    ]
    return [.heading("Creatives"), .table(columns, rows)] + wearBlocks(results) + [.air]
  }

  private func wearCell(_ wear: Wear?) -> TableCell {
    guard let wear else { return .text("too early", .textDim) }
    let change = Words.signedPercent(wear.change, digits: 0)
    return wear.isWorn
      ? .text("worn \(change)", .statusWarn) : .text(change, .text)
  }

  private func wearBlocks(_ results: [CampaignDetail.CreativeResult]) -> [Block] {
    guard results.contains(where: { $0.wear != nil }) else { return [] }
    let words =
      "wear: CTR of the last 7 days against the first 7 of the last 28; worn from −33 % on, beyond chance"
    return [.text(StyledText(words, .textDim))]
  }

  /// The words in full.
  func messageBlocks(_ results: [CampaignDetail.CreativeResult]) -> [Block] {
    results.flatMap { result -> [Block] in
      let creative = result.creative
      var facts: [(label: String, value: StyledText)] = []
      if let subject = creative.subject { facts.append(("subject", StyledText(subject))) }
      if let preview = creative.preview { facts.append(("preview", StyledText(preview))) }
      facts.append(("headline", StyledText(creative.headline, .textStrong)))
      let lines = creative.body.split(separator: "\n", omittingEmptySubsequences: false)
      for (place, line) in lines.enumerated() {
        facts.append((place == 0 ? "body" : "", StyledText(String(line))))
      }
      facts.append(("button", StyledText("[ \(creative.callToAction) ]")))
      return [
        .text(StyledText("\(creative.label) · \(creative.idea.rawValue)", .textStrong)),
        .facts(facts, indent: 4), .air,
      ]
    }
  }
}
