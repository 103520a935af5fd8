/// Something that draws itself into an area of a canvas.
///
/// A widget clips to the area, draws nothing in an empty one and never traps on a small one.
package protocol Widget {
  func draw(on canvas: inout Canvas, in rectangle: Rectangle)
}

/// A widget of one row whose width is decided by where it stands, such as a column of a table.
package protocol InlineWidget: Widget {
  /// The drawing in exactly `width` cells.
  func text(width: Int, glyphs: Glyphs) -> StyledText
}

extension InlineWidget {
  package func draw(on canvas: inout Canvas, in rectangle: Rectangle) {
    guard !rectangle.isEmpty else { return }
    let text = text(width: rectangle.width, glyphs: canvas.glyphs)
    canvas.within(rectangle) { $0.write(text, at: .zero) }
  }
}

extension Double {
  /// The value held between 0 and 1; anything that is no number is 0.
  var unitFraction: Double {
    isNaN ? 0 : Swift.min(1, Swift.max(0, self))
  }
}
