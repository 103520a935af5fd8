import AgentInterface
import Commerce
import TerminalCanvas

extension ConsoleModel {
  /// All that was worth doing in the last round, best first, with its figures and what became of
  /// it; then what was left and why.
  func opportunitiesPage(_ facts: Facts) -> Page {
    var page = Page(title: "Opportunities")
    guard case .opportunities(let detail) = details[.opportunities] else {
      page.blocks = [.air, waitingBlock(for: .opportunities)]
      return page
    }
    let next = OpportunityWords.next(detail, now: facts.now)
    guard let board = detail.board else {
      page.blocks = [
        .air, .text(StyledText("Nothing was looked for yet; \(next).", .textDim)),
      ]
      return page
    }
    page.note = StyledText("as of \(Words.moment(board.at, now: facts.now)), \(next)")
    page.blocks = foundBlocks(board, detail, facts) + rejectedBlocks(board)
    if pageLink != nil {
      page.blocks.append(
        .text(StyledText("Enter opens the best that waits for you.", .textDim)))
    }
    return page
  }

  private func foundBlocks(
    _ board: OpportunityBoard, _ detail: OpportunitiesDetail, _ facts: Facts
  ) -> [Block] {
    guard !board.rows.isEmpty else {
      return [.text(StyledText("Nothing was worth doing.", .textDim)), .air]
    }
    let rows = board.rows.enumerated().map { place, row in
      let opportunity = row.opportunity
      return TableRow(cells: [
        .text("\(place + 1)", .textDim), .text(opportunity.kind.rawValue, .textStrong),
        .text(row.subject), .text(opportunity.platform.name, .textDim),
        .text(Words.money(opportunity.profit.mean, facts.currency), .money),
        .text(Words.interval(opportunity.profit, facts.currency), .textDim),
        .text(Words.money(opportunity.cost, facts.currency)),
        .text("\(opportunity.horizonDays)", .textDim),
        .text(Words.percent(opportunity.confidence, digits: 0)),
        .text(Words.fixed(opportunity.score, digits: 1)),
        .text(OpportunityWords.state(row, detail, now: facts.now)),
      ])
    }
    let columns = [
      TableColumn("", minimum: 2, alignment: .right), TableColumn("kind", minimum: 16),
      TableColumn("for", minimum: 18, weight: 1),
      TableColumn("on", minimum: 10, priority: 5),
      TableColumn("profit", minimum: 7, alignment: .right),
      TableColumn("80 % interval", minimum: 14, priority: 4, alignment: .right),
      TableColumn("cost", minimum: 6, priority: 2, alignment: .right),
      TableColumn("days", minimum: 4, priority: 6, alignment: .right),
      TableColumn("likely", minimum: 6, priority: 1, alignment: .right),
      TableColumn("score", minimum: 5, priority: 7, alignment: .right),
      TableColumn("state", minimum: 28, weight: 2, priority: 3),
    ]
    return [.table(columns, rows), .air, .heading("Why, best first")]
      + board.rows.enumerated().flatMap { place, row in reason(place + 1, row, detail, facts) }
      + [.air]
  }

  private func reason(
    _ rank: Int, _ row: OpportunityBoard.Row, _ detail: OpportunitiesDetail, _ facts: Facts
  ) -> [Block] {
    let opportunity = row.opportunity
    let hope = OpportunityWords.hope(opportunity, facts.currency).map { [StyledText($0)] } ?? []
    return [
      .text(
        StyledText("\(rank)  ", .textDim)
          + StyledText("\(opportunity.kind.rawValue), \(row.subject)  ", .textStrong)
          + OpportunityWords.state(row, detail, now: facts.now), indent: 0),
      .text(
        [StyledText(OpportunityWords.figures(opportunity, facts.currency))] + hope
          + [StyledText(opportunity.reason, .textDim)], indent: 3),
    ]
  }

  private func rejectedBlocks(_ board: OpportunityBoard) -> [Block] {
    guard !board.rejected.isEmpty else { return [] }
    let groups = OpportunityWords.rejected(board).flatMap { group -> [Block] in
      [
        .text(StyledText(group.kind.rawValue, .textStrong), indent: 0),
        .text(
          group.ideas.map { StyledText($0.subject + "  ") + StyledText($0.why, .textDim) },
          indent: 3),
      ]
    }
    let more =
      board.unlisted > 0
      ? [Block.text(StyledText("\(Words.count(board.unlisted)) more are not listed.", .textDim))]
      : []
    return [.heading("Rejected: \(Words.count(board.rejected.count))")] + groups + more + [.air]
  }
}
