extension Key: CustomStringConvertible {
  /// The name people read and write, such as `Ctrl-f`, `Alt-Enter`, `G` or `Space`.
  package var description: String {
    var name = ""
    if modifiers.contains(.control) { name += "Ctrl-" }
    if modifiers.contains(.alt) { name += "Alt-" }
    if modifiers.contains(.shift) { name += "Shift-" }
    return name + code.name
  }

  /// The key of a name as ``description`` gives it, case of modifiers and named keys aside.
  package static func named(_ name: String) -> Key? {
    var rest = Substring(name)
    var modifiers: Modifiers = []
    while let (modifier, length) = modifier(at: rest) {
      guard !modifiers.contains(modifier) else { return nil }
      modifiers.insert(modifier)
      rest = rest.dropFirst(length)
    }
    guard let code = Code.named(String(rest)) else { return nil }
    if case .character(let letter) = code, modifiers.contains(.control) {
      return Key(Character(letter.lowercased()), modifiers)
    }
    if code == .tab, modifiers == .shift { return Key(.backTab) }
    return Key(code, modifiers)
  }

  private static func modifier(at text: Substring) -> (Modifiers, Int)? {
    let prefixes: [(String, Modifiers)] = [
      ("ctrl-", .control), ("alt-", .alt), ("shift-", .shift),
    ]
    for (prefix, modifier) in prefixes
    where text.count > prefix.count && text.lowercased().hasPrefix(prefix) {
      return (modifier, prefix.count)
    }
    return nil
  }
}

extension Key.Code {
  fileprivate var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let letter): String(letter)
    case .function(let number): "F\(number)"
    default: Key.Code.names.first { $0.code == self }?.name ?? "?"
    }
  }

  fileprivate static func named(_ name: String) -> Key.Code? {
    let word = name.lowercased()
    if word == "space" { return .character(" ") }
    if let known = names.first(where: { $0.name.lowercased() == word }) { return known.code }
    if name.count == 1, let letter = name.first { return .character(letter) }
    if let alias = aliases[word] { return alias }
    guard word.hasPrefix("f"), let number = Int(word.dropFirst()), (1...24).contains(number) else {
      return nil
    }
    return .function(number)
  }

  private static let names: [(name: String, code: Key.Code)] = [
    ("Enter", .enter), ("Tab", .tab), ("BackTab", .backTab), ("Esc", .escape),
    ("Backspace", .backspace), ("Del", .delete), ("Ins", .insert), ("↑", .up), ("↓", .down),
    ("←", .left), ("→", .right), ("Home", .home), ("End", .end), ("PgUp", .pageUp),
    ("PgDn", .pageDown),
  ]

  private static let aliases: [String: Key.Code] = [
    "up": .up, "down": .down, "left": .left, "right": .right, "escape": .escape,
    "return": .enter, "delete": .delete, "insert": .insert, "pageup": .pageUp,
    "pagedown": .pageDown,
  ]
}
