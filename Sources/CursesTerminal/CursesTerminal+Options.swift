import Glibc
package import TerminalCanvas

extension CursesTerminal {
  /// How the terminal is to be used; what is nil is found out.
  package struct Options: Sendable {
    /// The terminal's type; by default that of the environment.
    package var type: String?
    /// By default what the locale can show.
    package var glyphs: Glyphs?
    /// By default what the type can show; none with `NO_COLOR`.
    package var depth: ColourDepth?
    package var usesMouse: Bool
    package var input: Int32
    package var output: Int32
    /// Signals told as events; a second one before the first was handled ends the process.
    package var signals: [Int32]
    /// Whether the terminal is restored when the process dies of a signal.
    package var guardsProcess: Bool

    package init(
      type: String? = nil, glyphs: Glyphs? = nil, depth: ColourDepth? = nil,
      usesMouse: Bool = false, input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO,
      signals: [Int32] = [SIGTERM, SIGINT, SIGHUP], guardsProcess: Bool = true
    ) {
      self.type = type
      self.glyphs = glyphs
      self.depth = depth
      self.usesMouse = usesMouse
      self.input = input
      self.output = output
      self.signals = signals
      self.guardsProcess = guardsProcess
    }
  }
}

/// A variable of the environment, nil when it is missing or empty.
func environmentValue(_ name: String) -> String? {
  guard let value = getenv(name) else { return nil }
  let text = String(cString: value)
  return text.isEmpty ? nil : text
}
