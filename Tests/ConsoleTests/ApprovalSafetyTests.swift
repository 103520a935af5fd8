import AgentInterface
import Commerce
import Console
import Oversight
import Testing
import TerminalCanvas

/// An approval is given by reading a card and then pressing keys for it, and by nothing else.
struct ApprovalSafetyTests {
  /// A console that lists one waiting decision over the whole screen; Enter opens its card.
  private func card(_ decision: Decision, width: Int = 132, height: Int = 41) throws -> Driver {
    var snapshot = try SnapshotFixture.snapshot()
    snapshot.approvals = [decision]
    var driver = try Driver(width: width, height: height, snapshot: snapshot)
    driver.press("1")
    return driver
  }

  private func approval(_ decision: Decision) -> Command {
    .approve(decision.id, revision: decision.revision, digest: decision.digest)
  }

  @Test func `a minor decision is approved by one key on its card`() throws {
    let decision = try DecisionFixture.minor()
    var driver = try card(decision)
    driver.press("Enter")
    driver.press("a")
    #expect(driver.commands() == [approval(decision)])
  }

  @Test func `in a list the key opens the card and approves nothing`() throws {
    var driver = try Driver()
    driver.press("a")
    #expect(driver.commands().isEmpty)
    #expect(driver.screen.contains("Approve · decision 871 · revision 1"))
  }

  @Test func `a major decision wants its amount typed`() throws {
    let decision = try DecisionFixture.raise()
    var driver = try card(decision)
    driver.press("Enter", "a")
    #expect(driver.commands().isEmpty)
    #expect(driver.screen.contains("Type 70, the daily budget in whole GBP, and Enter to approve."))
    driver.type("70")
    driver.press("Enter")
    #expect(driver.commands() == [approval(decision)])
  }

  @Test func `an email wants the number of people typed`() throws {
    let decision = try DecisionFixture.email()
    var driver = try card(decision)
    driver.press("Enter", "a")
    driver.type("214")
    driver.press("Enter")
    #expect(driver.commands() == [approval(decision)])
  }

  @Test(arguments: ["7", "71", "700", "", "y"])
  func `a wrong figure approves nothing`(figure: String) throws {
    var driver = try card(try DecisionFixture.raise())
    driver.press("Enter", "a")
    driver.type(figure)
    driver.press("Enter")
    #expect(driver.commands().isEmpty)
  }

  @Test func `a key within 400 ms of the card approves nothing`() throws {
    var driver = try card(try DecisionFixture.minor())
    driver.press("Enter")
    driver.press("a", gap: 360)
    #expect(driver.commands().isEmpty)
    #expect(driver.screen.contains("Read it first"))
  }

  @Test func `a key within 150 ms of another approves nothing`() throws {
    var driver = try card(try DecisionFixture.minor())
    driver.press("Enter")
    driver.press("j")
    driver.press("a", gap: 100)
    #expect(driver.commands().isEmpty)
  }

  @Test func `a card that was never drawn cannot be approved`() throws {
    var driver = try card(try DecisionFixture.minor())
    driver.now += 500
    driver.receive(.input(.key(Key(.enter)), at: driver.now))
    driver.now += 5_000
    driver.receive(.input(.key(Key("a")), at: driver.now))
    #expect(driver.commands().isEmpty)
  }

  @Test func `a paste approves nothing and fills no figure`() throws {
    var driver = try card(try DecisionFixture.raise())
    driver.press("Enter")
    driver.paste("a")
    driver.press("a")
    driver.paste("70")
    driver.press("Enter")
    #expect(driver.commands().isEmpty)
  }

  @Test func `a card that changes arms anew`() throws {
    var driver = try card(try DecisionFixture.minor())
    driver.press("Enter")
    var changed = try SnapshotFixture.snapshot(sequence: 2)
    changed.approvals = [try DecisionFixture.minor(revision: 2)]
    driver.now += 480
    driver.receive(.snapshot(changed))
    driver.shown()
    driver.press("a", gap: 200)
    #expect(driver.commands().isEmpty)
    driver.press("a")
    #expect(driver.commands() == [approval(changed.approvals[0])])
  }

  @Test func `a form is closed when its decision changes under it`() throws {
    var driver = try card(try DecisionFixture.raise())
    driver.press("Enter", "a")
    var changed = try SnapshotFixture.snapshot(sequence: 2)
    changed.approvals = [try DecisionFixture.raise(to: 75, revision: 2)]
    driver.receive(.snapshot(changed))
    driver.type("70")
    driver.press("Enter")
    #expect(driver.commands().isEmpty)
  }

  @Test func `a frozen display does not approve what has changed behind it`() throws {
    var driver = try card(try DecisionFixture.minor())
    driver.press("P", "Enter")
    var changed = try SnapshotFixture.snapshot(sequence: 2)
    changed.approvals = [try DecisionFixture.minor(revision: 2)]
    driver.receive(.snapshot(changed))
    driver.press("a")
    #expect(driver.commands().isEmpty)
    #expect(driver.screen.contains("has changed since it was shown"))
  }

  @Test func `a second approval is not sent while the first is unanswered`() throws {
    var driver = try card(try DecisionFixture.minor())
    driver.press("Enter", "a", "a", "a")
    #expect(driver.commands().count == 1)
  }

  @Test func `the palette leads to the card and approves nothing`() throws {
    var driver = try card(try DecisionFixture.minor())
    driver.press("Enter", ":")
    driver.type("approve")
    driver.press("Enter")
    #expect(driver.commands().isEmpty)
  }

  @Test func `nothing is approved on a screen too small to read it`() throws {
    var driver = try card(try DecisionFixture.minor())
    driver.press("Enter")
    driver.receive(.resized(Size(width: 30, height: 8)))
    driver.shown()
    driver.press("a", "a")
    #expect(driver.commands().isEmpty)
  }

  @Test func `while halted only what lowers risk can be approved`() throws {
    var snapshot = try SnapshotFixture.snapshot()
    snapshot.approvals = [try DecisionFixture.minor()]
    snapshot.agent.standing = .halted(reason: "drill", by: .person("ana"))
    var driver = try Driver(snapshot: snapshot)
    driver.press("1", "Enter", "a")
    #expect(driver.commands().isEmpty)
    #expect(driver.screen.contains("Let it act again first, with :continue"))
  }

  @Test func `rejecting is live at once and asks for a reason`() throws {
    var driver = try card(try DecisionFixture.raise())
    driver.press("Enter", gap: 1)
    driver.press("x", gap: 1)
    driver.press("1", gap: 1)
    driver.type("no", gap: 1)
    driver.press("Enter", gap: 1)
    #expect(driver.commands() == [.reject(Decision.ID(871), code: .tooExpensive, note: "no")])
  }
}
