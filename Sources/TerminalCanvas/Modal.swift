/// A box in front of everything else that asks or tells something.
package struct Modal: Widget, Hashable, Sendable {
  package let title: String
  package let lines: [StyledText]
  package let hints: [KeyHint]
  package let border: Role
  package let minimumSize: Size

  /// - Parameters:
  ///   - title: In the upper edge.
  ///   - lines: Paragraphs, broken to the width of the box.
  ///   - hints: Keys that answer, at the bottom.
  ///   - border: Role of the edge.
  ///   - minimumSize: Inside of the box where there is room for it.
  package init(
    title: String, lines: [StyledText], hints: [KeyHint] = [], border: Role = .modalBorder,
    minimumSize: Size = Size(width: 36, height: 1)
  ) {
    self.title = title
    self.lines = lines
    self.hints = hints
    self.border = border
    self.minimumSize = minimumSize
  }

  /// The box within an area, edge included: as wide as its text, at most the area.
  package func frame(in rectangle: Rectangle) -> Rectangle {
    let footer = hintText.width
    let widest = max(minimumSize.width, DisplayWidth.of(title) + 4, footer)
    let wanted = max(widest, min(lines.map(\.width).max() ?? 0, 72))
    let inner = max(1, min(wanted, rectangle.width - 4))
    let height = Paragraph(lines).height(forWidth: inner) + (hints.isEmpty ? 0 : 2)
    return rectangle.centered(
      Size(width: inner + 4, height: max(height, minimumSize.height) + 2))
  }

  /// The area inside a frame where text stands, above the hints.
  package func content(of frame: Rectangle) -> Rectangle {
    let inside = Panel.text(of: frame)
    return hints.isEmpty ? inside : inside.rows(max(0, inside.height - 2))
  }

  package func draw(on canvas: inout Canvas, in rectangle: Rectangle) {
    let frame = frame(in: rectangle)
    canvas.within(frame, surface: .modal) { canvas in
      canvas.fill(canvas.bounds)
      if canvas.drawBorder(role: border) { drawTitle(on: &canvas) }
      canvas.draw(Paragraph(lines), in: content(of: canvas.bounds))
      guard !hints.isEmpty else { return }
      let footer = Panel.text(of: canvas.bounds).lastRows(1)
      canvas.draw(HintLine(left: hints), in: footer)
    }
  }

  private var hintText: StyledText {
    hints.map(\.text).joined(separator: "  ")
  }

  private func drawTitle(on canvas: inout Canvas) {
    guard canvas.size.width > 6, !title.isEmpty else { return }
    let text = StyledText(" " + title + " ", .modalTitle)
      .truncated(to: canvas.size.width - 4, ellipsis: canvas.glyphs.ellipsis)
    canvas.write(text, at: Point(x: 2, y: 0))
  }
}
