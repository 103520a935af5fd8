/// Text broken into lines between words.
package struct Paragraph: Widget, Hashable, Sendable {
  package let texts: [StyledText]

  package init(_ text: StyledText) {
    texts = [text]
  }

  /// Several paragraphs, each from the start of a line.
  package init(_ texts: [StyledText]) {
    self.texts = texts
  }

  package func height(forWidth width: Int) -> Int {
    lines(width: width).count
  }

  package func draw(on canvas: inout Canvas, in rectangle: Rectangle) {
    guard !rectangle.isEmpty else { return }
    let lines = lines(width: rectangle.width)
    canvas.within(rectangle) { canvas in
      for (y, line) in lines.prefix(canvas.size.height).enumerated() {
        canvas.write(line, at: Point(x: 0, y: y))
      }
      guard lines.count > canvas.size.height else { return }
      let end = Point(x: canvas.size.width - 1, y: canvas.size.height - 1)
      canvas.write(canvas.glyphs.ellipsis, at: end, role: .textDim)
    }
  }

  private func lines(width: Int) -> [StyledText] {
    texts.flatMap { $0.wrapped(to: width) }
  }
}
