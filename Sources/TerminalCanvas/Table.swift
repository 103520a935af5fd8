/// A column of a table.
package struct TableColumn: Hashable, Sendable {
  package let title: String
  package let minimum: Int
  package let weight: Int
  package let priority: Int
  package let alignment: Alignment

  /// - Parameters:
  ///   - title: Shown above the rows.
  ///   - minimum: Cells the column needs.
  ///   - weight: Share of the cells left over; 0 keeps the minimum.
  ///   - priority: 0 stays always; where room is short, the highest goes first.
  ///   - alignment: Of title and cells.
  package init(
    _ title: String, minimum: Int, weight: Int = 0, priority: Int = 0,
    alignment: Alignment = .left
  ) {
    self.title = title
    self.minimum = minimum
    self.weight = weight
    self.priority = priority
    self.alignment = alignment
  }
}

/// What stands in one cell of a table; drawn in the width the column gets.
package enum TableCell: Hashable, Sendable, ExpressibleByStringInterpolation {
  case text(StyledText)
  case bar(Bar)
  case sparkline(Sparkline)
  case whisker(Whisker)

  package init(stringLiteral value: String) {
    self = .text(StyledText(value))
  }
}

/// A row of a table, with a cell for each column in order; missing cells stay empty.
package struct TableRow: Hashable, Sendable {
  package let cells: [TableCell]
  package let isMarked: Bool
  package let role: Role?

  package init(cells: [TableCell], isMarked: Bool = false, role: Role? = nil) {
    self.cells = cells
    self.isMarked = isMarked
    self.role = role
  }
}

/// By which column a table is sorted.
package struct TableSort: Hashable, Sendable {
  package let column: Int
  package let isAscending: Bool

  package init(column: Int, isAscending: Bool) {
    self.column = column
    self.isAscending = isAscending
  }
}

/// Rows under titles, of which only those on the screen are asked for.
///
/// The first column of cells carries the selection marker.
package struct Table: Widget {
  package let columns: [TableColumn]
  package let rowCount: Int
  package let selection: Int?
  package let firstVisible: Int
  package let sort: TableSort?
  package let isFocused: Bool
  package let emptyText: StyledText
  let row: (Int) -> TableRow

  /// - Parameters:
  ///   - columns: From left to right.
  ///   - rowCount: Rows there are.
  ///   - selection: The row under the cursor.
  ///   - firstVisible: The first row shown; moved as far as the selection needs.
  ///   - sort: The column that gets the marker.
  ///   - isFocused: Whether keys go to this table.
  ///   - emptyText: What is said when there are no rows.
  ///   - row: Gives one row; called for rows on the screen only.
  package init(
    columns: [TableColumn], rowCount: Int, selection: Int? = nil, firstVisible: Int = 0,
    sort: TableSort? = nil, isFocused: Bool = true, emptyText: StyledText = "",
    row: @escaping (Int) -> TableRow
  ) {
    self.columns = columns
    self.rowCount = rowCount
    self.selection = selection
    self.firstVisible = firstVisible
    self.sort = sort
    self.isFocused = isFocused
    self.emptyText = emptyText
    self.row = row
  }

  /// Rows that fit under the titles; in a single line the titles give way.
  package static func visibleRows(inHeight height: Int) -> Int {
    height < 2 ? max(0, height) : height - 1
  }

  package func draw(on canvas: inout Canvas, in rectangle: Rectangle) {
    guard !rectangle.isEmpty else { return }
    canvas.within(rectangle) { canvas in
      let layout = TableLayout(columns: columns, width: canvas.size.width - 1)
      let height = Table.visibleRows(inHeight: canvas.size.height)
      let top = canvas.size.height - height
      if top > 0 { drawTitles(on: &canvas, layout) }
      guard rowCount > 0 else {
        canvas.write(emptyText.defaulting(to: .textDim), at: Point(x: 1, y: top))
        return
      }
      let window = ScrollWindow(
        count: rowCount, height: height, selection: selection, top: firstVisible)
      for index in window.range {
        drawRow(index, at: top + index - window.top, on: &canvas, layout)
      }
    }
  }
}

extension Table {
  private func drawTitles(on canvas: inout Canvas, _ layout: TableLayout) {
    for slot in layout.slots {
      let column = columns[slot.column]
      var title = StyledText(column.title, .tableHeader)
      if let sort, sort.column == slot.column {
        let sign = canvas.glyphs.symbol(sort.isAscending ? .rising : .falling)
        let cut = title.truncated(to: slot.width - 2, ellipsis: canvas.glyphs.ellipsis)
        title = cut + StyledText(cut.isEmpty ? sign : " " + sign, .tableSort)
      }
      canvas.write(
        title, at: Point(x: slot.x + 1, y: 0), width: slot.width, alignment: column.alignment)
    }
  }

  private func drawRow(
    _ index: Int, at y: Int, on canvas: inout Canvas, _ layout: TableLayout
  ) {
    let row = row(index)
    for slot in layout.slots where slot.column < row.cells.count {
      let text = row.cells[slot.column].text(width: slot.width, glyphs: canvas.glyphs)
      canvas.write(
        row.role.map { text.defaulting(to: $0) } ?? text, at: Point(x: slot.x + 1, y: y),
        width: slot.width, alignment: columns[slot.column].alignment)
    }
    let isSelected = index == selection
    if isSelected {
      let line = Rectangle(x: 0, y: y, width: canvas.size.width, height: 1)
      canvas.paint(line, surface: isFocused ? .tableSelected : .tableSelectedUnfocused)
    }
    drawMarker(at: y, isSelected: isSelected, isMarked: row.isMarked, on: &canvas)
  }

  private func drawMarker(
    at y: Int, isSelected: Bool, isMarked: Bool, on canvas: inout Canvas
  ) {
    let surface: Role? =
      isSelected ? (isFocused ? .tableSelected : .tableSelectedUnfocused) : nil
    let mark = canvas.glyphs == .unicode ? "◆" : "*"
    if isMarked {
      canvas.write(mark, at: Point(x: 0, y: y), style: Style(.tableMarked, on: surface))
    } else if isSelected {
      let sign = canvas.glyphs.symbol(.selection)
      canvas.write(sign, at: Point(x: 0, y: y), style: Style(.panelBorderFocused, on: surface))
    }
  }
}

extension TableCell {
  func text(width: Int, glyphs: Glyphs) -> StyledText {
    switch self {
    case .text(let text): text
    case .bar(let bar): bar.text(width: width, glyphs: glyphs)
    case .sparkline(let sparkline): sparkline.text(width: width, glyphs: glyphs)
    case .whisker(let whisker): whisker.text(width: width, glyphs: glyphs)
    }
  }
}
