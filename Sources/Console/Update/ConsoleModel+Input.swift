import AgentInterface
import TerminalCanvas

extension ConsoleModel {
  mutating func received(_ input: InputEvent, at time: Milliseconds) -> [ConsoleEffect] {
    switch input {
    case .key(let key): return pressed(key)
    case .paste(let text):
      pasted(text)
      return []
    case .mouse(let event): return moused(event)
    case .focus: return []
    }
  }

  private mutating func pressed(_ key: Key) -> [ConsoleEffect] {
    if let action = keys.alwaysAction(for: key) { return perform(action) }
    guard !Frame(size).isTiny else {
      return keys.action(for: key) == .quit ? perform(.quit) : []
    }
    if overlay != nil { return pressedInOverlay(key) }
    guard let action = keys.action(for: key) else {
      say("\(key) does nothing here; \(keys.hintKey(of: .help)) lists the keys.")
      return []
    }
    return perform(action)
  }

  /// Pasted text can fill a line of words; it is never a key and never an answer.
  private mutating func pasted(_ text: String) {
    switch overlay {
    case .filter(let board, var line):
      line.insert(text)
      overlay = .filter(board, line)
      applyFilter(line.text, to: board)
    case .palette(var palette):
      palette.line.insert(text)
      palette.completion = nil
      overlay = .palette(palette)
    case .reject(var form) where form.isNoting:
      form.note.insert(text)
      overlay = .reject(form)
    case .help(var help):
      help.search.insert(text)
      overlay = .help(help)
    default: say("Pasted text is ignored here: decisions are made with single keys.")
    }
  }

  /// The mouse looks around; it never decides.
  private mutating func moused(_ event: MouseEvent) -> [ConsoleEffect] {
    guard overlay == nil, !Frame(size).isTiny else { return [] }
    switch event.kind {
    case .scrollDown: return scroll(by: 3)
    case .scrollUp: return scroll(by: -3)
    case .press(button: 1):
      guard screen == .overview else { return [] }
      let tiles = OverviewLayout.tiles(in: Frame(size).body, focus: focus)
      if let tile = tiles.first(where: { $0.area.contains(event.position) }) { focus = tile.board }
      return []
    default: return []
    }
  }

  private mutating func scroll(by rows: Int) -> [ConsoleEffect] {
    if let board = activeBoard {
      moveCursor(on: board, to: (self[board].position ?? 0) + rows)
    } else {
      scrollPage(by: rows)
    }
    return []
  }
}
