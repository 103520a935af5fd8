import AgentInterface
import Oversight
import TerminalCanvas

/// The message and the keys that count now.
enum FooterView {
  static func draw(_ model: ConsoleModel, on canvas: inout Canvas, in frame: Frame) {
    let hints = frame.hints.inset(horizontal: 1, vertical: 0)
    if case .filter(let board, let line) = model.overlay {
      drawFilter(model, board, line, on: &canvas, in: hints)
    } else if frame.message == nil, model.said(above: frame) != nil {
      drawMessage(model, on: &canvas, in: hints)
    } else {
      drawHints(model, on: &canvas, in: hints)
    }
    guard let row = frame.message else { return }
    drawMessage(model, on: &canvas, in: row.inset(horizontal: 1, vertical: 0))
  }

  private static func drawMessage(_ model: ConsoleModel, on canvas: inout Canvas, in row: Rectangle)
  {
    guard let notice = model.said(above: model.frame) else { return }
    canvas.within(row) { canvas in
      let text = notice.styled.truncated(to: canvas.size.width, ellipsis: canvas.glyphs.ellipsis)
      canvas.write(text, at: .zero)
    }
  }

  private static func drawFilter(
    _ model: ConsoleModel, _ board: Board, _ line: LineEditor, on canvas: inout Canvas,
    in row: Rectangle
  ) {
    let found =
      "\(Words.count(model[board].order.count)) of \(Words.count(model.rowCount(of: board)))"
    let note = StyledText("  \(found) · Enter keeps, Esc shows all", .textDim)
    let width = max(10, row.width - note.width)
    canvas.draw(
      InputField(
        prompt: StyledText("/", .keyName), text: line.text, cursor: line.cursor,
        placeholder: "words that a row must hold"), in: row.columns(width))
    canvas.within(row.droppingColumns(width)) { $0.write(note, at: .zero) }
  }

  private static func drawHints(_ model: ConsoleModel, on canvas: inout Canvas, in row: Rectangle) {
    guard model.overlay == nil else {
      canvas.draw(
        HintLine(left: [], right: [KeyHint(model.keys.hintKey(of: .halt), "halt")]), in: row)
      return
    }
    let hint: (ConsoleAction) -> KeyHint = { action in
      KeyHint(
        model.keys.hintKey(of: action), model.keys.binding(of: action)?.label ?? "",
        isEnabled: model.obstacle(to: action) == nil)
    }
    let usual: [ConsoleAction] =
      row.width >= 110
      ? [.filter, .sort, .palette, .help, .halt, .quit]
      : row.width >= 70 ? [.palette, .help, .halt, .quit] : [.help, .halt, .quit]
    let right = model.screen.isPage ? usual.filter { $0 != .filter && $0 != .sort } : usual
    canvas.draw(HintLine(left: model.usefulActions.map(hint), right: right.map(hint)), in: row)
  }
}

extension ConsoleModel {
  fileprivate var frame: Frame { Frame(size) }

  /// What stands above the keys: what was said last, else why the agent does not act, where that
  /// has a row of its own.
  fileprivate func said(above frame: Frame) -> Notice? {
    if let notice { return notice }
    guard frame.message != nil, let agent = newest?.agent else { return nil }
    switch agent.standing {
    case .running: return nil
    case .halted(let reason, let by):
      let key = keys.hintKey(of: .palette)
      return Notice(
        text:
          "Halted by \(by): \(reason). Nothing is sent; \(key)continue lets the agent act again.",
        tone: .bad, at: now)
    case .readOnly(let reason): return Notice(text: reason, tone: .bad, at: now)
    }
  }
}

extension Notice {
  var styled: StyledText {
    switch tone {
    case .info: StyledText(text, .noticeInfo)
    case .good: StyledText(text, .statusGood)
    case .bad: StyledText(text, .noticeError)
    }
  }
}

extension ConsoleModel {
  /// What a person is likely to want on this screen, most likely first.
  var usefulActions: [ConsoleAction] {
    switch screen {
    case .overview, .board: boardActions(activeBoard ?? .approvals)
    case .decision(let id):
      decision(id)?.state.isWaitingForPerson == true
        ? [.approve, .reject, .evidence, .edit, .open, .back] : [.undo, .evidence, .open, .back]
    case .alert: [.acknowledge, .silence, .resolve, .pause, .open, .back]
    case .campaign: [.pause, .edit, .undo, .open, .back]
    case .allocation: [.open, .back]
    case .segment: [.open, .copy, .back]
    case .customers: [.refresh, .export, .back]
    case .plan: [.open, .lessons, .refresh, .export, .back]
    case .opportunities: [.open, .plan, .refresh, .export, .back]
    case .lessons: [.plan, .refresh, .export, .back]
    case .tasks: [.open, .activity, .export, .back]
    case .experiment: [.pause, .open, .back]
    case .activity: [.open, .undo, .pause, .back]
    }
  }

  private func boardActions(_ board: Board) -> [ConsoleAction] {
    switch board {
    case .approvals: [.approve, .reject, .evidence, .edit, .blocked, .open, .plan, .opportunities]
    case .alerts: [.acknowledge, .open, .pause]
    case .campaigns: [.pause, .edit, .open, .undo, .mark]
    case .budgets: [.open, .edit, .pause]
    case .segments: [.open, .customers, .copy]
    case .experiments: [.open, .pause]
    case .activity: [.open, .lessons, .tasks, .undo, .pause]
    case .blocked: [.evidence, .open, .back]
    }
  }
}
