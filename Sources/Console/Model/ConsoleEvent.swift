package import AgentInterface
package import TerminalCanvas

/// Milliseconds of a clock that only goes forward; where it starts does not matter.
package typealias Milliseconds = Int64

/// Everything that can happen to the console.
package enum ConsoleEvent: Sendable {
  case snapshot(Snapshot)
  case detail(Query, Detail?)
  case answer(Command, Answer)
  /// One event of the decoder, with the time at which its bytes were read.
  case input(InputEvent, at: Milliseconds)
  case resized(Size)
  /// Time passed; see ``ConsoleModel/nextWake``.
  case clock(Milliseconds)
  /// A frame of the model as it is now is on the screen. Nothing can be approved that was not shown
  /// so.
  case shown(at: Milliseconds)
  case connection(Connection)
  /// What is being done before the first snapshot, with the share that is done, 0…1, if it is
  /// known.
  case loading(String, share: Double?)
  /// Something from outside the model: a theme that broke, a file that was written.
  case notice(String, isError: Bool)
}

/// How this console reaches the agent.
package enum Connection: Hashable, Sendable {
  /// The agent runs in this process and ends with it.
  case owner
  case attached(pid: Int)
  case lost(reason: String)
}

/// What the console wants done. It is told of the result by an event.
package enum ConsoleEffect: Hashable, Sendable {
  case send(Command)
  case fetch(Query)
  case quit
  case suspend
  /// Draw everything again, also what seems unchanged.
  case repaint
  /// To the clipboard of the person's terminal (OSC 52).
  case copy(String)
  /// Save text under a file name, which has no folder in it.
  case export(name: String, text: String)
  case bell
  case setTheme(String)
  case setMouse(Bool)
}
