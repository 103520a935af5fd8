import AgentInterface
import Commerce
import Console
import Oversight
import Statistics
import Testing
import TerminalCanvas

/// The console as lines and numbered choices.
struct LineModeTests {
  private func start(_ glyphs: Glyphs = .unicode) throws -> LineMode {
    var mode = LineMode(glyphs: glyphs)
    _ = mode.snapshot(try SnapshotFixture.snapshot())
    return mode
  }

  private func play(_ mode: inout LineMode, _ lines: String...) -> LineOutput {
    var last = LineOutput()
    for line in lines { last = mode.entered(line) }
    return last
  }

  @Test func `it greets with the state of the shop and numbered choices`() throws {
    var mode = LineMode(glyphs: .unicode)
    let lines = mode.snapshot(try SnapshotFixture.snapshot()).lines
    #expect(
      lines.prefix(8) == [
        "growth, Fernhill Gifts, GBP, Wed 14 Dec 2011 09:00",
        "The agent is at observe, level 1 ask, tick 4,211.",
        "Spent today £222 of £1,500, held £920; revenue £695; ROAS 3.13 over 7 days.",
        "3 decisions to approve, 1 open alert.", "1  Approvals (3)", "2  Alerts (1 open)",
        "3  Campaigns (7)", "4  Budgets (4)",
      ])
  }

  @Test func `a major decision is approved by its figure`() throws {
    var mode = try start()
    let decision = try DecisionFixture.raise()
    let output = play(&mode, "1", "1", "1", "70")
    #expect(output.effects == [.send(.approve(decision.id, revision: 1, digest: decision.digest))])
  }

  @Test(arguments: ["y", "yes", "1", "871", ""])
  func `anything but the figure leaves it`(answer: String) throws {
    var mode = try start()
    #expect(play(&mode, "1", "1", "1", answer).effects.isEmpty)
  }

  @Test func `a decision that changed is printed again`() throws {
    var mode = try start()
    _ = play(&mode, "1", "1", "1")
    var changed = try SnapshotFixture.snapshot(sequence: 2)
    changed.approvals[0] = try DecisionFixture.raise(to: 75, revision: 2)
    _ = mode.snapshot(changed)
    let output = mode.entered("70")
    #expect(output.effects.isEmpty)
    #expect(output.lines.first == "Decision 871 has changed since it was shown.")
  }

  @Test func `a decision is rejected with a reason and words`() throws {
    var mode = try start()
    let output = play(&mode, "1", "1", "2", "1", "not before Christmas")
    #expect(
      output.effects == [
        .send(.reject(Decision.ID(871), code: .tooExpensive, note: "not before Christmas"))
      ])
  }

  @Test func `a campaign is paused and its details asked for`() throws {
    var mode = try start()
    #expect(play(&mode, "3", "1", "1").effects == [.send(.pause(Campaign.ID(1)))])
    #expect(mode.entered("3").effects == [.fetch(.campaign(Campaign.ID(1)))])
  }

  @Test func `h halts anywhere and then offers to pause all`() throws {
    var mode = try start()
    #expect(play(&mode, "5", "h").effects == [.send(.halt(reason: "halted by hand"))])
    #expect(mode.entered("yes").effects == [.send(.pauseAll)])
  }

  @Test func `only what is new is told later`() throws {
    var mode = try start()
    #expect(mode.snapshot(try SnapshotFixture.snapshot(sequence: 2)).lines.isEmpty)
    var changed = try SnapshotFixture.snapshot(sequence: 3)
    changed.agent.standing = .halted(reason: "drill", by: .agent)
    changed.approvals.append(try DecisionFixture.reallocation())
    #expect(
      mode.snapshot(changed).lines == [
        "HALTED by agent: drill.",
        "Waits for you: decision 874, Move £40 a day from Brand search to Winback and Shopping, at risk £700.",
      ])
  }

  @Test func `everything is folded where only ASCII can be shown`() throws {
    var mode = try start(.ascii)
    let lines = play(&mode, "1", "1").lines
    #expect(lines.allSatisfy { $0.unicodeScalars.allSatisfy(\.isASCII) })
  }

  @Test func `ten thousand random lines never trap`() throws {
    var generator = SplitMix64(state: 5)
    let words =
      (0...25).map(String.init) + [
        "", "h", "yes", "no", "70", "q", "?", "\u{1B}[2J", "ask", "60.5",
      ]
    var mode = try start()
    for _ in 0..<10_000 {
      let output = mode.entered(words.randomElement(using: &generator) ?? "")
      for case .fetch(let query) in output.effects { _ = mode.fetched(query, nil) }
    }
  }
}
