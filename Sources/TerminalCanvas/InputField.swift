/// One row of text being typed, with the terminal's own cursor in it.
package struct InputField: Widget, Hashable, Sendable {
  package let prompt: StyledText
  package let text: String
  package let cursor: Int
  package let placeholder: String
  package let isActive: Bool

  /// - Parameters:
  ///   - prompt: Stands before the text.
  ///   - text: What was typed.
  ///   - cursor: Characters before the cursor, between 0 and the length of `text`.
  ///   - placeholder: Shown while nothing was typed.
  ///   - isActive: Whether the cursor is shown.
  package init(
    prompt: StyledText = "", text: String, cursor: Int, placeholder: String = "",
    isActive: Bool = true
  ) {
    self.prompt = prompt
    self.text = text
    self.cursor = cursor
    self.placeholder = placeholder
    self.isActive = isActive
  }

  package func draw(on canvas: inout Canvas, in rectangle: Rectangle) {
    canvas.within(rectangle) { canvas in
      let start = canvas.write(prompt, at: .zero)
      let field = canvas.bounds.droppingColumns(start)
      canvas.within(field) { drawText(on: &$0) }
    }
  }

  private func drawText(on canvas: inout Canvas) {
    let before = DisplayWidth.of(String(text.prefix(max(0, cursor))))
    let skipped = max(0, before - canvas.size.width + 1)
    canvas.fill(canvas.bounds.rows(1), style: Style(.input))
    if text.isEmpty {
      canvas.write(placeholder, at: .zero, role: .inputPlaceholder)
    } else {
      canvas.write(text, at: Point(x: -skipped, y: 0), role: .input)
    }
    if isActive { canvas.placeCursor(at: Point(x: before - skipped, y: 0)) }
  }
}
