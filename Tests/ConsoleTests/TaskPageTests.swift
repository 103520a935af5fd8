import AgentInterface
import Commerce
import Console
import Oversight
import TerminalCanvas
import Testing

/// What is on its way to the platforms, from a key to the screen and in line mode.
struct TaskPageTests {
  private func screen(
    _ width: Int, _ height: Int, _ glyphs: Glyphs = .unicode, keys: [String] = ["t"]
  ) throws -> [String] {
    var driver = try Driver(
      width: width, height: height, glyphs: glyphs, snapshot: try TaskFixture.snapshot())
    for key in keys { driver.press(key) }
    return driver.lines
  }

  @Test func `a task has its bar, its steps, its state and what it waits for`() throws {
    #expect(
      try screen(80, 24)[2...] == [
        "╭─ Tasks ─────────────────────── ▼ 2 more · 1 under way, 2 limited, 1 waiting ─╮",
        "│ On their way: 4                                                              │",
        "│   ▕██┄┄▏ 1/2 Start \"Candles · lookalike\" at £60.00 a day     under way 1 min │",
        "│     Meta Ads, by hand; step 2 of 2, activate: Meta Ads has not answered yet  │",
        "│   ▕    ▏ 0/1 Pause \"Brand search\"                              limited 2 min │",
        "│     Google Ads, urgent; pause: again in 40 s, as soon as Google Ads allows   │",
        "│     it, 3 tries                                                              │",
        "│   ▕██  ▏ 1/2 Move budgets: Shopping £200 → £220, Brand £120 … limited 15 min │",
        "│     Google Ads, running; step 2 of 2, set daily budget: again in 12 min      │",
        "│     after a rate limit, attempt 3 of 8                                       │",
        "│   ▕    ▏ 0/2 Start \"Gift sets · prospects\" at £80.00 a day     waiting 6 min │",
        "│     Meta Ads, new; step 1 of 2, create campaign: behind 3 others on Meta Ads │",
        "│                                                                              │",
        "│ Over: 3                                                                      │",
        "│   ▕██  ▏ 1/2 E-mail \"We miss you\"                               failed 07:01 │",
        "│     Klaviyo, new; step 2 of 2, send: Klaviyo refused: the list is empty      │",
        "│   ▕    ▏ 0/2 Start \"Cards · interest\" at £40.00 a day        needs you 06:30 │",
        "│     Meta Ads, new; step 1 of 2, create campaign: Meta Ads has 2 campaigns of │",
        "│     that name                                                                │",
        "│   ▕████▏ 1/1 Set \"Winback\" £40 → £45 a day              Meta Ads  done 06:13 │",
        "╰──────────────────────────────────────────────────────────────────────────────╯",
        " Enter open  7 activity  Ctrl-s export        : command  ? help  ! halt  q quit ",
      ])
  }

  @Test func `a narrow screen in ASCII breaks the reason, not the line`() throws {
    let lines = try screen(60, 20, .ascii)
    #expect(
      lines[3..<9] == [
        "| On their way: 4                                          |",
        "|   [##==] 1/2 Start \"Candles . lookalike~ under way 1 min |",
        "|     Meta Ads, by hand; step 2 of 2, activate: Meta Ads   |",
        "|     has not answered yet                                 |",
        "|   [    ] 0/1 Pause \"Brand search\"          limited 2 min |",
        "|     Google Ads, urgent; pause: again in 40 s, as soon as |",
      ])
    #expect(lines.allSatisfy { $0.allSatisfy(\.isASCII) })
  }

  @Test func `every size has a frame of that size`() throws {
    for (width, height) in [(1, 1), (40, 12), (60, 20), (150, 45), (200, 60)] {
      for glyphs in [Glyphs.unicode, .ascii] {
        let lines = try screen(width, height, glyphs)
        #expect(lines.count == height && lines.allSatisfy { $0.count <= width })
      }
    }
  }

  @Test func `Enter leads to the decision that goes next, Esc back`() throws {
    var driver = try Driver(snapshot: try TaskFixture.snapshot())
    driver.press("t", "Enter")
    #expect(driver.effects.contains(.fetch(.decision(Decision.ID(901)))))
    driver.press("Esc")
    #expect(driver.screen.contains("On their way: 4"))
  }

  @Test func `the palette knows it, and an empty queue says what would stand there`() throws {
    var driver = try Driver()
    driver.press(":")
    driver.type("tasks")
    driver.press("Enter")
    #expect(driver.screen.contains("nothing is on its way"))
    #expect(driver.screen.contains("Nothing was sent yet."))
    driver.press("Enter")
    #expect(driver.screen.contains("There is nothing deeper here"))
  }

  @Test func `a campaign's page says how far what concerns it has come`() throws {
    var tasks = TaskFixture.tasks
    tasks[1].campaigns = [Campaign.ID(4)]
    tasks[6].campaigns = [Campaign.ID(4)]
    var driver = try Driver(width: 110, snapshot: try TaskFixture.snapshot(tasks))
    driver.press("3", "3", "/")
    driver.type("lapsed")
    driver.press("Enter", "Enter")
    let lines = driver.lines.filter { $0.contains("on its way") }
    #expect(lines.count == 1)
    #expect(
      lines.first?.contains(
        "on its way ▕      ▏ pause: again in 40 s, as soon as Google Ads allows it, 3 tries")
        == true, "\(driver.screen)")
  }

  @Test func `a decision's page says how far it has come`() throws {
    var driver = try Driver(width: 110, snapshot: try TaskFixture.snapshot())
    driver.press("t", "Enter")
    let detail = try DetailFixture.decision()
    var tasks = TaskFixture.tasks
    tasks[0].decision = detail.decision.id
    driver.receive(.snapshot(try TaskFixture.snapshot(tasks)))
    driver.press("Esc", "Enter")
    driver.receive(.detail(.decision(detail.decision.id), .decision(detail)))
    #expect(
      driver.screen.contains(
        "on its way ▕███┄┄┄▏ step 2 of 2, activate: Meta Ads has not answered yet"),
      "\(driver.screen)")
  }

  @Test func `line mode reads the tasks aloud`() throws {
    var mode = LineMode(glyphs: .unicode)
    let menu = mode.snapshot(try TaskFixture.snapshot()).lines
    let choice = try #require(
      menu.first { $0.hasSuffix("Tasks (1 under way, 2 limited, 1 waiting)") })
    let lines = mode.entered(String(choice.prefix { $0 != " " })).lines
    #expect(lines.count == 7)
    #expect(
      lines.first
        == "Decision 901, Start \"Candles · lookalike\" at £60.00 a day: under way, 1 of 2 steps "
        + "done on Meta Ads, by hand; step 2 of 2, activate: Meta Ads has not answered yet; "
        + "for 1 min")
    #expect(lines.last?.hasSuffix("1 step: Meta Ads confirmed it; since 06:13") == true)
  }

  @Test func `line mode says so when nothing is on its way`() throws {
    var mode = LineMode(glyphs: .ascii)
    let menu = mode.snapshot(try SnapshotFixture.snapshot()).lines
    let choice = try #require(menu.first { $0.hasSuffix("Tasks (none on its way)") })
    #expect(
      mode.entered(String(choice.prefix { $0 != " " })).lines == ["Nothing was sent yet."])
  }
}
