import TerminalCanvas

/// What a row is sorted by; what has no value comes last in both directions.
enum SortKey: Sendable {
  case number(Double?)
  case text(String)
}

/// One column of a list: how it is drawn, how it is sorted.
struct ListColumn<Row: Sendable>: Sendable {
  let title: String
  let minimum: Int
  let weight: Int
  /// Dropped first where room is short, in the full screen and in a tile; nothing means not in a
  /// tile at all.
  let priority: Int
  let tilePriority: Int?
  /// In a tile, where it differs.
  let tileMinimum: Int?
  let alignment: Alignment
  let key: @Sendable (Row, Facts) -> SortKey
  let cell: @Sendable (Row, Facts) -> TableCell

  init(
    _ title: String, _ minimum: Int, weight: Int = 0, priority: Int = 0, tile: Int? = nil,
    tileMinimum: Int? = nil, _ alignment: Alignment = .left,
    key: @escaping @Sendable (Row, Facts) -> SortKey,
    cell: @escaping @Sendable (Row, Facts) -> TableCell
  ) {
    self.title = title
    self.minimum = minimum
    self.weight = weight
    self.priority = priority
    self.tilePriority = tile
    self.tileMinimum = tileMinimum
    self.alignment = alignment
    self.key = key
    self.cell = cell
  }

  func tableColumn(isTile: Bool) -> TableColumn {
    TableColumn(
      title, minimum: isTile ? tileMinimum ?? minimum : minimum, weight: weight,
      priority: isTile ? tilePriority ?? 0 : priority,
      alignment: alignment)
  }
}

/// A row type with its columns, its identity and the texts a filter looks at.
protocol ListRow: Sendable {
  static var columns: [ListColumn<Self>] { get }
  var itemID: ItemID { get }
  /// Calls `body` with each text until it returns true.
  func matchesAny(_ facts: Facts, _ body: (String) -> Bool) -> Bool
}

extension TableCell {
  static func text(_ text: String, _ role: Role = .text) -> TableCell {
    .text(StyledText(text, role))
  }
}
