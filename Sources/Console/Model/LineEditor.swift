import TerminalCanvas

/// One line of text being typed.
struct LineEditor: Hashable, Sendable {
  static let maximumLength = 200

  private(set) var characters: [Character] = []
  private(set) var cursor = 0

  init(_ text: String = "") {
    insert(text)
  }

  var text: String { String(characters) }

  var isEmpty: Bool { characters.isEmpty }

  /// Puts cleaned text before the cursor, as far as there is room.
  mutating func insert(_ text: String) {
    let room = LineEditor.maximumLength - characters.count
    let added = Array(SafeText.cleaned(text).prefix(max(0, room)))
    characters.insert(contentsOf: added, at: cursor)
    cursor += added.count
  }

  mutating func replace(with text: String) {
    self = LineEditor(text)
  }

  /// - Returns: Whether the key belonged to editing.
  mutating func take(_ key: Key) -> Bool {
    switch (key.code, key.modifiers) {
    case (.character(let letter), []): insert(String(letter))
    case (.backspace, _): if cursor > 0 { removeBeforeCursor(1) }
    case (.delete, _): if cursor < characters.count { characters.remove(at: cursor) }
    case (.left, []): cursor = max(0, cursor - 1)
    case (.right, []): cursor = min(characters.count, cursor + 1)
    case (.home, _), (.character("a"), .control): cursor = 0
    case (.end, _), (.character("e"), .control): cursor = characters.count
    case (.character("u"), .control): removeBeforeCursor(cursor)
    case (.character("w"), .control): removeWord()
    default: return false
    }
    return true
  }

  private mutating func removeBeforeCursor(_ count: Int) {
    characters.removeSubrange((cursor - count)..<cursor)
    cursor -= count
  }

  private mutating func removeWord() {
    var start = cursor
    while start > 0, characters[start - 1] == " " { start -= 1 }
    while start > 0, characters[start - 1] != " " { start -= 1 }
    removeBeforeCursor(cursor - start)
  }
}
