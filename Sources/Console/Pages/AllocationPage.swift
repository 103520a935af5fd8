import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

extension ConsoleModel {
  /// Budgets as they are beside budgets as proposed, with what the next unit earns in each.
  func allocationPage(_ facts: Facts) -> Page {
    let board = facts.snapshot.budgets
    var page = Page(title: "Budgets › now and proposed")
    page.blocks = [
      .heading("Held and spent today"), .flow { BudgetBars.lines(board, width: $0, facts) }, .air,
    ]
    page.blocks += [.heading("Daily budgets"), allocationTable(board, facts), .air]
    guard let proposal = board.proposal else {
      page.blocks.append(.text(StyledText("No move is proposed now.", .textDim)))
      return page
    }
    page.note = StyledText("decision \(proposal.id)", .statusWaiting)
    let expected = StyledText("Expected  ", .panelTitle, .bold) + proposal.expectedWords(facts)
    page.blocks += [
      .text(StyledText(proposal.title, .textStrong, .bold), indent: 0), .text(expected, indent: 0),
      .text(StyledText(proposal.evidence.reason)), .air,
    ]
    if let curve = proposal.evidence.curve, curve.spend.count > 1 {
      page.blocks += [.chart(Charts.curve(curve, facts), height: 10), .air]
    }
    page.blocks.append(
      .text(StyledText("Enter opens the decision, where it can be approved.", .textDim)))
    return page
  }

  private func allocationTable(_ board: BudgetBoard, _ facts: Facts) -> Block {
    let changes = board.proposal.map { ActionWords.budgetChanges($0.action) } ?? []
    let proposed = Dictionary(
      changes.map { ($0.campaign.campaign, $0.to) }, uniquingKeysWith: { $1 })
    let most = max(
      1, board.marginal.map(\.budget.units).max() ?? 1, changes.map(\.to.units).max() ?? 1)
    let rows = board.marginal.prefix(200).map { row in
      let after = proposed[row.campaign]
      let step = after.map { $0.units - row.budget.units } ?? 0
      return TableRow(cells: [
        .text(row.name), .text(facts.money(row.budget.units)),
        .bar(Bar(fraction: row.budget.units / most)),
        .text(
          after.map { facts.money($0.units) } ?? Words.none, after == nil ? .textDim : .diffAfter),
        .bar(
          Bar(fraction: (after ?? row.budget).units / most, role: step == 0 ? .barTrack : .barFill)),
        .text(step == 0 ? "" : Words.signedMoney(step, facts.currency)),
        .text(facts.money(row.next.mean)),
        .text(Words.interval(row.next, facts.currency), .textDim),
      ])
    }
    let columns = [
      TableColumn("campaign", minimum: 12, weight: 2),
      TableColumn("now", minimum: 7, alignment: .right),
      TableColumn("", minimum: 8, weight: 1, priority: 3),
      TableColumn("proposed", minimum: 8, alignment: .right),
      TableColumn("", minimum: 8, weight: 1, priority: 3),
      TableColumn("step", minimum: 7, priority: 2, alignment: .right),
      TableColumn("next 1 earns", minimum: 12, priority: 1, alignment: .right),
      TableColumn("80 % interval", minimum: 13, priority: 4, alignment: .right),
    ]
    return .table(columns, Array(rows))
  }
}

extension ActionWords {
  static func budgetChanges(_ action: Action) -> [BudgetChange] {
    switch action {
    case .setDailyBudget(let change): [change]
    case .reallocateBudgets(let changes): changes
    default: []
    }
  }
}
