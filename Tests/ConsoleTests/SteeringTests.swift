import AgentInterface
import Commerce
import Console
import Oversight
import Testing
import TerminalCanvas

/// Pausing, halting, undoing and the rest of what a person does by hand.
struct SteeringTests {
  @Test func `p pauses the campaign under the cursor at once`() throws {
    var driver = try Driver()
    driver.press("3", "p", gap: 1)
    #expect(driver.commands() == [.pause(Campaign.ID(1))])
  }

  @Test func `p on a paused campaign asks and resumes`() throws {
    var driver = try Driver()
    driver.press("3", "j", "j", "j", "j", "p")
    #expect(driver.commands().isEmpty)
    #expect(driver.screen.contains("Resume \"Candles · interest\"?"))
    driver.press("y")
    #expect(driver.commands() == [.resume(Campaign.ID(5))])
  }

  @Test(arguments: [("2", 2), ("4", 4), ("6", 4), ("1", 4)])
  func `p pauses the campaign a row of another panel is about`(panel: String, campaign: Int64)
    throws
  {
    var driver = try Driver()
    driver.press(panel, "p")
    #expect(driver.commands() == [.pause(Campaign.ID(campaign))])
  }

  @Test func `p in the journal pauses the campaign of the entry`() throws {
    var driver = try Driver()
    driver.press("7", "j", "j", "j", "p")
    #expect(driver.commands() == [.pause(Campaign.ID(1))])
  }

  @Test func `Klaviyo has no pause and offers to cancel the send`() throws {
    var driver = try Driver()
    driver.press("3", "G", "p")
    #expect(driver.commands().isEmpty)
    #expect(
      driver.screen.contains(
        "Klaviyo has no pause. While it is sending, the rest can be cancelled."))
    driver.press("y")
    #expect(driver.commands() == [.pause(Campaign.ID(7))])
  }

  @Test func `a sent email says that nothing is left to cancel`() throws {
    var driver = try Driver()
    driver.press("3", "G", "k", "p")
    #expect(driver.commands().isEmpty)
    #expect(
      driver.screen.contains("\"Thank you, second order\" has been sent; Klaviyo has no pause."))
  }

  @Test func `a segment says why it cannot be paused`() throws {
    var driver = try Driver()
    driver.press("5", "p")
    #expect(driver.commands().isEmpty)
    #expect(driver.screen.contains("A segment is not one campaign; choose one in panel 3."))
  }

  @Test(arguments: [
    [], ["?"], [":"], ["/"], ["1", "Enter", "x"], ["1", "Enter", "Enter", "a"], ["q"], ["3", "E"],
    ["m"],
  ])
  func `the halt key halts from every screen and overlay`(path: [String]) throws {
    var driver = try Driver()
    for key in path { driver.press(key) }
    driver.press("!", gap: 1)
    #expect(driver.commands() == [.halt(reason: "halted by hand")])
    #expect(driver.screen.contains("Pause all campaigns?"))
    driver.press("y")
    #expect(driver.commands() == [.pauseAll])
  }

  @Test func `the halt key works before the first snapshot and on the smallest screen`() {
    var model = ConsoleModel(size: Size(width: 1, height: 1), glyphs: .unicode)
    let effects = model.update(.input(.key(Key("!")), at: 5))
    #expect(effects.contains(.send(.halt(reason: "halted by hand"))))
  }

  @Test func `resume after a halt is asked for`() throws {
    var snapshot = try SnapshotFixture.snapshot()
    snapshot.agent.standing = .halted(reason: "halted by hand", by: .person("ana"))
    var driver = try Driver(snapshot: snapshot)
    driver.press(":")
    driver.type("continue")
    driver.press("Enter", "y")
    #expect(driver.commands() == [.resumeAfterHalt])
  }

  @Test func `a question that can cost money does not count a y typed ahead`() throws {
    var driver = try Driver()
    driver.press("3", "j", "j", "j", "j")
    driver.press("p", "y", gap: 5)
    #expect(driver.commands().isEmpty)
  }

  @Test func `an alert is acknowledged`() throws {
    var driver = try Driver()
    driver.press("2", "A")
    #expect(driver.commands() == [.acknowledge(Alert.ID(31))])
  }

  @Test func `an alert is silenced for a day, or for the hours that are typed`() throws {
    var driver = try Driver()
    driver.press("2", "S")
    #expect(driver.commands() == [.silence(Alert.ID(31), hours: 24)])
    driver.press(":")
    driver.type("silence 3")
    driver.press("Enter")
    #expect(driver.commands() == [.silence(Alert.ID(31), hours: 3)])
  }

  @Test(arguments: ["0", "721", "-1", "x"])
  func `hours that are none are not sent`(hours: String) throws {
    var driver = try Driver()
    driver.press("2", ":")
    driver.type("silence \(hours)")
    driver.press("Enter")
    #expect(driver.commands().isEmpty)
    #expect(driver.screen.contains("'\(hours)' are no hours from 1 to 720."))
  }

  @Test func `an alert is resolved once`() throws {
    var driver = try Driver()
    driver.press("2", "O")
    #expect(driver.commands() == [.resolve(Alert.ID(31))])
    driver.press("j", "O")
    #expect(driver.commands().isEmpty)
    #expect(driver.screen.contains("It is resolved already."))
  }

  @Test func `undo is about the entry under the cursor`() throws {
    var driver = try Driver()
    driver.press("7", "j", "j", "j", "z", "y")
    #expect(driver.commands() == [.undo(Decision.ID(860))])
  }

  @Test func `a waiting decision gets another budget`() throws {
    var driver = try Driver()
    driver.press("1", "E")
    driver.type("60.50")
    driver.press("Enter")
    #expect(
      driver.commands() == [.amend(Decision.ID(871), dailyBudget: SnapshotFixture.money(60.5))])
  }

  @Test(arguments: ["0", "abc", "1.234", "-5", "99999999999"])
  func `an amount that is none is not sent`(amount: String) throws {
    var driver = try Driver()
    driver.press("3", "E")
    driver.type(amount)
    driver.press("Enter")
    #expect(driver.commands().isEmpty)
  }

  @Test func `plus and minus change the speed of simulated time only`() throws {
    var driver = try Driver()
    driver.press("+", "-")
    #expect(driver.commands() == [.setSpeed(3_600), .setSpeed(900)])
    var real = try SnapshotFixture.snapshot()
    real.clock = ClockStatus(speed: 1, isSimulated: false, isStopped: false)
    driver.receive(.snapshot(real))
    driver.press("+")
    #expect(driver.commands().isEmpty)
    #expect(driver.screen.contains("The agent runs on the real clock; its speed is fixed."))
  }

  @Test func `a level is set for one platform and class`() throws {
    var driver = try Driver()
    driver.press(":")
    driver.type("level veto meta budgets")
    driver.press("Enter", "y")
    let scope = Policy.Scope(platform: .metaAds, actionClass: .budgets)
    #expect(driver.commands() == [.setLevel(scope, .veto)])
  }

  @Test func `marked campaigns are paused together after a question`() throws {
    var driver = try Driver()
    driver.press("3", "Space", "Space", "p", "y")
    #expect(driver.commands() == [.pause(Campaign.ID(1)), .pause(Campaign.ID(2))])
  }

  @Test func `a row that takes the place of a lost one is not paused by the same key`() throws {
    var driver = try Driver()
    driver.press("3")
    var changed = try SnapshotFixture.snapshot(sequence: 2)
    changed.campaigns.removeFirst()
    driver.receive(.snapshot(changed))
    driver.press("p")
    #expect(driver.commands().isEmpty)
    driver.press("p")
    #expect(driver.commands() == [.pause(Campaign.ID(2))])
  }
}
