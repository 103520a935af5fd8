import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

/// One board in its panel, as a tile of the overview or over the whole screen.
struct BoardView: Widget {
  let model: ConsoleModel
  let facts: Facts
  let board: Board
  let isTile: Bool

  init(model: ConsoleModel, facts: Facts, board: Board, isTile: Bool) {
    self.model = model
    self.board = board
    self.isTile = isTile
    var facts = facts
    facts.isTile = isTile
    self.facts = facts
  }

  private var isFocused: Bool { !isTile || model.focus == board }

  private var list: ListState { model[board] }

  func draw(on canvas: inout Canvas, in area: Rectangle) {
    guard !area.isEmpty else { return }
    let panel = Panel(
      number: board.number, title: board.title, note: note(isShort: area.width < 46),
      isFocused: isFocused)
    canvas.draw(panel, in: area)
    canvas.within(Panel.content(of: area)) { canvas in
      let geometry = BoardGeometry(
        board, inside: canvas.bounds, isTile: isTile, isFocused: isFocused, model: model)
      drawContent(geometry, on: &canvas)
    }
  }

  private func drawContent(_ geometry: BoardGeometry, on canvas: inout Canvas) {
    let snapshot = facts.snapshot
    switch board {
    case .approvals:
      drawTable(snapshot.approvals, geometry, on: &canvas)
      drawBlockedNote(on: &canvas, in: geometry.foot)
    case .blocked: drawTable(snapshot.blocked, geometry, on: &canvas)
    case .alerts:
      guard isTile else { return drawTable(snapshot.alerts, geometry, on: &canvas) }
      drawStack(geometry, on: &canvas) { row, count, _ in snapshot.alerts[row].lines(count, facts) }
    case .campaigns: drawTable(snapshot.campaigns, geometry, on: &canvas)
    case .budgets: drawBudgets(geometry, on: &canvas)
    case .segments: drawTable(snapshot.customers.segments, geometry, on: &canvas)
    case .experiments:
      guard isTile else { return drawTable(snapshot.experiments, geometry, on: &canvas) }
      drawStack(geometry, on: &canvas) { row, count, width in
        snapshot.experiments[row].lines(count, width, facts)
      }
    case .activity: drawTable(snapshot.activity, geometry, on: &canvas)
    }
  }

  /// Only rows on the screen are put into words.
  private func drawTable<Row: ListRow>(
    _ rows: [Row], _ geometry: BoardGeometry, on canvas: inout Canvas
  ) {
    let shown = Row.columns.indices.filter { !isTile || Row.columns[$0].tilePriority != nil }
    let sort = list.sort.flatMap { sort in
      shown.firstIndex(of: sort.column).map { TableSort(column: $0, isAscending: sort.isAscending) }
    }
    let order = list.order
    let table = Table(
      columns: shown.map { Row.columns[$0].tableColumn(isTile: isTile) }, rowCount: order.count,
      selection: selection, firstVisible: list.top, sort: sort, isFocused: isFocused,
      emptyText: StyledText(emptyWords)
    ) { place in
      let row = rows[order[place]]
      return TableRow(
        cells: shown.map { Row.columns[$0].cell(row, facts) },
        isMarked: list.marks.contains(row.itemID))
    }
    canvas.draw(table, in: geometry.list)
  }

  /// A list without the keys shows no cursor: nothing on it would be acted upon.
  private var selection: Int? { isFocused ? list.position : nil }

  private func drawStack(
    _ geometry: BoardGeometry, on canvas: inout Canvas,
    entry: @escaping (_ row: Int, _ lines: Int, _ width: Int) -> [StackedLine]
  ) {
    let order = list.order
    let stack = StackedList(
      count: order.count, linesPerEntry: geometry.linesPerEntry, selection: selection,
      top: list.top, isFocused: isFocused, emptyText: StyledText(emptyWords),
      isMarked: { place in
        model.itemID(board, row: order[place]).map { list.marks.contains($0) } ?? false
      },
      entry: { place, width in entry(order[place], geometry.linesPerEntry, width) })
    canvas.draw(stack, in: geometry.list)
  }

  private func drawBlockedNote(on canvas: inout Canvas, in area: Rectangle) {
    guard !area.isEmpty, let first = facts.snapshot.blocked.first,
      case .blocked(let rule, _) = first.state
    else { return }
    let count = facts.snapshot.blocked.count
    let reason = count == 1 ? " by \(rule.rawValue)" : " by guardrails"
    let key = model.keys.hintKey(of: .blocked)
    canvas.write(
      StyledText(
        "\(count) more \(count == 1 ? "was" : "were") blocked\(reason) (\(key))", .textDim),
      at: Point(x: area.minX + 1, y: area.minY), width: max(0, area.width - 2))
  }
}

extension BoardView {
  private func drawBudgets(_ geometry: BoardGeometry, on canvas: inout Canvas) {
    let budgets = facts.snapshot.budgets
    canvas.within(geometry.head.inset(horizontal: 1, vertical: 0)) { canvas in
      let lines = BudgetBars.lines(budgets, width: canvas.size.width, facts)
      for (y, line) in lines.prefix(canvas.size.height).enumerated() {
        canvas.write(line, at: Point(x: 0, y: y))
      }
    }
    drawTable(budgets.marginal, geometry, on: &canvas)
    canvas.within(geometry.foot.inset(horizontal: 1, vertical: 0)) { canvas in
      let lines = BudgetBars.footLines(budgets, facts)
      for (y, line) in lines.prefix(canvas.size.height).enumerated() {
        canvas.write(
          line.truncated(to: canvas.size.width, ellipsis: canvas.glyphs.ellipsis),
          at: Point(x: 0, y: y))
      }
    }
  }

  /// At the right end of the border: the filter and sort in force, where in the list, and the sum
  /// of it all.
  private func note(isShort: Bool) -> StyledText {
    var parts: [StyledText] = []
    if !list.filter.isEmpty {
      parts.append(
        StyledText("/\(list.filter) \(Words.count(list.order.count)) found", .searchMatch))
    }
    if !list.marks.isEmpty {
      parts.append(StyledText("\(Words.count(list.marks.count)) marked", .tableMarked))
    }
    parts.append(StyledText(isShort ? shortSummary : summary))
    if let place = list.position, !isTile {
      parts.append(StyledText("\(Words.count(place + 1)) of \(Words.count(list.order.count))"))
    }
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  private var summary: String {
    let snapshot = facts.snapshot
    switch board {
    case .approvals:
      let count = snapshot.approvals.count
      guard count > 0 else { return "nothing waits" }
      let risk = snapshot.approvals.reduce(0) { $0 + $1.atWorst.units }
      return "\(Words.count(count)) waiting · \(Words.wholeMoney(risk, facts.currency)) at risk"
    case .blocked: return "in the last day"
    case .alerts:
      return "\(Words.count(snapshot.alerts.count { $0.state == .open })) open"
    case .campaigns:
      return isTile
        ? "\(Words.count(snapshot.campaigns.count)) · rates over 7 days" : "rates over 7 days"
    case .budgets:
      let hours = 24 - facts.now.hour
      return
        "cap \(Words.wholeMoney(snapshot.money.dayCap.units, facts.currency)) · day closes in \(hours) h"
    case .segments:
      let board = snapshot.customers
      return
        "\(Words.plural(board.customers, "customer")) · \(Words.count(board.movedThisWeek)) moved this week"
    case .experiments:
      return
        "\(Words.count(snapshot.experiments.count { $0.experiment.status == .running })) running"
    case .activity: return ""
    }
  }

  /// The one figure that matters most, where the border is short.
  private var shortSummary: String {
    let snapshot = facts.snapshot
    switch board {
    case .approvals:
      let risk = snapshot.approvals.reduce(0) { $0 + $1.atWorst.units }
      return snapshot.approvals.isEmpty
        ? "nothing waits" : "\(Words.wholeMoney(risk, facts.currency)) at risk"
    case .campaigns: return Words.count(snapshot.campaigns.count)
    case .budgets: return "cap \(Words.wholeMoney(snapshot.money.dayCap.units, facts.currency))"
    case .segments: return Words.plural(snapshot.customers.customers, "customer")
    case .alerts, .experiments, .activity, .blocked: return summary
    }
  }

  private var emptyWords: String {
    if !list.filter.isEmpty { return "No row holds \"\(list.filter)\"; Esc shows all." }
    switch board {
    case .approvals: return "Nothing waits for you."
    case .blocked: return "Guardrails blocked nothing in the last day."
    case .alerts: return "Everything is as expected."
    case .campaigns: return "No campaigns yet; the agent proposes the first ones."
    case .budgets: return "No campaign has a budget yet."
    case .segments: return "No customers yet; growth import reads orders."
    case .experiments: return "No test runs."
    case .activity: return "Nothing has happened yet."
    }
  }
}
