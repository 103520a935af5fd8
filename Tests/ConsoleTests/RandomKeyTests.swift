import AgentInterface
import Commerce
@testable import Console
import Oversight
import Statistics
import Testing
import TerminalCanvas

/// Keys, pastes, mouse and time at random, with decisions waiting.
struct RandomKeyTests {
  /// What a person can be said to have seen and typed; kept apart from the model's own
  /// book-keeping.
  private struct Witness {
    var card: Decision?
    var cardSince: Milliseconds?
    var form: Decision?
    var formSince: Milliseconds?
    var typed: [Character] = []
    var lastInput: Milliseconds = -10_000

    /// Notes what is in front after an event.
    mutating func look(at model: ConsoleModel) {
      var inFront: Decision?
      if model.overlay == nil, case .decision(let id) = model.screen {
        inFront = model.decision(id)
      }
      if inFront != card { (card, cardSince) = (inFront, nil) }
      var asked: Decision?
      if case .confirm(let confirm) = model.overlay { asked = confirm.decision }
      if asked != form { (form, formSince, typed) = (asked, nil, []) }
    }

    mutating func frameShown(at now: Milliseconds) {
      cardSince = cardSince ?? now
      formSince = formSince ?? now
    }

    func isDeliberate(_ command: Command, after key: Key?, at now: Milliseconds) -> Bool {
      guard let key, case .approve(let id, let revision, let digest) = command,
        now - lastInput >= 150
      else { return false }
      if key == Key("a"), let card, !card.isMajor, let cardSince, now - cardSince >= 400 {
        return card.id == id && card.revision == revision && card.digest == digest
      }
      guard key == Key(.enter), let form, form.digest == digest, form.id == id,
        let formSince, now - formSince >= 400
      else { return false }
      let expected = form.id == Decision.ID(872) ? "214" : form.revision == 1 ? "70" : "75"
      return String(typed) == expected
    }

    mutating func take(_ key: Key) {
      guard form != nil else { return }
      switch key.code {
      case .character(let letter) where key.modifiers.isEmpty: typed.append(letter)
      case .backspace: _ = typed.popLast()
      default: break
      }
    }
  }

  private static let keys: [Key] = [
    Key("a"), Key("a"), Key("a"), Key(.enter), Key(.enter), Key(.enter), Key(.escape), Key("j"),
    Key("1"), Key("7"), Key("7"), Key("0"), Key("0"), Key("2"), Key("4"), Key("x"),
    Key("e"), Key("y"), Key("q"), Key("p"), Key(" "), Key(":"), Key("?"), Key("/"),
    Key("P"), Key("E"), Key("z"), Key("b"), Key("!"), Key(.backspace), Key(.tab), Key("s"),
    Key("v"), Key("R"), Key("A"),
  ]

  private struct Tally {
    var approvals = 0
    var accidents = 0
  }

  /// One person-less evening at the keyboard.
  private func play(
    _ start: ConsoleModel, _ changes: [Snapshot], isBurst: Bool,
    using generator: inout SplitMix64
  ) -> Tally {
    var model = start
    var witness = Witness()
    var tally = Tally()
    var now: Milliseconds = 100_000
    witness.look(at: model)
    witness.frameShown(at: 50_000)
    if isBurst {
      _ = model.update(.input(.focus(true), at: now))
      witness.lastInput = now
    }
    for _ in 0..<6 {
      now =
        isBurst
        ? max(now, witness.lastInput + Milliseconds.random(in: 0...149, using: &generator))
        : now + ([3, 60, 160, 450, 900].randomElement(using: &generator) ?? 0)
      let key = RandomKeyTests.keys.randomElement(using: &generator) ?? Key("a")
      let event: ConsoleEvent
      switch Int.random(in: 0..<24, using: &generator) {
      case 0:
        event = .input(
          .paste(["a", "70", "y", "214\n"].randomElement(using: &generator) ?? ""), at: now)
      case 1:
        event = .input(
          .mouse(MouseEvent(kind: .press(button: 1), position: Point(x: 5, y: 5))), at: now)
      case 2: event = .snapshot(changes.randomElement(using: &generator) ?? changes[0])
      default: event = .input(.key(key), at: now)
      }
      let effects = model.update(event)
      var pressed: Key?
      if case .input(.key(let key), _) = event { pressed = key }
      for case .send(let command) in effects {
        guard case .approve = command else { continue }
        tally.approvals += 1
        if !witness.isDeliberate(command, after: pressed, at: now) { tally.accidents += 1 }
      }
      if let pressed { witness.take(pressed) }
      if case .input = event { witness.lastInput = now }
      witness.look(at: model)
      if Bool.random(using: &generator) || !isBurst {
        _ = model.update(.shown(at: now))
        witness.frameShown(at: now)
      }
    }
    return tally
  }

  /// On the list of approvals, or already on a card, so that few keys are enough to go wrong.
  private func starts() throws -> [ConsoleModel] {
    try ["", "1", "1 Enter", "1 j Enter", "1 G Enter", "1 G a", "a", "a a", "1 j a a"].map { path in
      var driver = try Driver(width: 100, height: 30)
      for name in path.split(separator: " ") { driver.press(String(name)) }
      return driver.model
    }
  }

  private func changes() throws -> [Snapshot] {
    var changed = try SnapshotFixture.snapshot(sequence: 2)
    changed.approvals = [
      try DecisionFixture.minor(revision: 2), try DecisionFixture.raise(to: 75, revision: 2),
    ]
    var reversed = try SnapshotFixture.snapshot(sequence: 3)
    reversed.approvals.reverse()
    return [try SnapshotFixture.snapshot(), changed, reversed]
  }

  @Test(arguments: 0..<4)
  func `a hundred thousand random streams approve nothing by accident`(part: UInt64) throws {
    var generator = SplitMix64(state: 1_000 + part)
    let (starts, changes) = (try starts(), try changes())
    var deliberate = Tally()
    var bursts = Tally()
    for stream in 0..<25_000 {
      let start = starts[stream % starts.count]
      if stream.isMultiple(of: 2) {
        let tally = play(start, changes, isBurst: true, using: &generator)
        bursts.approvals += tally.approvals
      } else {
        let tally = play(start, changes, isBurst: false, using: &generator)
        deliberate.approvals += tally.approvals
        deliberate.accidents += tally.accidents
      }
    }
    #expect(bursts.approvals == 0)
    #expect(deliberate.accidents == 0)
    #expect(deliberate.approvals > 50, "so that the oracle had something to judge")
  }
}
