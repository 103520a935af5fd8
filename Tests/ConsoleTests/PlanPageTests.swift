import AgentInterface
import Commerce
import Console
import Oversight
import Testing
import TerminalCanvas

/// The plan of the week and what was learnt, from keys to the screen.
struct PlanPageTests {
  private func screen(
    _ key: String, width: Int, height: Int, glyphs: Glyphs = .unicode, scrolled: String? = nil
  ) throws -> String {
    var driver = try Driver(width: width, height: height, glyphs: glyphs)
    driver.press(key)
    driver.receive(.detail(.plan, .plan(PlanFixture.detail())))
    driver.receive(.detail(.lessons(limit: 100), .lessons(PlanFixture.lessons)))
    if let scrolled { driver.press(scrolled) }
    return driver.screen
  }

  private func expect(_ words: [String], in screen: String) {
    for word in words { #expect(screen.contains(word), "\(word) is missing in\n\(screen)") }
  }

  @Test func `the plan is asked for and told to be on its way`() throws {
    var driver = try Driver()
    driver.press("w")
    #expect(driver.effects.contains(.fetch(.plan)))
    #expect(driver.screen.contains("Asking the agent for the rest…"))
  }

  @Test func `a wide screen shows goals, money, days and conditions beside what came`() throws {
    expect(
      [
        "Plan of the week › 12–18 Dec", "waits for your word", "Goals: 2 of 7 days are over",
        "£3,120", "£2,520–3,740", "on course", "behind", "≤ £1,120", "Budget by objective",
        "acquisition", "+£210", "£2,050–3,150", "Day by day", "Wed 14 Dec, so far", "£1,402",
        "revenue through Tue 13 Dec is below £2,050  did not come true: £2,592",
        "revenue through Thu 15 Dec is above £6,200  not yet", "open alert: CPC",
        "rejected the plan of 5 to 11 Dec as too expensive", "3 of 5 goals reached",
        "Enter opens the request",
      ], in: try screen("w", width: 140, height: 60))
  }

  @Test func `a small screen keeps goals and how far they are`() throws {
    let top = try screen("w", width: 80, height: 24)
    expect(["12–18 Dec", "profit", "£3,120", "so far", "churn risk", "40.9 %", "more"], in: top)
    expect(
      ["Plans before", "Enter opens the request"],
      in: try screen("w", width: 80, height: 24, scrolled: "G"))
  }

  @Test func `Enter leads from the plan to the request, where it can be approved`() throws {
    var driver = try Driver()
    driver.press("w")
    driver.receive(.detail(.plan, .plan(PlanFixture.detail())))
    driver.press("Enter")
    #expect(driver.effects.contains(.fetch(.decision(Decision.ID(873)))))
    driver.press("Esc")
    #expect(driver.screen.contains("Plan of the week"))
  }

  @Test func `before the first plan the page says when there will be one`() throws {
    var driver = try Driver()
    driver.press("w")
    driver.receive(.detail(.plan, .plan(PlanDetail(plans: [], states: [:], today: nil))))
    #expect(driver.screen.contains("The first plan is written once orders are known."))
    driver.press("Enter")
    #expect(driver.screen.contains("There is nothing deeper here"))
  }

  @Test func `each lesson says what was believed, what is now and because of what`() throws {
    for (width, height) in [(80, 24), (140, 45)] {
      expect(
        [
          "What was learnt", "3 changes", "return of \"Brand search\"",
          "believed  4.10 a unit spent",
          "now       2.40 (1.90 to 2.95)", "because   21 settled days", "rejection",
          "ann rejected decision 866: too expensive; decision 866", "roll-back",
        ], in: try screen("l", width: width, height: height))
    }
  }

  @Test func `nothing learnt is said so`() throws {
    var driver = try Driver()
    driver.press("l")
    driver.receive(.detail(.lessons(limit: 100), .lessons([])))
    #expect(driver.screen.contains("Nothing yet: the first days of a campaign settle"))
  }

  @Test func `both pages fit any size and ASCII`() throws {
    for key in ["w", "l"] {
      for (width, height) in [(1, 1), (40, 12), (60, 20), (200, 60)] {
        let lines = try screen(key, width: width, height: height, glyphs: .ascii)
          .split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == height && lines.allSatisfy { $0.count <= width })
      }
    }
  }

  @Test func `the card of a plan shows the goals beside the weeks before`() throws {
    var snapshot = try SnapshotFixture.snapshot()
    let plan = PlanFixture.plan()
    snapshot.approvals = [
      try Decision(
        id: Decision.ID(873), action: .adoptPlan(plan), title: "Plan of 12 to 18 Dec",
        platform: .shopify, proposedBy: .agent, proposedAt: SnapshotFixture.now,
        evidence: Decision.Evidence(
          reason: plan.summary, facts: [], dataFrom: SnapshotFixture.now,
          dataTo: SnapshotFixture.now),
        forecast: Decision.Forecast(
          metric: .shopProfit, estimate: Estimate(mean: 445, low: 360, high: 534), horizonDays: 7),
        atWorst: SnapshotFixture.money(0),
        checks: [Check(.major, .needsPerson, "a person adopts the plan of a week")],
        state: .needsApproval(expires: SnapshotFixture.now.adding(hours: 48)))
    ]
    var driver = try Driver(width: 132, height: 50, snapshot: snapshot)
    driver.press("1", "Enter")
    expect(
      [
        "profit", "£2,890", "£3,120", "expected £2,520–3,740", "for acquisition", "£840",
        "nothing is sent by it; the next plan takes its place",
      ], in: driver.screen)
  }

  @Test func `line mode reads the plan and the lessons aloud`() throws {
    var mode = LineMode(glyphs: .unicode)
    _ = mode.snapshot(try SnapshotFixture.snapshot())
    let plan = mode.fetched(.plan, .plan(PlanFixture.detail()))
    expect(
      ["Plan of 12–18 Dec, waits for your word", "so far £2,592 of £2,691 expected by now"],
      in: plan.lines.joined(separator: "\n"))
    let lessons = mode.fetched(.lessons(limit: 20), .lessons(PlanFixture.lessons))
    expect(
      ["roll-back, return of \"Winback\": believed 0.61", "because ann rejected decision 866"],
      in: lessons.lines.joined(separator: "\n"))
  }
}
