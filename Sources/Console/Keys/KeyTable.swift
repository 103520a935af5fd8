import TerminalCanvas

/// The one table that keys, hints, help and the palette come from.
package struct KeyTable: Sendable {
  package private(set) var bindings: [KeyBinding]
  private var always: [Key: ConsoleAction] = [:]
  private var browsing: [Key: ConsoleAction] = [:]
  private var places: [ConsoleAction: Int] = [:]

  /// The keys as they are without a configuration.
  package static let standard = KeyTable(bindings: KeyTable.defaults)

  init(bindings: [KeyBinding]) {
    self.bindings = bindings
    for (place, binding) in bindings.enumerated() {
      places[binding.action] = place
      for key in binding.keys {
        if binding.context == .always { always[key] = binding.action }
        browsing[key] = binding.action
      }
    }
  }

  /// What a key does on every screen and in front of every overlay.
  func alwaysAction(for key: Key) -> ConsoleAction? { always[key] }

  func action(for key: Key) -> ConsoleAction? { browsing[key] }

  func binding(of action: ConsoleAction) -> KeyBinding? {
    places[action].map { bindings[$0] }
  }

  /// The key for a hint, such as `a` or `:resume`.
  func hintKey(of action: ConsoleAction) -> String {
    binding(of: action)?.hintKey ?? ":" + action.rawValue
  }
}

extension KeyTable {
  /// New keys for one action; they replace all it had.
  package struct Change: Hashable, Sendable {
    package let action: String
    package let keys: [String]
    /// Where in the configuration it stands.
    package let line: Int?

    package init(action: String, keys: [String], line: Int? = nil) {
      self.action = action
      self.keys = keys
      self.line = line
    }
  }

  /// The table with other keys, or the first thing that is wrong with them.
  package func remapped(_ changes: [Change]) throws(KeyTableError) -> KeyTable {
    var changed = bindings
    var lines: [ConsoleAction: Int] = [:]
    for change in changes {
      guard let place = changed.firstIndex(where: { $0.action.rawValue == change.action }) else {
        throw KeyTableError(line: change.line, problem: .unknownAction(change.action))
      }
      changed[place].keys = try KeyTable.keys(of: change, for: changed[place].action)
      lines[changed[place].action] = change.line
    }
    try KeyTable.checkConflicts(changed, lines: lines)
    return KeyTable(bindings: changed)
  }

  private static func keys(
    of change: Change, for action: ConsoleAction
  ) throws(KeyTableError) -> [Key] {
    var keys: [Key] = []
    for name in change.keys {
      guard let key = Key.named(name) else {
        throw KeyTableError(line: change.line, problem: .unknownKey(name, action))
      }
      if action.isConsequential, KeyTable.harmless.contains(key) {
        throw KeyTableError(line: change.line, problem: .harmlessKey(name, action))
      }
      keys.append(key)
    }
    let isOnlyFunctionKeys = keys.allSatisfy { key in
      if case .function = key.code { true } else { false }
    }
    guard !isOnlyFunctionKeys else {
      throw KeyTableError(line: change.line, problem: .noOrdinaryKey(action))
    }
    return keys
  }

  /// Keys that hands press without thinking; they never decide anything.
  private static let harmless: Set<Key> = [
    Key("k"), Key("j"), Key("k", .control), Key("d", .control), Key(.enter), Key(.escape),
    Key(" "), Key(.up), Key(.down),
  ]

  private static func checkConflicts(
    _ bindings: [KeyBinding], lines: [ConsoleAction: Int]
  ) throws(KeyTableError) {
    var owners: [Key: ConsoleAction] = [:]
    for binding in bindings {
      for key in binding.keys {
        if let first = owners[key], first != binding.action {
          let line = lines[binding.action] ?? lines[first]
          throw KeyTableError(
            line: line, problem: .conflict(key.description, first, binding.action))
        }
        owners[key] = binding.action
      }
    }
  }
}

/// Keys in the configuration that cannot be used, with the line.
package struct KeyTableError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Problem: Hashable, Sendable {
    case unknownAction(String)
    case unknownKey(String, ConsoleAction)
    case conflict(String, ConsoleAction, ConsoleAction)
    case harmlessKey(String, ConsoleAction)
    case noOrdinaryKey(ConsoleAction)
  }

  package let line: Int?
  package let problem: Problem

  package var description: String {
    (line.map { "keys, line \($0): " } ?? "keys: ") + words
  }

  private var words: String {
    switch problem {
    case .unknownAction(let name):
      "there is no action '\(name)'. The help (?) and the README list them all."
    case .unknownKey(let name, let action):
      "'\(name)' for \(action.rawValue) is no key. Write it like a, G, Space, Enter, Ctrl-f or PgDn."
    case .conflict(let key, let first, let second):
      "'\(key)' would both \(first.rawValue) and \(second.rawValue). Give one of them another key."
    case .harmlessKey(let key, let action):
      "'\(key)' only moves, it cannot be used to \(action.rawValue). Choose another key."
    case .noOrdinaryKey(let action):
      "\(action.rawValue) needs a key that is no F-key: some keyboards have none."
    }
  }
}
