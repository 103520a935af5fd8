import AgentInterface
import TerminalCanvas

/// A page in its frame, scrolled.
enum PageView {
  static func inside(of body: Rectangle) -> Size { Panel.text(of: body).size }

  static func lastTop(of page: Page, in inside: Size) -> Int {
    max(0, page.height(inside.width) - inside.height)
  }

  static func draw(_ page: Page, top: Int, on canvas: inout Canvas, in area: Rectangle) {
    let inside = Panel.text(of: area)
    let length = page.height(inside.width)
    let top = min(max(0, top), max(0, length - inside.height))
    let rest = length - top - inside.height
    var notes = [page.note]
    if rest > 0 {
      notes.insert(StyledText("\(canvas.glyphs.symbol(.falling)) \(rest) more", .panelNote), at: 0)
    }
    let note = notes.filter { !$0.isEmpty }.joined(separator: " · ")
    let title = area.width < 60 ? page.shortTitle : page.title
    canvas.draw(Panel(title: title, note: note, isFocused: true), in: area)
    canvas.within(inside) { canvas in
      var y = -top
      for block in page.blocks {
        block.draw(on: &canvas, at: y)
        y += block.height(canvas.size.width)
      }
    }
  }
}

extension ConsoleModel {
  /// The page on top of the screens, made from the newest that is known of it.
  func page() -> Page {
    guard let facts else { return Page(title: "") }
    switch screen {
    case .overview, .board: return Page(title: "")
    case .decision(let id): return decisionPage(id, facts)
    case .alert(let id): return alertPage(id, facts)
    case .campaign(let id): return campaignPage(id, facts)
    case .allocation: return allocationPage(facts)
    case .segment(let name): return segmentPage(name, facts)
    case .customers: return customersPage(facts)
    case .plan: return planPage(facts)
    case .lessons: return lessonsPage(facts)
    case .opportunities: return opportunitiesPage(facts)
    case .experiment(let id): return experimentPage(id, facts)
    case .activity(let id): return activityPage(id, facts)
    case .tasks: return tasksPage(facts)
    }
  }

  /// What is said while a detail is on its way, or if it never comes.
  func waitingBlock(for query: Query) -> Block {
    unanswered.contains(query)
      ? .text(StyledText("The agent has no more about this.", .textDim))
      : .text(StyledText("Asking the agent for the rest…", .textDim))
  }
}
