import Commerce
import AgentInterface
import TerminalCanvas

extension ConsoleModel {
  mutating func changeList(_ action: ConsoleAction, argument: String) {
    guard let board = activeBoard else { return }
    switch action {
    case .filter:
      if argument.isEmpty {
        overlay = .filter(board, LineEditor(self[board].filter))
      } else {
        applyFilter(argument, to: board)
      }
    case .sort: sort(board, by: .next)
    case .sortRight: sort(board, by: .right)
    case .sortLeft: sort(board, by: .left)
    case .reverse: reverse(board)
    case .mark: mark(board)
    case .markRange: markRange(board)
    default: break
    }
  }

  mutating func applyFilter(_ filter: String, to board: Board) {
    self[board].filter = filter
    reorder(board)
    self[board].lost = nil
  }

  private enum SortStep {
    case next, left, right
  }

  private mutating func sort(_ board: Board, by step: SortStep) {
    let titles = columnTitles(of: board)
    let present = self[board].sort?.column
    let column: Int? =
      switch step {
      case .next: present.map { $0 + 1 < titles.count ? $0 + 1 : nil } ?? 0
      case .right: min(titles.count - 1, present.map { $0 + 1 } ?? 0)
      case .left: max(0, present.map { $0 - 1 } ?? titles.count - 1)
      }
    self[board].sort = column.map { SortOrder(column: $0, isAscending: $0 == 0) }
    reorder(board)
    saySort(of: board)
  }

  private mutating func reverse(_ board: Board) {
    guard let sort = self[board].sort else {
      say("The list is in the agent's order; \(keys.hintKey(of: .sort)) sorts it by a column.")
      return
    }
    self[board].sort?.isAscending = !sort.isAscending
    reorder(board)
    saySort(of: board)
  }

  private mutating func saySort(of board: Board) {
    guard let sort = self[board].sort else {
      say("\(board.title) in the agent's order.")
      return
    }
    let direction = sort.isAscending ? "lowest first" : "highest first"
    say("\(board.title) by \(columnTitles(of: board)[sort.column]), \(direction).")
  }

  private mutating func mark(_ board: Board) {
    guard let item = self[board].cursor else { return }
    if self[board].marks.contains(item) {
      self[board].unmark(item)
    } else {
      self[board].mark([item])
    }
    self[board].anchor = item
    moveCursor(on: board, to: (self[board].position ?? 0) + 1)
  }

  private mutating func markRange(_ board: Board) {
    let order = self[board].order
    guard let here = self[board].position, let anchor = self[board].anchor,
      let there = order.firstIndex(where: { itemID(board, row: $0) == anchor })
    else {
      say("Mark a first row with \(keys.hintKey(of: .mark)); this marks all from there to here.")
      return
    }
    let items = order[min(here, there)...max(here, there)].compactMap { itemID(board, row: $0) }
    self[board].mark(items)
    say("\(Words.plural(self[board].marks.count, "row")) marked.")
  }

  mutating func copyIDs() -> [ConsoleEffect] {
    let items = activeBoard.map { chosenItems(on: $0) } ?? screen.item.map { [$0] } ?? []
    guard let first = items.first else {
      say("There is nothing to copy here.")
      return []
    }
    say(items.count == 1 ? "Copied: \(first.text)." : "Copied \(items.count) ids.")
    return [.copy(items.map(\.text).joined(separator: "\n"))]
  }

  /// The whole list or page, not only what fits on the screen, at most 10,000 lines.
  mutating func exportView() -> [ConsoleEffect] {
    guard let facts else { return [] }
    var tall = self
    tall.overlay = nil
    tall.notice = nil
    if let board = activeBoard, screen != .overview {
      tall.size = Size(width: size.width, height: min(10_000, self[board].order.count + 16))
      tall[board].top = 0
    } else if screen.isPage {
      let inside = PageView.inside(of: Frame(size).body)
      tall.size = Size(width: size.width, height: min(10_000, page().height(inside.width) + 8))
      tall.pageTop = 0
    }
    let lines = view(tall).lines.map(\.withoutTrailingSpaces)
    let stamp = "\(facts.now.day)-\(facts.now.timeOfDay.filter { $0 != ":" })"
    let name = "growth-\(screen.board?.word ?? "overview")-\(stamp).txt"
    return [.export(name: name, text: lines.joined(separator: "\n") + "\n")]
  }
}

extension String {
  fileprivate var withoutTrailingSpaces: String {
    var copy = self
    while copy.last == " " { copy.removeLast() }
    return copy
  }
}
