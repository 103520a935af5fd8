import AgentInterface
import Commerce
import Oversight

struct BudgetsReport: Report {
  var now: String
  var accounts: [Account]
  var nextUnit: [Marginal]
  var proposedDecision: Int64?

  struct Account: Encodable {
    var label: String
    var platform: String?
    var cap: MoneyValue
    var held: MoneyValue
    var spent: MoneyValue
  }

  struct Marginal: Encodable {
    var campaign: Int64
    var name: String
    var dailyBudget: MoneyValue
    /// Attributed revenue that one more unit of budget a day is expected to bring.
    var revenuePerUnit: EstimateValue
  }

  private let board: BudgetBoard

  init(_ snapshot: Snapshot) {
    board = snapshot.budgets
    now = snapshot.now.iso8601
    accounts = board.lines.map {
      Account(
        label: $0.label, platform: $0.platform?.rawValue, cap: MoneyValue($0.cap),
        held: MoneyValue($0.held), spent: MoneyValue($0.spent))
    }
    nextUnit = board.marginal.map {
      Marginal(
        campaign: $0.campaign.value, name: $0.name, dailyBudget: MoneyValue($0.budget),
        revenuePerUnit: EstimateValue($0.next))
    }
    proposedDecision = board.proposal?.id.value
  }

  func text(_ layout: TextLayout) -> String {
    let accounts = TextTable(
      [.left("account"), .right("cap"), .right("held"), .right("spent"), .right("free")],
      rows: board.lines.map { line in
        [
          line.label, "\(line.cap)", "\(line.held)", "\(line.spent)", "\(line.free)",
        ]
      }, emptyText: "No money is held.")
    guard !board.marginal.isEmpty else { return accounts.text(layout) }
    let next = TextTable(
      [.left("campaign"), .right("budget"), .right("next unit earns"), .right("interval")],
      rows: board.marginal.map { line in
        [
          line.name, "\(line.budget)", Figure.of(line.next.mean),
          "\(Figure.of(line.next.low))…\(Figure.of(line.next.high))",
        ]
      }, emptyText: "")
    return accounts.text(layout) + "\n\n" + next.text(layout)
  }

  private enum CodingKeys: String, CodingKey { case now, accounts, nextUnit, proposedDecision }
}
