/// Where a person is in one list, and which of its rows are shown in which order.
struct ListState: Hashable, Sendable {
  /// The item under the cursor; it keeps the cursor wherever it moves.
  var cursor: ItemID?
  /// Where the cursor's item stands in `order`.
  var position: Int?
  /// First row on the screen.
  var top = 0
  var filter = ""
  /// Nothing means the agent's own order.
  var sort: SortOrder?
  private(set) var marks: Set<ItemID> = []
  /// The marked items in the order in which they were marked.
  private(set) var markOrder: [ItemID] = []
  /// Where a range of marks begins.
  var anchor: ItemID?
  /// Rows of the snapshot that pass the filter, sorted.
  var order: [Int] = []
  /// The item that left the list under the cursor, until the cursor is moved or a key was pressed.
  var lost: ItemID?

  mutating func mark(_ items: [ItemID]) {
    for item in items where marks.insert(item).inserted { markOrder.append(item) }
  }

  mutating func unmark(_ item: ItemID) {
    marks.remove(item)
    markOrder.removeAll { $0 == item }
  }

  mutating func unmarkAll() {
    marks = []
    markOrder = []
  }
}

/// By which column a list is sorted, counted in the list's full set of columns.
struct SortOrder: Hashable, Sendable {
  var column: Int
  var isAscending: Bool
}
