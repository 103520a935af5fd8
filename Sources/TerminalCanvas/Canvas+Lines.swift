extension Canvas {
  /// The whole canvas as text, a string for each row, spaces at the ends kept.
  package var lines: [String] {
    rowsOfCells.map { row in row.map(\.text).joined() }
  }

  /// The whole canvas as runs of equal style, for tests that care about roles.
  package var styledLines: [[StyledText.Run]] {
    rowsOfCells.map { row in
      var runs: [StyledText.Run] = []
      for cell in row {
        if let last = runs.last, last.style == cell.style {
          runs[runs.count - 1] = StyledText.Run(text: last.text + cell.text, style: cell.style)
        } else {
          runs.append(StyledText.Run(text: cell.text, style: cell.style))
        }
      }
      return runs
    }
  }

  private var rowsOfCells: [ArraySlice<Cell>] {
    let width = wholeSize.width
    let cells = allCells
    return (0..<wholeSize.height).map { cells[($0 * width)..<(($0 + 1) * width)] }
  }
}
