import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

/// What line mode prints: sentences and `name: value` lines, no columns that only an eye can
/// follow.
enum LineWords {
  static let help = [
    "Type the number of a choice and Enter. 0 goes back, an empty line prints the choices again.",
    "h halts at any time: nothing new is sent to any platform. q leaves.",
    "To approve, open Approvals, choose a decision, choose Approve and type the figure it asks for.",
  ]

  static func status(_ facts: Facts, _ connection: Connection) -> [String] {
    let snapshot = facts.snapshot
    let money = snapshot.money
    var lines = [
      "growth, \(snapshot.shop.name), \(snapshot.shop.currency), \(Words.clock(facts.now))"
    ]
    if case .attached(let pid) = connection {
      lines.append("Attached to the agent of process \(pid).")
    }
    lines.append(standing(snapshot.agent))
    if let hours = snapshot.agent.staleHours {
      lines.append("STALE: the oldest report is \(hours) h old.")
    }
    if snapshot.clock.isStopped { lines.append("PAUSED: time stands still.") }
    lines.append(
      "Spent today \(facts.money(money.spentToday.units)) of \(facts.money(money.dayCap.units)), "
        + "held \(facts.money(money.heldToday.units)); revenue \(facts.money(money.shopRevenueToday.units)); "
        + "ROAS \(Words.fixed(money.attributedWeek.returnOnAdSpend, digits: 2)) over 7 days.")
    let alerts = snapshot.alerts.count { $0.state == .open }
    lines.append(
      "\(Words.plural(snapshot.approvals.count, "decision")) to approve, \(Words.plural(alerts, "open alert"))."
    )
    return lines
  }

  private static func standing(_ agent: AgentStatus) -> String {
    let level = "level \(Words.level(agent.level)), tick \(Words.count(agent.tick))"
    switch agent.standing {
    case .running: return "The agent is at \(agent.phase.rawValue), \(level)."
    case .halted(let reason, let by): return "HALTED by \(by): \(reason). \(level)."
    case .readOnly(let reason): return "READ ONLY: \(reason). \(level)."
    }
  }

  static func budgets(_ facts: Facts) -> [String] {
    facts.snapshot.budgets.lines.map { line in
      "\(line.label): \(facts.money(line.spent.units)) spent, \(facts.money(line.held.units)) held, "
        + "cap \(facts.money(line.cap.units))"
    }
  }

  /// The rows of a board as sentences, with what each is about.
  static func rows(_ board: Board, filter: String, _ facts: Facts) -> [(
    words: String, item: ItemID
  )] {
    let snapshot = facts.snapshot
    switch board {
    case .approvals: return rows(snapshot.approvals, filter, facts)
    case .blocked: return rows(snapshot.blocked, filter, facts)
    case .alerts: return rows(snapshot.alerts, filter, facts)
    case .campaigns: return rows(snapshot.campaigns, filter, facts)
    case .budgets: return rows(snapshot.budgets.marginal, filter, facts)
    case .segments: return rows(snapshot.customers.segments, filter, facts)
    case .experiments: return rows(snapshot.experiments, filter, facts)
    case .activity: return rows(snapshot.activity, filter, facts)
    }
  }

  private static func rows<Row: ListRow>(
    _ rows: [Row], _ filter: String, _ facts: Facts
  ) -> [(words: String, item: ItemID)] {
    ListOrder.make(rows, filter: filter, sort: nil, facts).map { row in
      (words: cells(rows[row], facts, isShort: true), item: rows[row].itemID)
    }
  }

  /// The columns of a row, each with its name; bars and sparklines are left to the figures beside
  /// them.
  static func cells<Row: ListRow>(_ row: Row, _ facts: Facts, isShort: Bool) -> String {
    let columns = Row.columns.filter { !isShort || $0.tilePriority != nil }
    let parts = columns.enumerated().compactMap { place, column -> String? in
      guard case .text(let text) = column.cell(row, facts) else { return nil }
      let value = text.plain.trimmingSpaces
      guard !value.isEmpty, value != Words.none else { return nil }
      return place == 0 ? value : "\(column.title) \(spoken(value))"
    }
    return parts.joined(separator: ", ")
  }

  /// Arrows and dots as words.
  private static func spoken(_ text: String) -> String {
    var words = text
    for symbol in [Symbol.rising, .falling, .level, .filled, .open] {
      for glyphs in [Glyphs.unicode] {
        words = words.split(separator: glyphs.symbol(symbol), omittingEmptySubsequences: false)
          .joined(separator: symbol.word)
      }
    }
    return words
  }
}
