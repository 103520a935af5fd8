import AgentInterface
import Commerce
import Console
import Oversight
import TerminalCanvas

/// Plays a person at a terminal: presses keys with time passing, and shows each frame as a console
/// would.
struct Driver {
  var model: ConsoleModel
  var now: Milliseconds = 10_000
  var effects: [ConsoleEffect] = []

  init(
    width: Int = 132, height: Int = 41, glyphs: Glyphs = .unicode, snapshot: Snapshot? = nil
  ) throws {
    model = ConsoleModel(size: Size(width: width, height: height), glyphs: glyphs)
    receive(.snapshot(try snapshot ?? SnapshotFixture.snapshot()))
    effects = []
    shown()
  }

  mutating func receive(_ event: ConsoleEvent) { effects += model.update(event) }

  mutating func shown() { receive(.shown(at: now)) }

  /// Each name is a key, pressed half a second after the one before, a frame drawn after each.
  mutating func press(_ names: String..., gap: Milliseconds = 500) {
    for name in names {
      now += gap
      guard let key = Key.named(name) else { preconditionFailure("no key \(name)") }
      receive(.input(.key(key), at: now))
      now += 20
      shown()
    }
  }

  mutating func type(_ text: String, gap: Milliseconds = 200) {
    for letter in text {
      now += gap
      receive(.input(.key(Key(letter)), at: now))
      shown()
    }
  }

  mutating func paste(_ text: String) {
    now += 500
    receive(.input(.paste(text), at: now))
    shown()
  }

  /// The commands sent since the last call.
  mutating func commands() -> [Command] {
    defer { effects = [] }
    return effects.compactMap { effect in
      if case .send(let command) = effect { command } else { nil }
    }
  }

  var lines: [String] { view(model).lines }

  /// The whole screen as one text.
  var screen: String { lines.joined(separator: "\n") }

  mutating func answerDetails() throws {
    for (query, detail) in try DetailFixture.all() { receive(.detail(query, detail)) }
  }
}
