import AgentInterface
import Commerce
@testable import Console
import Oversight
import Statistics
import Testing
import TerminalCanvas

/// Any size, any text, any order of events: a frame comes out and borders stay where they are.
struct RobustnessTests {
  /// Every screen and overlay, reached by keys.
  static let paths: [[String]] = [
    [], ["1", "1"], ["2", "2"], ["3", "3"], ["4", "4"], ["5", "5"], ["6", "6"], ["7", "7"], ["b"],
    ["1", "1", "Enter"], ["2", "2", "Enter"], ["3", "3", "j", "Enter"], ["4", "4", "Enter"],
    ["5", "5", "j", "j", "j", "Enter"], ["6", "6", "Enter"], ["7", "7", "Enter"], ["?"], [":"],
    ["/"], ["x"], ["x", "1"], ["E"], ["q"], ["m"], ["z"], ["!"], ["a", "a"], ["3", "G", "p"],
  ]

  @Test(arguments: paths)
  func `every view is drawn at every size`(path: [String]) throws {
    var driver = try Driver(width: 100, height: 30)
    for key in path { driver.press(key) }
    try driver.answerDetails()
    for size in [
      (0, 0), (1, 1), (20, 5), (39, 40), (200, 3), (40, 12), (60, 20), (80, 24), (200, 60),
    ] {
      for glyphs in [Glyphs.unicode, .ascii] {
        let canvas = view(driver.model, size: Size(width: size.0, height: size.1), glyphs: glyphs)
        #expect(canvas.lines.count == size.1)
        #expect(canvas.lines.allSatisfy { DisplayWidth.of($0) == size.0 })
      }
    }
  }

  private static let names = [
    "\u{1B}[2J\u{1B}]0;x\u{7}boo", "\u{202E}evil\u{202C}", "中文標題很長很長很長很長很長",
    "a\u{301}\u{302}\u{303}\u{304}\u{305}z", "👩‍👩‍👧‍👦 family 🇩🇪", "\u{200B}\u{200D}\u{FEFF}", "",
    "tab\there\nline\r\u{8}\u{85}", String(repeating: "W", count: 300), "\u{301}\u{302}",
    "ｆｕｌｌ　ｗｉｄｔｈ",
  ]

  private func snapshot(named name: String) throws -> Snapshot {
    var snapshot = try SnapshotFixture.snapshot()
    snapshot.shop.name = name
    for place in snapshot.campaigns.indices { snapshot.campaigns[place].campaign.name = name }
    for place in snapshot.approvals.indices { snapshot.approvals[place].title = name }
    for place in snapshot.activity.indices { snapshot.activity[place].text = name }
    for place in snapshot.alerts.indices { snapshot.alerts[place].causes = [name] }
    for place in snapshot.experiments.indices {
      snapshot.experiments[place].experiment.hypothesis = name
    }
    for place in snapshot.budgets.marginal.indices { snapshot.budgets.marginal[place].name = name }
    return snapshot
  }

  /// Where box lines and corners stand.
  private func borders(_ canvas: Canvas) -> [Point] {
    let pieces: Set<String> = ["│", "╭", "╮", "╰", "╯"]
    return (0..<canvas.size.height).flatMap { y in
      (0..<canvas.size.width).map { Point(x: $0, y: y) }
        .filter { pieces.contains(canvas[$0].text) && canvas[$0].style.role != .chartMark }
    }
  }

  @Test(arguments: names)
  func `names from outside never move a border`(name: String) throws {
    let plain = try Driver(width: 120, height: 40, snapshot: try snapshot(named: "plain"))
    let strange = try Driver(width: 120, height: 40, snapshot: try snapshot(named: name))
    #expect(borders(view(strange.model)) == borders(view(plain.model)))
    #expect(!strange.screen.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test(arguments: 0..<4)
  func `two thousand random sequences of events never trap`(part: UInt64) throws {
    var generator = SplitMix64(state: 77 + part)
    let base = try Driver(width: 100, height: 30).model
    let details = try DetailFixture.all()
    let snapshots = [
      try SnapshotFixture.snapshot(), try snapshot(named: RobustnessTests.names[2]),
      emptySnapshot(),
    ]
    let keys = KeyTable.standard.bindings.flatMap(\.keys) + "abz019 .y".map { Key($0) }
    for _ in 0..<500 {
      var model = base
      for step in 0..<25 {
        let now = Milliseconds(step * 300)
        switch Int.random(in: 0..<12, using: &generator) {
        case 0:
          _ = model.update(.snapshot(snapshots.randomElement(using: &generator) ?? snapshots[0]))
        case 1:
          let size = Size(
            width: Int.random(in: 0...140, using: &generator),
            height: Int.random(in: 0...45, using: &generator))
          _ = model.update(.resized(size))
        case 2:
          if let (query, detail) = details.randomElement(using: &generator) {
            _ = model.update(.detail(query, Bool.random(using: &generator) ? detail : nil))
          }
        case 3: _ = model.update(.input(.paste("70\u{1B}\n中"), at: now))
        case 4:
          let place = Point(x: Int.random(in: -3...150, using: &generator), y: step)
          _ = model.update(
            .input(.mouse(MouseEvent(kind: .press(button: 1), position: place)), at: now))
          _ = model.update(.input(.mouse(MouseEvent(kind: .scrollDown, position: place)), at: now))
        default:
          let key = keys.randomElement(using: &generator) ?? Key("j")
          let effects = model.update(.input(.key(key), at: now))
          for case .send(let command) in effects {
            _ = model.update(.answer(command, .refused("no")))
          }
        }
        if step == 12 {
          let canvas = view(model)
          #expect(canvas.lines.count == model.size.height)
        }
      }
    }
  }

  private func emptySnapshot() -> Snapshot {
    let money = SnapshotFixture.money(0)
    return Snapshot(
      sequence: 9, shop: Shop(name: "", currency: SnapshotFixture.currency),
      now: Instant(seconds: 0),
      clock: ClockStatus(speed: .nan, isSimulated: true, isStopped: true),
      agent: AgentStatus(
        phase: .plan, standing: .running, level: .shadow, levelExceptions: 1, tick: 0,
        tickMilliseconds: .infinity, skippedTicks: 3, inFlight: 2, staleHours: 400),
      money: MoneyStatus(
        dayCap: money, spentToday: money, heldToday: money, totalCap: money, spentTotal: money,
        shopRevenueToday: money, shopOrdersToday: 0, attributedWeek: .zero,
        attributedWeekBefore: .zero),
      approvals: [], blocked: [], alerts: [], campaigns: [],
      budgets: BudgetBoard(lines: [], marginal: [], proposal: nil),
      customers: CustomerBoard(
        customers: 0, orders: 0, movedThisWeek: 0, segments: [], valueNote: nil),
      experiments: [], activity: [])
  }
}
