import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

/// Spent, held and free against each cap, a bar each.
enum BudgetBars {
  static func lines(_ board: BudgetBoard, width: Int, _ facts: Facts) -> [StyledText] {
    let names = board.lines.map { $0.platform?.rawValue ?? $0.label }
    let labelWidth = min(12, names.map { DisplayWidth.of($0) }.max() ?? 0)
    let words = BudgetBars.words(of: board.lines, isShort: width < 52, facts)
    let wordsWidth = words.map(\.width).max() ?? 0
    let barWidth = max(0, width - labelWidth - wordsWidth - 3)
    return zip(zip(board.lines, names), words).map { line, words in
      let bar = BudgetBars.bar(of: line.0)
      let name = line.1.truncated(toWidth: labelWidth).padded(toWidth: labelWidth)
      return StyledText(name + " ") + bar.text(width: barWidth, glyphs: facts.glyphs)
        + StyledText("  ") + words
    }
  }

  private static func bar(of line: BudgetBoard.Line) -> Bar {
    let cap = max(line.cap.units, 0.000_001)
    // What is spent on an open day is part of what is held for it.
    return Bar(
      fraction: line.spent.units / cap,
      reserved: max(0, line.cap.units - line.free.units - line.spent.units) / cap)
  }

  /// Amounts in columns that are as wide as the widest of them.
  private static func words(
    of lines: [BudgetBoard.Line], isShort: Bool, _ facts: Facts
  ) -> [StyledText] {
    let money: (Money) -> String = { Words.wholeMoney($0.units, facts.currency) }
    let width: (KeyPath<BudgetBoard.Line, Money>) -> Int = { path in
      lines.map { DisplayWidth.of(money($0[keyPath: path])) }.max() ?? 0
    }
    let (spent, held, cap) = (width(\.spent), width(\.held), width(\.cap))
    return lines.map { line in
      let start = StyledText(money(line.spent).padded(toWidth: spent, alignment: .right), .money)
      let middle = StyledText(
        money(line.held).padded(toWidth: held, alignment: .right), .moneyReserved)
      let end = StyledText(money(line.cap).padded(toWidth: cap, alignment: .right))
      return isShort
        ? start + StyledText(" of ", .textDim) + middle + StyledText(" held", .textDim)
        : start + StyledText(" spent, ", .textDim) + middle + StyledText(" held of ", .textDim)
          + end
    }
  }

  /// The proposed move and its gain, then what `held` means.
  static func footLines(_ board: BudgetBoard, _ facts: Facts) -> [StyledText] {
    let legend = StyledText("held = daily budget × what the platform may overspend", .textDim)
    guard let proposal = board.proposal else { return [legend] }
    let changes = ActionWords.budgetChanges(proposal.action)
    let moves = (changes.filter { !$0.isRaise } + changes.filter(\.isRaise)).map { change in
      let step = Words.signedMoney(change.to.units - change.from.units, facts.currency)
      let name = facts.name(of: change.campaign).filter { $0 != "\"" }
      return "\(name.truncated(toWidth: 16)) \(step)"
    }
    let words = moves.isEmpty ? proposal.title : moves.joined(separator: ", ")
    return [
      StyledText("proposed  ", .textDim) + StyledText(words),
      StyledText("expected  ", .textDim) + proposal.expectedWords(facts)
        + StyledText("   decision \(proposal.id) in panel 1", .textDim),
      legend,
    ]
  }
}
