import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

extension ConsoleModel {
  mutating func move(_ action: ConsoleAction) {
    guard let board = activeBoard else {
      movePage(action)
      return
    }
    let place = self[board].position ?? 0
    let count = self[board].order.count
    let page = max(1, geometry(of: board)?.capacity ?? 1)
    switch action {
    case .down: moveCursor(on: board, to: place + 1)
    case .up: moveCursor(on: board, to: place - 1)
    case .first: moveCursor(on: board, to: 0)
    case .last: moveCursor(on: board, to: count - 1)
    case .pageDown: moveCursor(on: board, to: place + page)
    case .pageUp: moveCursor(on: board, to: place - page)
    case .nextMatch: moveCursor(on: board, to: place + 1 >= count ? 0 : place + 1)
    case .previousMatch: moveCursor(on: board, to: place == 0 ? count - 1 : place - 1)
    default: break
    }
  }

  private mutating func movePage(_ action: ConsoleAction) {
    let page = max(1, Frame(size).body.height - 3)
    switch action {
    case .down, .nextMatch: scrollPage(by: 1)
    case .up, .previousMatch: scrollPage(by: -1)
    case .first: pageTop = 0
    case .last: scrollPage(by: .max / 2)
    case .pageDown: scrollPage(by: page)
    case .pageUp: scrollPage(by: -page)
    default: break
    }
  }

  /// Moves within the length the page has now, which may be less than when it was scrolled last.
  mutating func scrollPage(by lines: Int) {
    let last = PageView.lastTop(of: page(), in: PageView.inside(of: Frame(size).body))
    pageTop = min(last, max(0, min(last, pageTop) + lines))
  }

  /// Keeps the cursor on the screen with the least movement.
  mutating func settleScrolling() {
    guard !Frame(size).isTiny, let board = activeBoard, let capacity = geometry(of: board)?.capacity
    else { return }
    let list = self[board]
    let top = ScrollWindow(
      count: list.order.count, height: capacity, selection: list.position, top: list.top
    ).top
    if top != list.top { self[board].top = top }
  }

  /// Where a board is drawn now; nothing if it is not on the screen.
  func geometry(of board: Board) -> BoardGeometry? {
    let frame = Frame(size)
    switch screen {
    case .overview:
      let tiles = OverviewLayout.tiles(in: frame.body, focus: focus)
      guard let tile = tiles.first(where: { $0.board == board }) else { return nil }
      return BoardGeometry(
        board, inside: Panel.content(of: Rectangle(origin: .zero, size: tile.area.size)),
        isTile: true, isFocused: board == focus, model: self)
    case .board(board):
      return BoardGeometry(
        board, inside: Panel.content(of: Rectangle(origin: .zero, size: frame.body.size)),
        isTile: false, isFocused: true, model: self)
    default: return nil
    }
  }
}

extension ConsoleModel {
  mutating func openCurrent() -> [ConsoleEffect] {
    switch screen {
    case .overview: return push(.board(focus))
    case .board(.budgets): return push(.allocation)
    case .board(let board):
      guard let item = self[board].cursor else {
        say("There is no row to open.")
        return []
      }
      return push(item.screen)
    default:
      guard let link = pageLink else {
        say("There is nothing deeper here; Esc goes back.")
        return []
      }
      return push(link)
    }
  }

  mutating func push(_ screen: Screen) -> [ConsoleEffect] {
    guard stack.last != screen else { return [] }
    if stack.count >= 12 { stack.removeSubrange(1..<2) }
    stack.append(screen)
    pageTop = 0
    return fetchForScreen()
  }

  mutating func goBack() -> [ConsoleEffect] {
    if stack.count > 1 {
      stack.removeLast()
      pageTop = 0
      return fetchForScreen()
    }
    if !self[focus].marks.isEmpty {
      self[focus].unmarkAll()
      say("The marks are gone.")
    } else if !self[focus].filter.isEmpty {
      applyFilter("", to: focus)
      say("All rows are shown again.")
    } else {
      say("This is the overview; \(keys.hintKey(of: .quit)) leaves.")
    }
    return []
  }

  mutating func go(to screen: Screen) -> [ConsoleEffect] {
    stack = screen == .overview ? [.overview] : [.overview, screen]
    pageTop = 0
    return fetchForScreen()
  }

  /// On the overview a number takes the keys there, a second time fills the screen.
  mutating func goToPanel(_ board: Board) -> [ConsoleEffect] {
    if screen == .overview, focus != board {
      focus = board
      return []
    }
    focus = board
    return go(to: .board(board))
  }

  mutating func turnPanel(by step: Int) -> [ConsoleEffect] {
    let tiles = Board.tiles
    let present = screen.board.flatMap { tiles.firstIndex(of: $0) } ?? (focus.rawValue - 1)
    let next = tiles[(present + step + tiles.count) % tiles.count]
    focus = next
    return screen == .overview ? [] : go(to: .board(next))
  }

  /// Where Enter leads from a page.
  var pageLink: Screen? {
    switch screen {
    case .activity(let id):
      guard let entry = entry(id) else { return nil }
      return entry.decision.map { .decision($0) } ?? entry.campaign.map { .campaign($0) }
    case .alert(let id):
      guard case .campaign(let campaign) = alert(id)?.scope else { return nil }
      return .campaign(campaign)
    case .experiment(let id): return experiment(id).map { .campaign($0.experiment.campaign) }
    case .decision(let id):
      // A campaign that is only proposed has no page yet.
      let known = Set((snapshot?.campaigns ?? []).map(\.campaign.id))
      return decision(id)?.action.campaigns.first(where: known.contains).map { .campaign($0) }
    case .allocation: return snapshot?.budgets.proposal.map { .decision($0.id) }
    case .campaign(let id):
      guard case .campaign(let detail) = details[.campaign(id)] else { return nil }
      return detail.decisions.first.map { .decision($0.id) }
    case .segment: return .customers
    case .tasks: return snapshot?.tasks.first.map { .decision($0.decision) }
    case .plan:
      guard case .plan(let detail) = details[.plan] else { return nil }
      return detail.plans.first?.decision.map { .decision($0) }
    case .opportunities:
      // The best that still waits for an answer, else the best that was proposed.
      guard case .opportunities(let detail) = details[.opportunities] else { return nil }
      let proposed = detail.proposed
      let waiting = proposed.first { detail.states[$0]?.isWaitingForPerson == true }
      return (waiting ?? proposed.first).map { .decision($0) }
    case .overview, .board, .customers, .lessons: return nil
    }
  }
}

extension ItemID {
  var screen: Screen {
    switch self {
    case .decision(let id): .decision(id)
    case .alert(let id): .alert(id)
    case .campaign(let id): .campaign(id)
    case .segment(let name): .segment(name)
    case .experiment(let id): .experiment(id)
    case .activity(let id): .activity(id)
    }
  }
}
