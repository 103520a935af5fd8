import AgentInterface
import TerminalCanvas

/// Finds commands by what has been typed of them.
enum PaletteSearch {
  /// Commands whose name begins with the first word, then those whose name or meaning holds it.
  static func candidates(for typed: String, in keys: KeyTable) -> [KeyBinding] {
    let word = typed.split(separator: " ").first.map { $0.lowercased() } ?? ""
    let named = keys.bindings.filter { $0.action != .interrupt }
    guard !word.isEmpty else { return named }
    let first = named.filter { $0.action.rawValue.hasPrefix(word) }
    let matcher = Matcher(word)
    let rest = named.filter { binding in
      !binding.action.rawValue.hasPrefix(word)
        && (matcher.matches(binding.action.rawValue) || matcher.matches(binding.summary))
    }
    return first + rest
  }

  /// The command that was meant: named in full, or the only one that begins so.
  static func command(_ typed: String, in keys: KeyTable) -> (
    action: ConsoleAction, argument: String
  )? {
    let parts = typed.split(separator: " ", maxSplits: 1)
    guard let word = parts.first?.lowercased() else { return nil }
    let argument = parts.count > 1 ? String(parts[1]) : ""
    if let action = ConsoleAction(rawValue: word) { return (action, argument) }
    let begun = keys.bindings.filter {
      $0.action.rawValue.hasPrefix(word) && $0.action != .interrupt
    }
    return begun.count == 1 ? (begun[0].action, argument) : nil
  }
}

extension ConsoleModel {
  mutating func pressed(_ key: Key, in palette: PaletteState) -> [ConsoleEffect] {
    var palette = palette
    switch key.code {
    case .enter: return run(palette.line.text)
    case .tab: complete(&palette, by: 1)
    case .backTab: complete(&palette, by: -1)
    case .up: recall(&palette, by: 1)
    case .down: recall(&palette, by: -1)
    case .backspace where palette.line.isEmpty:
      overlay = nil
      return []
    default:
      guard palette.line.take(key) else { return [] }
      palette.typed = nil
      palette.completion = nil
    }
    overlay = .palette(palette)
    return []
  }

  private mutating func run(_ line: String) -> [ConsoleEffect] {
    overlay = nil
    let typed = line.trimmingSpaces
    guard !typed.isEmpty else { return [] }
    history.removeAll { $0 == typed }
    history.append(typed)
    if history.count > 50 { history.removeFirst() }
    guard let (action, argument) = PaletteSearch.command(typed, in: keys) else {
      let near = PaletteSearch.candidates(for: typed, in: keys).prefix(4).map(\.action.rawValue)
      say(
        near.isEmpty
          ? "There is no command '\(typed)'; ? lists them."
          : "'\(typed)' could be \(near.joined(separator: ", ")).", .bad)
      return []
    }
    return perform(action, argument: argument)
  }

  private func complete(_ palette: inout PaletteState, by step: Int) {
    let typed = palette.typed ?? palette.line.text
    let found = PaletteSearch.candidates(for: typed, in: keys)
    guard !found.isEmpty else { return }
    let next = palette.completion.map { ($0 + step + found.count) % found.count } ?? 0
    palette.typed = typed
    palette.completion = next
    palette.line.replace(with: found[next].action.rawValue)
  }

  private func recall(_ palette: inout PaletteState, by step: Int) {
    let place = min(history.count, max(0, palette.recalled + step))
    palette.recalled = place
    palette.line.replace(with: place == 0 ? "" : history[history.count - place])
    palette.typed = nil
    palette.completion = nil
  }
}

extension String {
  var trimmingSpaces: String {
    var text = Substring(self)
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
