import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

/// How the inside of a board's panel is used; the same for drawing and for moving the cursor.
struct BoardGeometry {
  /// Lines each entry takes.
  let linesPerEntry: Int
  /// The list itself.
  let list: Rectangle
  /// Above the list: bars of the budgets.
  let head: Rectangle
  /// Below the list.
  let foot: Rectangle
  let hasTitles: Bool

  /// Entries that fit.
  var capacity: Int {
    hasTitles ? Table.visibleRows(inHeight: list.height) : max(1, list.height / linesPerEntry)
  }

  init(_ board: Board, inside: Rectangle, isTile: Bool, isFocused: Bool, model: ConsoleModel) {
    let count = model[board].order.count
    switch board {
    case .alerts where isTile, .experiments where isTile:
      linesPerEntry = StackedList.lines(for: count, inHeight: inside.height, maximum: 3)
      (head, list, foot) = (.zero, inside, .zero)
      hasTitles = false
    case .budgets:
      linesPerEntry = 1
      hasTitles = true
      let parts = BoardGeometry.budgetParts(
        inside.height, isTile: isTile, isFocused: isFocused, model: model)
      head = inside.rows(parts.head)
      let below = inside.droppingRows(parts.head)
      // What is said below the list follows its last row, not the edge of the panel.
      let listHeight = min(below.height - parts.foot, count + (isTile ? 1 : 2))
      list = below.rows(listHeight)
      foot = below.droppingRows(listHeight).rows(parts.foot)
    case .approvals:
      linesPerEntry = 1
      hasTitles = true
      let hasNote = inside.height > count + 2 && !(model.snapshot?.blocked.isEmpty ?? true)
      foot = hasNote ? inside.lastRows(1) : .zero
      head = .zero
      list = hasNote ? inside.rows(inside.height - 1) : inside
    default:
      linesPerEntry = 1
      hasTitles = true
      (head, list, foot) = (.zero, inside, .zero)
    }
  }

  /// Bars first; the list of campaigns as soon as it can show a row, at once when the panel has the
  /// keys.
  private static func budgetParts(
    _ height: Int, isTile: Bool, isFocused: Bool, model: ConsoleModel
  ) -> (head: Int, foot: Int) {
    let lines = model.snapshot?.budgets.lines.count ?? 0
    let rows = model[.budgets].order.count
    guard rows > 0 else { return (min(lines, height), 0) }
    if height < 4 { return isFocused ? (max(0, height - 2), 0) : (min(lines, height), 0) }
    let head = min(lines, max(1, height - (isFocused ? 3 : 2)))
    let left = height - head
    guard left >= 2 else { return (height, 0) }
    let wanted = model.snapshot?.budgets.proposal == nil ? (isTile ? 0 : 1) : isTile ? 2 : 3
    let air = isTile ? 0 : 1
    return (head + min(air, max(0, left - 3)), left >= wanted + 3 ? wanted : 0)
  }
}
