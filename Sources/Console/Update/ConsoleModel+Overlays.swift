import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

extension ConsoleModel {
  /// Keys while something lies in front of the screen. Esc always closes it.
  mutating func pressedInOverlay(_ key: Key) -> [ConsoleEffect] {
    guard let overlay else { return [] }
    if key.code == .escape {
      closeOverlay(overlay)
      return []
    }
    switch overlay {
    case .help(let help): pressed(key, in: help)
    case .messages(let top): pressed(key, inMessagesAt: top)
    case .palette(let palette): return pressed(key, in: palette)
    case .filter(let board, let line): pressed(key, inFilterOf: board, line)
    case .reject(let form): return pressed(key, in: form)
    case .confirm(let form): return pressed(key, in: form)
    case .amount(let form): return pressed(key, in: form)
    case .question(let question): return pressed(key, in: question)
    case .quit:
      if [Key("y"), Key("q"), Key(.enter)].contains(key) { return [.quit] }
      self.overlay = nil
    }
    return []
  }

  private mutating func closeOverlay(_ closed: Overlay) {
    overlay = nil
    if case .filter(let board, _) = closed { applyFilter("", to: board) }
  }

  private mutating func pressed(_ key: Key, in help: HelpState) {
    var help = help
    let page = max(1, size.height - 8)
    switch key.code {
    case .down: scroll(&help, by: 1)
    case .up: scroll(&help, by: -1)
    case .pageDown: scroll(&help, by: page)
    case .pageUp: scroll(&help, by: -page)
    case .enter:
      overlay = nil
      return
    default:
      if keys.action(for: key) == .help || key == Key("q") && help.search.isEmpty {
        overlay = nil
        return
      }
      if help.search.take(key) { help.top = 0 }
    }
    overlay = .help(help)
  }

  private func scroll(_ help: inout HelpState, by lines: Int) {
    let last = max(0, OverlayView.helpLines(keys, help.search.text).count - 1)
    help.top = min(last, max(0, help.top + lines))
  }

  private mutating func pressed(_ key: Key, inMessagesAt top: Int) {
    switch keys.action(for: key) {
    case .down, .pageDown: overlay = .messages(top: min(max(0, said.count - 1), top + 1))
    case .up, .pageUp: overlay = .messages(top: max(0, top - 1))
    default: overlay = nil
    }
  }

  private mutating func pressed(_ key: Key, inFilterOf board: Board, _ line: LineEditor) {
    var line = line
    if key.code == .enter {
      overlay = nil
      let shown = self[board].order.count
      if !line.isEmpty {
        say("\(Words.plural(shown, "row")) of \(Words.count(rowCount(of: board))) match.")
      }
      return
    }
    switch key.code {
    case .down: move(.down)
    case .up: move(.up)
    default:
      guard line.take(key) else { return }
      applyFilter(line.text, to: board)
    }
    overlay = .filter(board, line)
  }

  private mutating func pressed(_ key: Key, in form: RejectForm) -> [ConsoleEffect] {
    var form = form
    guard !form.isNoting else {
      if key.code == .enter {
        overlay = nil
        let note = form.note.text
        return form.decisions.flatMap { send(.reject($0, code: form.code, note: note)) }
      }
      _ = form.note.take(key)
      overlay = .reject(form)
      return []
    }
    let count = Decision.Rejection.Code.allCases.count
    switch key.code {
    case .down, .character("j"): form.selected = min(count - 1, form.selected + 1)
    case .up, .character("k"): form.selected = max(0, form.selected - 1)
    case .enter: form.isNoting = true
    case .character(let letter):
      guard let number = letter.wholeNumberValue, (1...count).contains(number) else { return [] }
      form.selected = number - 1
      form.isNoting = true
    default: break
    }
    overlay = .reject(form)
    return []
  }

  /// Figures only, typed one by one; Enter counts when the form was seen and no other key came just
  /// before.
  private mutating func pressed(_ key: Key, in form: ConfirmForm) -> [ConsoleEffect] {
    var form = form
    guard key.code == .enter else {
      _ = form.line.take(key)
      overlay = .confirm(form)
      return []
    }
    guard form.challenge.isMet(by: form.line.text) else {
      say(
        "Type \(form.challenge.expected), \(form.challenge.subject), and Enter. Esc leaves it.",
        .bad)
      return []
    }
    guard isArmed(.challenge(form.decision)) else { return [] }
    overlay = nil
    return vote(for: form.decision)
  }

  private mutating func pressed(_ key: Key, in form: AmountForm) -> [ConsoleEffect] {
    var form = form
    if key.code == .enter { return finishEditing(form, typed: form.line.text) }
    _ = form.line.take(key)
    overlay = .amount(form)
    return []
  }

  private mutating func pressed(_ key: Key, in question: Question) -> [ConsoleEffect] {
    switch key {
    case Key("y"), Key("Y"):
      if question.isRaising, !isArmed(.question(question)) { return [] }
      overlay = nil
      return question.commands.flatMap { send($0) }
    case Key("n"), Key("N"), Key("q"):
      overlay = nil
    default: say("y to \(question.yes), n or Esc to leave it.")
    }
    return []
  }
}
