import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

/// Two lines that say how the shop, the agent and the money stand.
enum HeaderView {
  /// A piece of a header line; where room is short the highest priority goes first.
  private struct Piece {
    var text: StyledText
    var priority: Int
    var isRight = false

    init(_ text: StyledText, _ priority: Int, isRight: Bool = false) {
      self.text = text
      self.priority = priority
      self.isRight = isRight
    }
  }

  static func draw(
    _ model: ConsoleModel, _ facts: Facts, on canvas: inout Canvas, in area: Rectangle
  ) {
    canvas.within(area, surface: .header) { canvas in
      canvas.fill(canvas.bounds, style: Style(.header))
      if canvas.size.height < 2 {
        draw(shortLine(model, facts), at: 0, on: &canvas)
        return
      }
      draw(stateLine(model, facts), at: 0, on: &canvas)
      draw(moneyLine(model, facts, width: canvas.size.width), at: 1, on: &canvas)
    }
  }

  /// Words that must not be missed: halted, read-only, stale, stopped, frozen, attached, lost.
  static func warnings(_ model: ConsoleModel) -> [StyledText] {
    var words: [StyledText] = []
    if let newest = model.newest {
      switch newest.agent.standing {
      case .running: break
      case .halted: words.append(StyledText(" HALTED ", .statusHalted, .bold))
      case .readOnly: words.append(StyledText(" READ ONLY ", .statusBad, .bold))
      }
      if let hours = newest.agent.staleHours {
        words.append(StyledText("STALE \(hours) h", .statusWarn, .bold))
      }
      if newest.clock.isStopped { words.append(StyledText("PAUSED", .statusPaused, .bold)) }
    }
    if model.isFrozen { words.append(StyledText("FROZEN", .statusPaused, .bold)) }
    if case .lost = model.connection { words.append(StyledText("NO AGENT", .statusBad, .bold)) }
    return words
  }

  private static func shortLine(_ model: ConsoleModel, _ facts: Facts) -> [Piece] {
    let snapshot = facts.snapshot
    let warnings = warnings(model)
    let state =
      warnings.isEmpty ? phase(snapshot.agent, model.glyphs) : warnings.joined(separator: " ")
    return [
      Piece(state, 0), Piece(spendText(snapshot), 2), Piece(StyledText(facts.now.timeOfDay), 3),
      Piece(waitingText(snapshot), 0, isRight: true), Piece(alertText(snapshot), 1, isRight: true),
    ]
  }

  private static func stateLine(_ model: ConsoleModel, _ facts: Facts) -> [Piece] {
    let snapshot = facts.snapshot
    let agent = snapshot.agent
    let exceptions = agent.levelExceptions > 0 ? " +\(agent.levelExceptions)" : ""
    var pieces = [
      Piece(StyledText("growth", .headerTitle, .bold), 7),
      Piece(StyledText("\(snapshot.shop.name) · \(snapshot.shop.currency)", .header, .bold), 3),
      Piece(StyledText(Words.clock(facts.now), .header), 1), Piece(speedText(snapshot.clock), 4),
    ]
    if case .attached(let pid) = model.connection {
      pieces.append(Piece(StyledText("attached to \(pid)", .statusInfo), 5))
    }
    pieces += warnings(model).map { Piece($0, 0, isRight: true) }
    pieces += [
      Piece(phase(agent, model.glyphs), 2, isRight: true),
      Piece(
        StyledText("level \(Words.level(agent.level))\(exceptions)", .header), 6, isRight: true),
      Piece(tickText(agent), 8, isRight: true),
    ]
    return pieces
  }

  private static func moneyLine(_ model: ConsoleModel, _ facts: Facts, width: Int) -> [Piece] {
    let snapshot = facts.snapshot
    let money = snapshot.money
    let roas = money.attributedWeek.returnOnAdSpend
    let arrow = Words.trend(
      from: money.attributedWeekBefore.returnOnAdSpend, to: roas, model.glyphs)
    let cap = max(money.dayCap.units, 0.000_001)
    let bar = Bar(
      fraction: money.spentToday.units / cap,
      // What is spent today is part of what is held for it.
      reserved: max(0, money.heldToday.units - money.spentToday.units) / cap, track: .dots)
    return [
      Piece(spendText(snapshot), 0),
      Piece(bar.text(width: width >= 120 ? 24 : 8, glyphs: model.glyphs), 2),
      Piece(
        label("held", Words.wholeMoney(money.heldToday.units, facts.currency), .moneyReserved), 3),
      Piece(
        label("revenue", Words.wholeMoney(money.shopRevenueToday.units, facts.currency), .money), 4),
      Piece(label("ROAS", Words.fixed(roas, digits: 2), .header) + " " + arrow, 1),
      Piece(waitingText(snapshot), 0, isRight: true), Piece(alertText(snapshot), 0, isRight: true),
    ]
  }
}

extension HeaderView {
  private static func label(_ name: String, _ value: String, _ role: Role) -> StyledText {
    StyledText(name + " ", .textDim) + StyledText(value, role)
  }

  static func phase(_ agent: AgentStatus, _ glyphs: Glyphs) -> StyledText {
    StyledText(glyphs.symbol(.filled) + " " + agent.phase.rawValue.uppercased(), .statusGood)
  }

  private static func tickText(_ agent: AgentStatus) -> StyledText {
    let time =
      agent.tickMilliseconds < 10
      ? Words.fixed(agent.tickMilliseconds, digits: 1) : Words.count(agent.tickMilliseconds)
    let skipped = agent.skippedTicks > 0 ? ", \(Words.count(agent.skippedTicks)) skipped" : ""
    return StyledText("tick \(Words.count(agent.tick))  \(time) ms\(skipped)", .textDim)
  }

  private static func speedText(_ clock: ClockStatus) -> StyledText {
    guard clock.isSimulated else { return StyledText("real time", .textDim) }
    return StyledText(clock.isStopped ? "×0" : Words.speed(clock.speed), .textDim)
  }

  static func spendText(_ snapshot: Snapshot) -> StyledText {
    let money = snapshot.money
    let currency = snapshot.shop.currency
    return StyledText("today ", .textDim)
      + StyledText(Words.wholeMoney(money.spentToday.units, currency), .money, .bold)
      + StyledText(" of \(Words.wholeMoney(money.dayCap.units, currency))", .header)
  }

  static func waitingText(_ snapshot: Snapshot) -> StyledText {
    let count = snapshot.approvals.count
    return StyledText("\(Words.count(count)) to approve", count > 0 ? .statusWaiting : .textDim)
  }

  static func alertText(_ snapshot: Snapshot) -> StyledText {
    let open = snapshot.alerts.filter { $0.state == .open }
    let isCritical = open.contains { $0.severity == .critical }
    let role: Role = open.isEmpty ? .textDim : isCritical ? .statusBad : .statusWarn
    return StyledText(Words.plural(open.count, "alert"), role)
  }

  private static func draw(_ pieces: [Piece], at y: Int, on canvas: inout Canvas) {
    let room = canvas.size.width - 2
    var kept = pieces
    while needed(kept) > room, let last = leastImportant(kept) { kept.remove(at: last) }
    let gap = StyledText(needed(kept) + kept.count <= room ? "   " : "  ")
    let left = kept.filter { !$0.isRight }.map(\.text).joined(separator: gap)
    let right = kept.filter(\.isRight).map(\.text).joined(separator: gap)
    let place = Point(x: 1, y: y)
    canvas.write(left.truncated(to: room, ellipsis: canvas.glyphs.ellipsis), at: place)
    canvas.write(right, at: Point(x: max(1, canvas.size.width - 1 - right.width), y: y))
  }

  private static func needed(_ pieces: [Piece]) -> Int {
    pieces.reduce(0) { $0 + $1.text.width } + 2 * max(0, pieces.count - 1)
  }

  private static func leastImportant(_ pieces: [Piece]) -> Int? {
    let droppable = pieces.indices.filter { pieces[$0].priority > 0 }
    return droppable.max { pieces[$0].priority < pieces[$1].priority }
  }
}
