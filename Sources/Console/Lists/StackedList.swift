import TerminalCanvas

/// A line of an entry: text, and something at the right edge that is never cut.
struct StackedLine {
  let left: StyledText
  let right: StyledText

  init(_ left: StyledText, right: StyledText = "") {
    self.left = left
    self.right = right
  }
}

/// A list whose entries take several lines each.
struct StackedList: Widget {
  let count: Int
  let linesPerEntry: Int
  let selection: Int?
  let top: Int
  let isFocused: Bool
  let emptyText: StyledText
  let isMarked: (Int) -> Bool
  /// Given the width of a line.
  let entry: (Int, Int) -> [StackedLine]

  /// How many lines each of `count` entries gets, at most `maximum`, so that all are seen if
  /// possible.
  static func lines(for count: Int, inHeight height: Int, maximum: Int) -> Int {
    max(1, min(maximum, height / max(1, count)))
  }

  func draw(on canvas: inout Canvas, in rectangle: Rectangle) {
    guard !rectangle.isEmpty else { return }
    canvas.within(rectangle) { canvas in
      guard count > 0 else {
        canvas.write(emptyText.defaulting(to: .textDim), at: Point(x: 1, y: 0))
        return
      }
      let height = max(1, canvas.size.height / linesPerEntry)
      let window = ScrollWindow(count: count, height: height, selection: selection, top: top)
      for (place, index) in window.range.enumerated() {
        drawEntry(index, at: place * linesPerEntry, on: &canvas)
      }
    }
  }

  private func drawEntry(_ index: Int, at top: Int, on canvas: inout Canvas) {
    let width = canvas.size.width - 1
    for (offset, line) in entry(index, width).prefix(linesPerEntry).enumerated() {
      let room = max(0, width - line.right.width - (line.right.isEmpty ? 0 : 2))
      let text = line.left.truncated(to: room, ellipsis: canvas.glyphs.ellipsis)
      canvas.write(text, at: Point(x: 1, y: top + offset))
      canvas.write(line.right, at: Point(x: 1 + width - line.right.width, y: top + offset))
    }
    let area = Rectangle(x: 0, y: top, width: canvas.size.width, height: linesPerEntry)
    let isSelected = index == selection
    if isSelected {
      canvas.paint(area, surface: isFocused ? .tableSelected : .tableSelectedUnfocused)
    }
    drawMarker(index, isSelected: isSelected, in: area, on: &canvas)
  }

  private func drawMarker(
    _ index: Int, isSelected: Bool, in area: Rectangle, on canvas: inout Canvas
  ) {
    let surface: Role? = isSelected ? (isFocused ? .tableSelected : .tableSelectedUnfocused) : nil
    if isMarked(index) {
      canvas.write(
        canvas.glyphs == .unicode ? "◆" : "*", at: area.origin,
        style: Style(.tableMarked, on: surface))
    } else if isSelected {
      canvas.write(
        canvas.glyphs.symbol(.selection), at: area.origin,
        style: Style(.panelBorderFocused, on: surface))
    }
  }
}
