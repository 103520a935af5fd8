package import TerminalCanvas

/// One row of the key table: what the hint line, the help and the palette say, and what is done.
package struct KeyBinding: Hashable, Sendable {
  /// When a key is listened to.
  package enum Context: Hashable, Sendable {
    /// On every screen and in front of every overlay, also while text is typed.
    case always
    /// While no overlay takes the keys.
    case browsing
  }

  package enum Section: String, CaseIterable, Hashable, Sendable {
    case deciding = "Deciding"
    case moving = "Moving"
    case lists = "Lists"
    case console = "Console"
  }

  package let action: ConsoleAction
  package var keys: [Key]
  package let context: Context
  package let section: Section
  /// One or two words for the hint line.
  package let label: String
  /// A sentence for the help.
  package let summary: String
  /// What the palette's command takes after its name, if anything.
  package let argument: String?

  /// The keys as people read them: `j ↓`.
  package var keyText: String { keys.map(\.description).joined(separator: " ") }

  /// The first key, for the hint line.
  var hintKey: String { keys.first?.description ?? ":" + action.rawValue }
}
