import AgentInterface
import Commerce
@testable import Console
import Oversight
import Testing
import TerminalCanvas

/// Moving about, lists and the console's own business.
struct BrowsingTests {
  @Test func `the cursor follows its item when the list sorts anew`() throws {
    var driver = try Driver()
    driver.press("3", "j", "j")
    #expect(driver.model.currentItem == .campaign(Campaign.ID(3)))
    var changed = try SnapshotFixture.snapshot(sequence: 2)
    changed.campaigns.reverse()
    driver.receive(.snapshot(changed))
    #expect(driver.model.currentItem == .campaign(Campaign.ID(3)))
  }

  @Test func `escape never quits`() throws {
    var driver = try Driver()
    for _ in 0..<40 { driver.press("Esc") }
    #expect(!driver.effects.contains(.quit))
  }

  @Test func `escape goes back one screen at a time`() throws {
    var driver = try Driver()
    driver.press("3", "Enter", "Enter")
    #expect(driver.model.screen == .campaign(Campaign.ID(1)))
    driver.press("Esc")
    #expect(driver.model.screen == .board(.campaigns))
    driver.press("Esc")
    #expect(driver.model.screen == .overview)
  }

  @Test(arguments: 1...7)
  func `a number takes the keys to its panel and then fills the screen`(number: Int) throws {
    var driver = try Driver()
    driver.press("2", "\(number)")
    if number == 2 { driver.press("Esc", "2") }
    driver.press("\(number)")
    #expect(driver.model.screen == .board(Board(rawValue: number) ?? .blocked))
  }

  @Test func `quitting asks while a decision waits`() throws {
    var driver = try Driver()
    driver.press("q")
    #expect(!driver.effects.contains(.quit))
    #expect(
      driver.screen.contains("3 decisions wait for you; unanswered they expire into no action."))
    driver.press("q")
    #expect(driver.effects.contains(.quit))
  }

  @Test func `quitting with nothing pending is immediate`() throws {
    var snapshot = try SnapshotFixture.snapshot()
    snapshot.approvals = []
    var driver = try Driver(snapshot: snapshot)
    driver.press("Ctrl-c")
    #expect(driver.effects.contains(.quit))
  }

  @Test func `a filter shows the rows that hold all its words`() throws {
    var driver = try Driver()
    driver.press("3", "/")
    driver.type("meta paused")
    driver.press("Enter")
    #expect(driver.model[.campaigns].order == [4])
    driver.press("Esc")
    #expect(driver.model[.campaigns].order.count == 7)
  }

  @Test func `sorting steps through the columns and turns round`() throws {
    var driver = try Driver()
    driver.press("3", "s")
    #expect(driver.model[.campaigns].order.first == 1)
    driver.press("r")
    #expect(driver.model[.campaigns].order.first == 3)
    driver.press("<")
    #expect(driver.model[.campaigns].sort?.column == 0)
  }

  @Test func `rows without a value come last in both directions`() throws {
    var driver = try Driver()
    let column = CampaignRow.columns.firstIndex { $0.title == "ROAS" } ?? 0
    driver.press("3")
    for _ in 0...column { driver.press("s", gap: 1) }
    #expect(driver.model[.campaigns].order.suffix(2) == [5, 6])
    driver.press("r")
    #expect(driver.model[.campaigns].order.suffix(2) == [5, 6])
  }

  @Test func `opening a row asks the agent once for more`() throws {
    var driver = try Driver()
    driver.press("3", "Enter", "Enter")
    #expect(driver.effects.filter { $0 == .fetch(.campaign(Campaign.ID(1))) }.count == 1)
    driver.receive(.snapshot(try SnapshotFixture.snapshot(sequence: 2)))
    #expect(driver.effects.filter { $0 == .fetch(.campaign(Campaign.ID(1))) }.count == 1)
    driver.receive(.detail(.campaign(Campaign.ID(1)), nil))
    driver.receive(.clock(driver.now + 1_000))
    driver.receive(.snapshot(try SnapshotFixture.snapshot(sequence: 3)))
    #expect(driver.effects.filter { $0 == .fetch(.campaign(Campaign.ID(1))) }.count == 2)
  }

  @Test func `tab completes a command and up recalls it`() throws {
    var driver = try Driver()
    driver.press(":")
    driver.type("fre")
    driver.press("Tab", "Enter")
    #expect(driver.model.isFrozen)
    driver.press(":", "↑", "Enter")
    #expect(!driver.model.isFrozen)
  }

  @Test func `an ambiguous command says what it could be`() throws {
    var driver = try Driver()
    driver.press(":")
    driver.type("re")
    driver.press("Enter")
    #expect(driver.screen.contains("'re' could be"))
  }

  @Test(arguments: ConsoleAction.allCases.filter { $0 != .interrupt })
  func `the palette reaches every action`(action: ConsoleAction) throws {
    #expect(PaletteSearch.command(action.rawValue, in: .standard)?.action == action)
  }

  @Test func `ids of marked rows are copied`() throws {
    var driver = try Driver()
    driver.press("3", "Space", "j", "Space", "y")
    #expect(driver.effects.contains(.copy("campaign 1\ncampaign 3")))
  }

  @Test func `exporting a list saves every row of it`() throws {
    var driver = try Driver(width: 100, height: 14)
    driver.press("3", "3", "Ctrl-s")
    let exports = driver.effects.compactMap { effect in
      if case .export(let name, let text) = effect { (name, text) } else { nil }
    }
    #expect(exports.first?.0 == "growth-campaigns-2011-12-14-0900.txt")
    #expect(exports.first?.1.contains("We miss you, December") == true)
  }

  @Test func `help lists only rows that hold what is typed`() throws {
    var driver = try Driver()
    driver.press("?")
    driver.type("undo")
    #expect(driver.screen.contains("Undo the decision under the cursor"))
    #expect(!driver.screen.contains("Next panel."))
  }

  @Test func `a message goes away after its time`() throws {
    var driver = try Driver()
    driver.press("8")
    #expect(driver.screen.contains("8 does nothing here; ? lists the keys."))
    let wake = try #require(driver.model.nextWake)
    driver.receive(.clock(wake))
    #expect(!driver.screen.contains("8 does nothing here"))
  }

  @Test func `a frozen display stays as it was`() throws {
    var driver = try Driver()
    driver.press("P")
    var changed = try SnapshotFixture.snapshot(sequence: 2)
    changed.campaigns[0].campaign.name = "Renamed"
    driver.receive(.snapshot(changed))
    #expect(!driver.screen.contains("Renamed"))
    #expect(driver.screen.contains("FROZEN"))
    driver.press("P")
    #expect(driver.screen.contains("Renamed"))
  }

  @Test func `the header says what must not be missed`() throws {
    var snapshot = try SnapshotFixture.snapshot()
    snapshot.agent.standing = .halted(reason: "drill", by: .agent)
    snapshot.agent.staleHours = 4
    snapshot.clock.isStopped = true
    var driver = try Driver(width: 80, height: 24, snapshot: snapshot)
    #expect(driver.lines[0].contains("HALTED"))
    #expect(driver.lines[0].contains("STALE 4 h"))
    #expect(driver.lines[0].contains("PAUSED"))
    snapshot.agent.standing = .readOnly(reason: "the disk is full")
    driver.receive(.snapshot(snapshot))
    #expect(driver.lines[0].contains("READ ONLY"))
  }
}
