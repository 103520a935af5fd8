import TerminalCanvas

/// The lines a widget draws on an empty canvas of its own size.
func drawn(
  _ widget: some Widget, width: Int, height: Int, glyphs: Glyphs = .unicode
) -> [String] {
  var canvas = Canvas(size: Size(width: width, height: height), glyphs: glyphs)
  canvas.draw(widget, in: canvas.bounds)
  return canvas.lines
}

/// The line an inline widget makes.
func drawn(_ widget: some InlineWidget, width: Int, glyphs: Glyphs = .unicode) -> String {
  widget.text(width: width, glyphs: glyphs).plain
}

extension String {
  var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }

  /// The text cut or filled with spaces to a number of characters.
  func fitted(to width: Int) -> String {
    String(prefix(width)) + String(repeating: " ", count: max(0, width - count))
  }
}
