import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

/// Boxes in front of the screen.
enum OverlayView {
  static func draw(_ model: ConsoleModel, on canvas: inout Canvas, in area: Rectangle) {
    switch model.overlay {
    case nil, .filter: break
    case .help(let help): drawHelp(model, help, on: &canvas, in: area)
    case .messages(let top): drawMessages(model, top: top, on: &canvas, in: area)
    case .palette(let palette): drawPalette(model, palette, on: &canvas, in: area)
    case .reject(let form): drawRejection(form, on: &canvas, in: area)
    case .confirm(let form): drawConfirmation(model, form, on: &canvas, in: area)
    case .amount(let form): drawAmount(model, form, on: &canvas, in: area)
    case .question(let question): drawQuestion(model, question, on: &canvas, in: area)
    case .quit: drawQuit(model, on: &canvas, in: area)
    }
  }

  private static func drawQuestion(
    _ model: ConsoleModel, _ question: Question, on canvas: inout Canvas, in area: Rectangle
  ) {
    let modal = Modal(
      title: question.title,
      lines: question.lines.map { StyledText($0) } + said(by: model, in: area),
      hints: [KeyHint("y", question.yes), KeyHint("Esc", "leave it")])
    canvas.draw(modal, in: area)
  }

  private static func drawQuit(_ model: ConsoleModel, on canvas: inout Canvas, in area: Rectangle) {
    let end =
      model.connection == .owner
      ? "The agent runs in this console and stops with it; nothing is lost."
      : "The agent goes on without this console."
    let lines = model.reasonsToStay + [end]
    canvas.draw(
      Modal(
        title: "Leave?", lines: lines.map { StyledText($0) },
        hints: [KeyHint("q", "leave"), KeyHint("Esc", "stay")]), in: area)
  }

  /// Where the message line is hidden or short, the box repeats what was just said.
  private static func said(by model: ConsoleModel, in area: Rectangle) -> [StyledText] {
    model.notice.map { [StyledText(""), $0.styled] } ?? []
  }

  /// A box with a field to type in below its lines.
  private static func drawForm(
    title: String, lines: [StyledText], field: InputField, hints: [KeyHint],
    on canvas: inout Canvas, in area: Rectangle
  ) {
    let modal = Modal(
      title: title, lines: lines + [StyledText("")], hints: hints,
      minimumSize: Size(width: 44, height: 1))
    canvas.draw(modal, in: area)
    let content = modal.content(of: modal.frame(in: area))
    canvas.draw(field, in: content.lastRows(1))
  }

  private static func drawConfirmation(
    _ model: ConsoleModel, _ form: ConfirmForm, on canvas: inout Canvas, in area: Rectangle
  ) {
    let ask =
      StyledText("Type ") + StyledText(form.challenge.expected, .textStrong, .bold)
      + StyledText(", \(form.challenge.subject), and Enter to approve.")
    let risk =
      StyledText("at worst ", .textDim)
      + StyledText(form.decision.atWorst.description, .moneyAtRisk)
    let title = StyledText(form.decision.title, .textStrong)
    let lines =
      area.height < 12
      ? [title.truncated(to: area.width - 4, ellipsis: canvas.glyphs.ellipsis), risk, ask]
      : [title, risk, StyledText(""), ask]
    drawForm(
      title: "Approve decision \(form.decision.id)", lines: lines + said(by: model, in: area),
      field: field(form.line, prompt: "› "),
      hints: [KeyHint("Enter", "approve"), KeyHint("Esc", "leave it")], on: &canvas, in: area)
  }

  private static func drawAmount(
    _ model: ConsoleModel, _ form: AmountForm, on canvas: inout Canvas, in area: Rectangle
  ) {
    let isDecision = if case .decision = form.target { true } else { false }
    let after =
      isDecision
      ? "The decision is proposed again with it, as a new revision."
      : "A raise may need an approval first."
    let lines = [
      StyledText(form.title, .textStrong),
      StyledText("now ", .textDim) + StyledText("\(form.current) a day", .money),
      StyledText(after, .textDim),
    ]
    drawForm(
      title: "New daily budget", lines: lines + said(by: model, in: area),
      field: field(form.line, prompt: form.current.currency.symbol),
      hints: [KeyHint("Enter", "propose"), KeyHint("Esc", "leave it")], on: &canvas, in: area)
  }

  private static func drawRejection(
    _ form: RejectForm, on canvas: inout Canvas, in area: Rectangle
  ) {
    let codes = Decision.Rejection.Code.allCases
    guard form.isNoting else {
      let list = codes.enumerated().map { place, code in
        place == form.selected
          ? StyledText(
            "\(canvas.glyphs.symbol(.selection))\(place + 1)  \(code.rawValue)", .textStrong, .bold)
          : StyledText(" \(place + 1)  \(code.rawValue)")
      }
      canvas.draw(
        Modal(
          title: form.heading,
          lines: (area.height < 12 ? [] : [StyledText(form.title, .textStrong)]) + list,
          hints: [
            KeyHint("1–\(codes.count)", "reason"), KeyHint("Enter", "next"),
            KeyHint("Esc", "leave it"),
          ]),
        in: area)
      return
    }
    let lines = [
      StyledText(form.title, .textStrong),
      StyledText("because ", .textDim) + StyledText(form.code.rawValue, .statusWarn),
      StyledText("A few words help the agent learn; they may be left out.", .textDim),
    ]
    drawForm(
      title: "Reject", lines: lines, field: field(form.note, prompt: "› "),
      hints: [KeyHint("Enter", "reject"), KeyHint("Esc", "leave it")], on: &canvas, in: area)
  }

  private static func field(_ line: LineEditor, prompt: String) -> InputField {
    InputField(prompt: StyledText(prompt, .keyName), text: line.text, cursor: line.cursor)
  }
}

extension RejectForm {
  fileprivate var heading: String {
    decisions.count == 1
      ? "Reject decision \(decisions[0]): why?" : "Reject \(decisions.count): why?"
  }
}

extension OverlayView {
  /// All rows of the key table that hold the words, under their sections.
  static func helpLines(_ keys: KeyTable, _ search: String) -> [StyledText] {
    let matcher = Matcher(search)
    let found = keys.bindings.filter { binding in
      matcher.isEmpty
        || matcher.matches(
          "\(binding.keyText) \(binding.action.rawValue) \(binding.label) \(binding.summary)")
    }
    let width = found.map { DisplayWidth.of($0.keyText) }.max() ?? 0
    let nameWidth = found.map { $0.action.rawValue.count + 1 }.max() ?? 0
    return KeyBinding.Section.allCases.flatMap { section -> [StyledText] in
      let rows = found.filter { $0.section == section }
      guard !rows.isEmpty else { return [] }
      return [StyledText(section.rawValue, .panelTitle, .bold)]
        + rows.map { row in
          let name = (":" + row.action.rawValue).padded(toWidth: nameWidth)
          return StyledText("  " + row.keyText.padded(toWidth: width) + "  ", .keyName)
            + StyledText(name + "  ", .textDim) + StyledText(row.summary)
        }
    }
  }

  private static func drawHelp(
    _ model: ConsoleModel, _ help: HelpState, on canvas: inout Canvas, in area: Rectangle
  ) {
    let lines = helpLines(model.keys, help.search.text)
    let box = area.centered(Size(width: min(110, area.width), height: area.height))
    canvas.within(box, surface: .modal) { canvas in
      canvas.fill(canvas.bounds)
      let note =
        lines.isEmpty ? "nothing holds these words" : "type to search · ↑↓ scroll · Esc closes"
      canvas.draw(
        Panel(title: "Help · \(model.helpTopic)", note: StyledText(note), isFocused: true),
        in: canvas.bounds)
      let inside = Panel.text(of: canvas.bounds)
      canvas.draw(
        InputField(
          prompt: StyledText("search ", .textDim), text: help.search.text,
          cursor: help.search.cursor, placeholder: "words"), in: inside.rows(1))
      canvas.within(inside.droppingRows(2)) { canvas in
        let top = min(help.top, max(0, lines.count - canvas.size.height))
        for (y, line) in lines.dropFirst(top).prefix(canvas.size.height).enumerated() {
          canvas.write(
            line.truncated(to: canvas.size.width, ellipsis: canvas.glyphs.ellipsis),
            at: Point(x: 0, y: y))
        }
      }
    }
  }

  private static func drawMessages(
    _ model: ConsoleModel, top: Int, on canvas: inout Canvas, in area: Rectangle
  ) {
    canvas.within(area, surface: .modal) { canvas in
      canvas.fill(canvas.bounds)
      canvas.draw(
        Panel(title: "Messages", note: "newest first · Esc closes", isFocused: true),
        in: canvas.bounds)
      canvas.within(Panel.text(of: canvas.bounds)) { canvas in
        let lines = model.said.reversed().dropFirst(top).map(\.styled)
        canvas.draw(
          Paragraph(lines.isEmpty ? [StyledText("Nothing was said yet.", .textDim)] : lines),
          in: canvas.bounds)
      }
    }
  }

  private static func drawPalette(
    _ model: ConsoleModel, _ palette: PaletteState, on canvas: inout Canvas, in area: Rectangle
  ) {
    let found = PaletteSearch.candidates(for: palette.typed ?? palette.line.text, in: model.keys)
    let rows = min(found.count, 10, max(0, area.height - 4))
    let box = area.rows(rows + 3).centered(Size(width: min(90, area.width), height: rows + 3))
    canvas.within(box, surface: .modal) { canvas in
      canvas.fill(canvas.bounds)
      canvas.draw(
        Panel(title: "Command", note: "Tab completes · ↑ history · Enter runs", isFocused: true),
        in: canvas.bounds)
      let inside = Panel.content(of: canvas.bounds)
      canvas.draw(
        InputField(
          prompt: StyledText(" :", .keyName), text: palette.line.text, cursor: palette.line.cursor),
        in: inside.rows(1))
      let selected = palette.completion
      let table = Table(
        columns: [
          TableColumn("", minimum: 16), TableColumn("", minimum: 10, priority: 2),
          TableColumn("", minimum: 20, weight: 1, priority: 1),
        ], rowCount: found.count, selection: selected
      ) { place in
        let binding = found[place]
        let name = binding.action.rawValue + (binding.argument.map { " \($0)" } ?? "")
        return TableRow(cells: [
          .text(name, .textStrong), .text(binding.keyText, .keyName),
          .text(binding.summary, .textDim),
        ])
      }
      canvas.within(inside.droppingRows(1)) { canvas in
        // The table's row of titles is empty here and lies under the field.
        canvas.within(
          Rectangle(x: 0, y: -1, width: canvas.size.width, height: canvas.size.height + 1)
        ) {
          $0.draw(table, in: $0.bounds)
        }
      }
    }
  }
}

extension ConsoleModel {
  var helpTopic: String {
    switch screen {
    case .overview: "overview, \(focus.title)"
    case .board(let board): board.title
    default: screen.board?.title ?? "page"
    }
  }
}
