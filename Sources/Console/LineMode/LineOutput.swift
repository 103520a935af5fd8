/// What line mode prints and what it wants done.
package struct LineOutput: Hashable, Sendable {
  package var lines: [String]
  package var effects: [ConsoleEffect]

  package init(lines: [String] = [], effects: [ConsoleEffect] = []) {
    self.lines = lines
    self.effects = effects
  }

  static func + (left: LineOutput, right: LineOutput) -> LineOutput {
    LineOutput(lines: left.lines + right.lines, effects: left.effects + right.effects)
  }
}
