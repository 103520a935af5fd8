/// Which columns of a table are shown, where and how wide.
struct TableLayout: Hashable, Sendable {
  struct Slot: Hashable, Sendable {
    let column: Int
    let x: Int
    let width: Int
  }

  /// Cells between two columns.
  static let gap = 2

  let slots: [Slot]

  /// Drops columns until the rest fits, then hands out what is left by weight.
  ///
  /// Columns that may not be dropped are narrowed from the right when even they do not fit.
  init(columns: [TableColumn], width: Int) {
    var kept = Array(columns.indices)
    while TableLayout.needed(by: kept, of: columns) > width,
      let least = TableLayout.leastImportant(of: kept, in: columns)
    {
      kept.remove(at: least)
    }
    let free = width - TableLayout.needed(by: kept, of: columns)
    let extra = Rectangle.shares(of: free, by: kept.map { columns[$0].weight })
    var slots: [Slot] = []
    var x = 0
    for (position, column) in kept.enumerated() {
      let wanted = max(0, columns[column].minimum) + extra[position]
      let got = min(wanted, max(0, width - x))
      if got > 0 { slots.append(Slot(column: column, x: x, width: got)) }
      x += wanted + TableLayout.gap
    }
    self.slots = slots
  }

  private static func needed(by kept: [Int], of columns: [TableColumn]) -> Int {
    kept.reduce(0) { $0 + max(0, columns[$1].minimum) } + gap * max(0, kept.count - 1)
  }

  /// The position in `kept` of the column to drop: highest priority, and of those the rightmost.
  private static func leastImportant(of kept: [Int], in columns: [TableColumn]) -> Int? {
    let candidates = kept.indices.filter { columns[kept[$0]].priority > 0 }
    return candidates.max {
      columns[kept[$0]].priority < columns[kept[$1]].priority
        || (columns[kept[$0]].priority == columns[kept[$1]].priority && $0 < $1)
    }
  }
}
