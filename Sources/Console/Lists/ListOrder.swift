/// Which rows are shown and in what order.
enum ListOrder {
  /// Row numbers that pass the filter, in the order asked for. Equal rows stay in the agent's
  /// order.
  ///
  /// - Complexity: O(*n* log *n*) for *n* rows when sorted, O(*n*) otherwise.
  static func make<Row: ListRow>(
    _ rows: [Row], filter: String, sort: SortOrder?, _ facts: Facts
  ) -> [Int] {
    let matcher = Matcher(filter)
    var order = Array(rows.indices)
    if !matcher.isEmpty { order = order.filter { matcher.matches(rows[$0], facts) } }
    guard let sort, Row.columns.indices.contains(sort.column) else { return order }
    return sorted(order, rows, by: Row.columns[sort.column].key, sort.isAscending, facts)
  }

  private static func sorted<Row: ListRow>(
    _ order: [Int], _ rows: [Row], by key: @Sendable (Row, Facts) -> SortKey, _ isAscending: Bool,
    _ facts: Facts
  ) -> [Int] {
    var numbers: [(key: Double, row: Int)] = []
    var texts: [(key: String, row: Int)] = []
    var without: [Int] = []
    for row in order {
      switch key(rows[row], facts) {
      case .number(let value):
        if let value, !value.isNaN { numbers.append((value, row)) } else { without.append(row) }
      case .text(let value): texts.append((value.lowercased(), row))
      }
    }
    if isAscending {
      numbers.sort { $0.key != $1.key ? $0.key < $1.key : $0.row < $1.row }
      texts.sort { $0.key != $1.key ? $0.key < $1.key : $0.row < $1.row }
    } else {
      numbers.sort { $0.key != $1.key ? $0.key > $1.key : $0.row < $1.row }
      texts.sort { $0.key != $1.key ? $0.key > $1.key : $0.row < $1.row }
    }
    return numbers.map(\.row) + texts.map(\.row) + without
  }
}
