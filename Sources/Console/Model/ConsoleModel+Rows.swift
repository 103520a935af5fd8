import AgentInterface
import Commerce
import Oversight

extension ConsoleModel {
  func rowCount(of board: Board) -> Int {
    guard let snapshot else { return 0 }
    switch board {
    case .approvals: return snapshot.approvals.count
    case .alerts: return snapshot.alerts.count
    case .campaigns: return snapshot.campaigns.count
    case .budgets: return snapshot.budgets.marginal.count
    case .segments: return snapshot.customers.segments.count
    case .experiments: return snapshot.experiments.count
    case .activity: return snapshot.activity.count
    case .blocked: return snapshot.blocked.count
    }
  }

  func itemID(_ board: Board, row: Int) -> ItemID? {
    guard let snapshot, row >= 0, row < rowCount(of: board) else { return nil }
    switch board {
    case .approvals: return snapshot.approvals[row].itemID
    case .alerts: return snapshot.alerts[row].itemID
    case .campaigns: return snapshot.campaigns[row].itemID
    case .budgets: return snapshot.budgets.marginal[row].itemID
    case .segments: return snapshot.customers.segments[row].itemID
    case .experiments: return snapshot.experiments[row].itemID
    case .activity: return snapshot.activity[row].itemID
    case .blocked: return snapshot.blocked[row].itemID
    }
  }

  func columnTitles(of board: Board) -> [String] {
    switch board {
    case .approvals, .blocked: Decision.columns.map(\.title)
    case .alerts: Alert.columns.map(\.title)
    case .campaigns: CampaignRow.columns.map(\.title)
    case .budgets: BudgetBoard.Marginal.columns.map(\.title)
    case .segments: Segment.columns.map(\.title)
    case .experiments: ExperimentRow.columns.map(\.title)
    case .activity: ActivityEntry.columns.map(\.title)
    }
  }

  /// Filters and sorts one list anew; the cursor stays on its item.
  mutating func reorder(_ board: Board) {
    guard let facts else { return }
    let snapshot = facts.snapshot
    let (filter, sort) = (self[board].filter, self[board].sort)
    self[board].order =
      switch board {
      case .approvals: ListOrder.make(snapshot.approvals, filter: filter, sort: sort, facts)
      case .blocked: ListOrder.make(snapshot.blocked, filter: filter, sort: sort, facts)
      case .alerts: ListOrder.make(snapshot.alerts, filter: filter, sort: sort, facts)
      case .campaigns: ListOrder.make(snapshot.campaigns, filter: filter, sort: sort, facts)
      case .budgets: ListOrder.make(snapshot.budgets.marginal, filter: filter, sort: sort, facts)
      case .segments:
        ListOrder.make(snapshot.customers.segments, filter: filter, sort: sort, facts)
      case .experiments: ListOrder.make(snapshot.experiments, filter: filter, sort: sort, facts)
      case .activity: ListOrder.make(snapshot.activity, filter: filter, sort: sort, facts)
      }
    followCursor(on: board)
  }

  /// Finds the cursor's item in the new order, or the nearest place if it has left the list.
  private mutating func followCursor(on board: Board) {
    let order = self[board].order
    guard let last = order.indices.last else {
      if let cursor = self[board].cursor { self[board].lost = cursor }
      self[board].cursor = nil
      self[board].position = nil
      return
    }
    let old = self[board].position
    if let cursor = self[board].cursor {
      if let old, old <= last, itemID(board, row: order[old]) == cursor { return }
      if let place = order.firstIndex(where: { itemID(board, row: $0) == cursor }) {
        self[board].position = place
        return
      }
      self[board].lost = cursor
    }
    let place = min(old ?? 0, last)
    self[board].position = place
    self[board].cursor = itemID(board, row: order[place])
  }

  /// Puts the cursor on a place of the list, or the nearest there is.
  mutating func moveCursor(on board: Board, to place: Int) {
    let order = self[board].order
    guard !order.isEmpty else { return }
    let place = min(max(0, place), order.count - 1)
    self[board].position = place
    self[board].cursor = itemID(board, row: order[place])
    self[board].lost = nil
  }

  /// Marked items, or the one under the cursor when nothing is marked.
  func chosenItems(on board: Board) -> [ItemID] {
    let marked = self[board].markOrder
    return marked.isEmpty ? self[board].cursor.map { [$0] } ?? [] : marked
  }
}
