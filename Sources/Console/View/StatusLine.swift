import AgentInterface
import TerminalCanvas

/// What is said on a screen too small for anything else.
enum StatusLine {
  static func draw(_ model: ConsoleModel, on canvas: inout Canvas) {
    let parts = parts(model)
    for (y, line) in lines(parts, size: canvas.size).enumerated() {
      canvas.write(
        line.truncated(to: canvas.size.width, ellipsis: canvas.glyphs.ellipsis),
        at: Point(x: 0, y: y))
    }
  }

  /// Most important first.
  private static func parts(_ model: ConsoleModel) -> [StyledText] {
    guard let newest = model.newest else { return [StyledText("growth: " + model.loading.words)] }
    let warnings = HeaderView.warnings(model)
    let state =
      warnings.isEmpty
      ? HeaderView.phase(newest.agent, model.glyphs) : warnings.joined(separator: " ")
    return (model.notice.map { [$0.styled] } ?? []) + [
      state, HeaderView.waitingText(newest), HeaderView.alertText(newest),
      HeaderView.spendText(newest),
      StyledText(
        "! halts, q leaves, \(Frame.smallest.width)×\(Frame.smallest.height) shows more", .textDim),
    ]
  }

  /// One line, or a line for each part where the screen is narrow but has the height.
  private static func lines(_ parts: [StyledText], size: Size) -> [StyledText] {
    if size.height > 1 {
      return parts.prefix(size.height).flatMap { $0.wrapped(to: size.width) }.prefix(size.height)
        .map { $0 }
    }
    return [parts.joined(separator: "  ")]
  }
}

/// Before the first snapshot.
enum LoadingView {
  static func draw(_ model: ConsoleModel, on canvas: inout Canvas) {
    let words = StyledText(model.loading.words)
    let width = min(48, canvas.size.width - 4)
    let middle = canvas.size.height / 2 - 2
    let screenWidth = canvas.size.width
    let center: (StyledText, Int) -> Point = { text, y in
      Point(x: max(0, (screenWidth - text.width) / 2), y: y)
    }
    let title = StyledText("growth", .headerTitle, .bold)
    canvas.write(title, at: center(title, middle))
    let text = words.truncated(to: canvas.size.width - 2, ellipsis: canvas.glyphs.ellipsis)
    canvas.write(text, at: center(text, middle + 2))
    if let share = model.loading.share {
      let bar = Bar(fraction: share, track: .dots).text(width: width, glyphs: canvas.glyphs)
      let percent = StyledText(" " + Words.percent(share, digits: 0), .textDim)
      canvas.write(bar + percent, at: center(bar + percent, middle + 3))
    }
    if case .lost(let reason) = model.connection {
      let line = StyledText(reason, .statusBad)
      canvas.write(line, at: center(line, middle + 5))
    }
    if let notice = model.notice {
      canvas.write(notice.styled, at: center(notice.styled, middle + 7))
    }
    let hints = HintLine(left: [KeyHint("!", "halt"), KeyHint("q", "quit")])
    canvas.draw(hints, in: canvas.bounds.inset(horizontal: 1, vertical: 0).lastRows(1))
  }
}
