import Foundation
import TestSupport
import Testing

extension EndToEnd {
  @Test(.timeLimit(.minutes(3)))
  func `a person watches, approves, pauses, halts, leaves and comes back`() async throws {
    let home = try ScratchFolder()
    let robot = try await TerminalRobot(columns: 120, rows: 40)
    try await robot.enter("stty -g > '\(home.path)/before'")
    try await robot.enter(command(home, "--sample --speed 1800"))
    // Approved while no alert is open yet: an alert holds back what would spend more.
    try await robot.screen(showing: "a request", seconds: 60) { screen in
      screen.contains { $0.contains(#/1 Approvals ─+ [1-9]\d* waiting/#) }
    }
    let approved = try await approveByKeys(robot)
    try await waiting(until: "decision \(approved) is in a platform's log", seconds: 40) {
      PlatformLog(home).entries.contains { $0.key == "d\(approved)-0" && $0.isDone }
    }
    try await robot.press("0")
    try await robot.command("speed 72000")
    try await robot.screen(showing: "rows in all seven panels", seconds: 60, hasAllPanels)
    try await robot.command("speed 1800")
    try await pauseBrandSearch(robot, home)
    try await spendStops(robot, home)
    try await halt(robot, home)
    let before = try await decisions(home)
    try await leave(robot, home)
    let after = try await decisions(home)
    #expect(before.isSubset(of: after))
    #expect(after.contains { $0.hasPrefix("\(approved) ") })
    try await robot.enter(command(home, ""))
    try await robot.screen(showing: "HALTED")
    try await robot.screen(showing: "Brand search")
    #expect(after.isSubset(of: try await decisions(home)))
  }

  private func command(_ home: ScratchFolder, _ options: String) -> String {
    "'\(GrowthProgram.path)' --home '\(home.path)' \(options); echo left $?"
  }

  private func hasAllPanels(_ screen: [String]) -> Bool {
    let text = screen.joined(separator: "\n")
    let numbered = [
      #/1 Approvals ─+ [1-9]\d* waiting/#, #/2 Alerts ─+ [1-9]\d* open/#,
      #/6 A/B tests ─+ [1-9]\d* running/#,
    ]
    return numbered.allSatisfy { text.contains($0) }
      && ["Brand search", "google ▕", "Champions", " observe "].allSatisfy { text.contains($0) }
  }

  /// Opens the first card and approves it the way it asks for.
  ///
  /// - Returns: The decision's number.
  private func approveByKeys(_ robot: TerminalRobot) async throws -> Int {
    try await robot.press("1")
    try await robot.press("a")
    let card = try await robot.screen(showing: "Press a")
    let title = try #require(card.lazy.compactMap { $0.firstMatch(of: #/decision (\d+)/#) }.first)
    // A card takes a key only after it has been looked at for a moment.
    let asked = try await robot.pressing("a", until: "an answer to 'a'") { screen in
      screen.contains { $0.contains("to approve.") || $0.contains("Approved") }
    }
    if let figure = asked.lazy.compactMap({ $0.firstMatch(of: #/Type (\d+),/#) }).first {
      try await robot.type(String(figure.1))
      try await robot.pressing("Enter", until: "the vote") { screen in
        screen.contains { $0.contains("Approved") }
      }
    }
    return try #require(Int(title.1))
  }

  private func pauseBrandSearch(_ robot: TerminalRobot, _ home: ScratchFolder) async throws {
    try await robot.press("0")
    try await robot.press("3")
    // Rows change places as money is spent; a filter finds the campaign wherever it is.
    try await robot.type("/Brand search")
    try await robot.press("Enter")
    try await robot.screen(showing: "the cursor on Brand search") { screen in
      screen.contains { $0.contains("▌Brand search") }
    }
    try await robot.press("p")
    try await waiting(until: "the pause is in Google's log") {
      !PlatformLog(home, platforms: ["google"]).done("pause", of: "Brand search").isEmpty
    }
    try await robot.screen(showing: "the campaign paused") { screen in
      screen.contains { $0.contains("Brand search") && $0.contains("paused") }
    }
  }

  /// Two days later nothing is spent on it, while others spend.
  private func spendStops(_ robot: TerminalRobot, _ home: ScratchFolder) async throws {
    let pausedOn = try await campaigns(home).day
    try await robot.command("speed 72000")
    let later = try await waiting(for: "spend two days later") {
      let now = try await self.campaigns(home)
      return now.day > pausedOn.advanced(by: 2) && now.spend.values.contains { $0 > 0 } ? now : nil
    }
    #expect(later.spend["Brand search"] == 0)
    try await robot.command("speed 1800")
  }

  private func halt(_ robot: TerminalRobot, _ home: ScratchFolder) async throws {
    try await robot.press("!")
    try await robot.screen(showing: "HALTED")
    #expect(!home.read("halt").isEmpty)
    try await robot.press("Escape")
  }

  private func leave(_ robot: TerminalRobot, _ home: ScratchFolder) async throws {
    try await robot.pressing("q", until: "the shell") { screen in
      screen.contains { $0.hasPrefix("left 0") }
    }
    #expect(try await robot.fact("alternate_on") == "0")
    #expect(try await robot.fact("cursor_flag") == "1")
    #expect(try await robot.fact("mouse_any_flag") == "0")
    try await robot.enter("stty -g > '\(home.path)/after'; echo stored")
    try await robot.screen(showing: "stored")
    #expect(home.read("before") == home.read("after"))
  }

  /// Spend of the present day by campaign, and that day as a number.
  private func campaigns(_ home: ScratchFolder) async throws -> (day: Int, spend: [String: Int]) {
    let report = try await GrowthProgram.run(["campaigns", "--json"], home: home.path).json()
    let rows = report["campaigns"] as? [[String: Any]] ?? []
    let spend = rows.compactMap { row -> (String, Int)? in
      guard let name = row["name"] as? String, let today = row["today"] as? [String: Any],
        let money = today["spend"] as? [String: Any], let micros = money["micros"] as? Int
      else { return nil }
      return (name, micros)
    }
    let date = (report["now"] as? String ?? "").prefix(10)
    let day = try Date(String(date), strategy: .iso8601.year().month().day())
    return (
      Int(day.timeIntervalSince1970 / 86_400), Dictionary(spend) { first, _ in first }
    )
  }

  /// Number and hash of every decision.
  private func decisions(_ home: ScratchFolder) async throws -> Set<String> {
    let report = try await GrowthProgram.run(
      ["decisions", "--limit", "1000", "--json"], home: home.path
    ).json()
    let rows = report["decisions"] as? [[String: Any]] ?? []
    return Set(rows.map { "\($0["id"] ?? "") \($0["digest"] ?? "")" })
  }

  @Test func `any terminal and any size will do`() async throws {
    let home = try ScratchFolder()
    let robot = try await TerminalRobot(columns: 80, rows: 24, environment: ["TERM": "nonsense"])
    try await robot.enter(command(home, "--sample --speed 3600"))
    try await robot.screen(showing: "Brand search")
    for (columns, rows) in [(20, 5), (1, 1), (200, 60), (60, 20)] {
      try await robot.resize(columns: columns, rows: rows)
    }
    try await robot.screen(showing: "the campaigns again") { $0.contains { $0.contains("Brand") } }
    try await robot.pressing("q", until: "the shell") { $0.contains { $0.hasPrefix("left 0") } }
  }

  @Test func `a second console attaches and the first can leave`() async throws {
    let home = try ScratchFolder()
    let first = try await TerminalRobot(columns: 80, rows: 24)
    try await first.enter(command(home, "--sample --speed 3600"))
    try await first.screen(showing: "Brand search")
    let second = try await TerminalRobot(columns: 80, rows: 24)
    try await second.enter(command(home, ""))
    try await second.screen(showing: "Brand search")
    try await second.press("!")
    try await first.screen(showing: "HALTED")
    try await first.pressing("q", until: "the shell") { $0.contains { $0.hasPrefix("left 0") } }
    try await second.screen(showing: "the loss") { screen in
      screen.contains { $0.contains("NO AGENT") }
    }
  }

  @Test func `the sample is offered in words and taken with Enter`() async throws {
    let home = try ScratchFolder()
    let robot = try await TerminalRobot(columns: 120, rows: 40)
    try await robot.enter(command(home, ""))
    try await robot.screen(showing: "Enter or q:")
    try await robot.enter("q")
    try await robot.screen(showing: "left 0")
    try await robot.enter("clear")
    try await robot.enter(command(home, ""))
    try await robot.screen(showing: "Enter or q:")
    try await robot.press("Enter")
    try await robot.screen(showing: "Champions")
  }
}

extension TerminalRobot {
  /// Presses a key again and again until the screen is as wanted, and looks a moment after each
  /// press.
  @discardableResult
  fileprivate func pressing(
    _ key: String, every seconds: Double = 1, until what: String, _ isWanted: ([String]) -> Bool
  ) async throws -> [String] {
    for _ in 0..<20 {
      try await press(key)
      if let screen = try? await screen(showing: what, seconds: seconds, isWanted) { return screen }
    }
    return try await screen(showing: what, seconds: seconds, isWanted)
  }

  /// Gives a command of the palette.
  fileprivate func command(_ words: String) async throws {
    try await type(":")
    try await screen(showing: ":")
    try await enter(words)
  }
}
