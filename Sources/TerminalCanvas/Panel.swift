/// A border with a number, a title and a note at its right end.
package struct Panel: Widget {
  package let number: Int?
  package let title: String
  package let note: StyledText
  package let isFocused: Bool

  package init(number: Int? = nil, title: String, note: StyledText = "", isFocused: Bool = false) {
    self.number = number
    self.title = title
    self.note = note
    self.isFocused = isFocused
  }

  /// What lies inside the border.
  package static func content(of rectangle: Rectangle) -> Rectangle {
    rectangle.inset(by: 1)
  }

  /// What lies inside the border with a column of air at both sides.
  package static func text(of rectangle: Rectangle) -> Rectangle {
    rectangle.inset(horizontal: 2, vertical: 1)
  }

  package func draw(on canvas: inout Canvas, in rectangle: Rectangle) {
    let border = isFocused ? Role.panelBorderFocused : Role.panelBorder
    canvas.within(rectangle) { canvas in
      guard canvas.drawBorder(role: border) else {
        canvas.write(heading, at: .zero, width: canvas.size.width)
        return
      }
      drawHeading(on: &canvas)
    }
  }

  private var heading: StyledText {
    let titleText = StyledText(title, isFocused ? .panelTitleFocused : .panelTitle)
    guard let number else { return titleText }
    return StyledText("\(number) ", .panelNumber) + titleText
  }

  /// The title comes first; the note takes what is left or nothing if that is next to nothing.
  private func drawHeading(on canvas: inout Canvas) {
    let room = canvas.size.width - 6
    guard room > 0 else { return }
    let name = heading.truncated(to: room, ellipsis: canvas.glyphs.ellipsis)
    canvas.write(StyledText(" ") + name + " ", at: Point(x: 2, y: 0))
    let left = room - name.width - 3
    guard !note.isEmpty, left >= 4 else { return }
    let text = note.defaulting(to: .panelNote)
      .truncated(to: left, ellipsis: canvas.glyphs.ellipsis)
    canvas.write(
      StyledText(" ") + text + " ", at: Point(x: canvas.size.width - text.width - 4, y: 0))
  }
}

extension Canvas {
  /// Draws a frame along the edges of the current area.
  ///
  /// - Returns: False when the area is too small for a frame, and nothing was drawn.
  mutating func drawBorder(role: Role) -> Bool {
    guard size.width >= 2, size.height >= 2 else { return false }
    let pieces = glyphs.border
    let line = String(repeating: pieces.horizontal, count: size.width - 2)
    write(pieces.topLeft + line + pieces.topRight, at: .zero, role: role)
    for y in 1..<(size.height - 1) {
      write(pieces.vertical, at: Point(x: 0, y: y), role: role)
      write(pieces.vertical, at: Point(x: size.width - 1, y: y), role: role)
    }
    let bottom = Point(x: 0, y: size.height - 1)
    write(pieces.bottomLeft + line + pieces.bottomRight, at: bottom, role: role)
    return true
  }
}
