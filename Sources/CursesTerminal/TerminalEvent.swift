package import TerminalCanvas

/// What happened at the terminal.
package enum TerminalEvent: Hashable, Sendable {
  case input(InputEvent)
  case resized(Size)
  /// The process was stopped and goes on; what is on the screen was repainted.
  case resumed
  /// A signal the program asked to hear of.
  case signal(Int32)
  /// Nobody is at the other end any more; nothing will follow.
  case gone
}

/// Why there can be no full screen.
package enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  case notATerminal(String)
  case cannotAddress(type: String)
  case noUsableType(tried: [String])
  case refused(String)

  package var description: String {
    switch self {
    case .notATerminal(let stream):
      "The full-screen console needs a terminal, but \(stream) is none. "
        + "Start it in a terminal, or use --plain for one line at a time."
    case .cannotAddress(let type):
      "A terminal of type '\(type)' cannot place its cursor. "
        + "Use --plain for one line at a time, or set TERM to the type of your terminal."
    case .noUsableType(let tried):
      "No terminal type is known on this machine; tried \(tried.joined(separator: ", ")). "
        + "Install the package ncurses-base, or use --plain for one line at a time."
    case .refused(let reason):
      "The terminal cannot be used: \(reason)."
    }
  }
}
