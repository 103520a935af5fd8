import AgentInterface
import Commerce
import TerminalCanvas

extension ConsoleModel {
  /// The queue: what is on its way to the platforms, in the order in which it is sent, and what came
  /// of the last ones.
  func tasksPage(_ facts: Facts) -> Page {
    let tasks = facts.snapshot.tasks
    let open = tasks.filter(\.standing.isOpen)
    let over = tasks.filter { !$0.standing.isOpen }
    var page = Page(
      title: "Tasks",
      note: StyledText(open.isEmpty ? "nothing is on its way" : TaskWords.summary(open)))
    guard !tasks.isEmpty else {
      page.blocks = [
        .air,
        .text(
          StyledText(
            "Nothing was sent yet. What you order or approve is sent step by step, and stands here "
              + "until the platform has confirmed it.", .textDim)),
      ]
      return page
    }
    page.blocks += taskBlocks("On their way", open, facts)
    page.blocks += taskBlocks("Over", over, facts)
    if let first = tasks.first {
      page.blocks.append(.text(StyledText("Enter opens decision \(first.decision).", .textDim)))
    }
    return page
  }

  private func taskBlocks(_ heading: String, _ tasks: [TaskRow], _ facts: Facts) -> [Block] {
    guard !tasks.isEmpty else { return [] }
    return [.heading("\(heading): \(tasks.count)")] + tasks.map { taskBlock($0, facts) } + [.air]
  }

  /// The task with its bar, and below it what it waits for, in full: a column would cut it off. One
  /// that is done has nothing more to say.
  private func taskBlock(_ task: TaskRow, _ facts: Facts) -> Block {
    .flow { width in
      let isDone = task.standing == .done
      let platform = isDone && width >= 76 ? task.platform.name + "  " : ""
      let state =
        StyledText(platform, .textDim) + TaskWords.state(task)
        + StyledText(" " + TaskWords.time(task, now: facts.now), .textDim)
      let bar =
        TaskWords.bar(task).text(width: width < 100 ? 6 : 12, glyphs: facts.glyphs)
        + StyledText(" \(TaskWords.count(task)) ")
      let room = max(1, width - 2 - bar.width - state.width - 1)
      let title = StyledText(task.title, .textStrong)
        .truncated(to: room, ellipsis: facts.glyphs.ellipsis)
      let gap = StyledText(String(repeating: " ", count: max(0, room - title.width) + 1))
      let head = StyledText("  ") + bar + title + gap + state
      guard !isDone else { return [head] }
      let place = StyledText("\(task.platform.name), \(task.priority.name); ", .textDim)
      let below = (place + TaskWords.line(task)).wrapped(to: max(1, width - 4))
      return [head] + below.map { StyledText("    ") + $0 }
    }
  }

  /// What is on its way for a decision, or for a campaign.
  func progressBlocks(_ facts: Facts, of concerns: (TaskRow) -> Bool) -> [Block] {
    let open = facts.snapshot.tasks.filter { $0.standing.isOpen && concerns($0) }
    guard !open.isEmpty else { return [] }
    return open.map { task in
      let bar = TaskWords.bar(task).text(width: 8, glyphs: facts.glyphs)
      return .text(
        StyledText("on its way ", .textDim) + bar + StyledText(" ") + TaskWords.line(task))
    } + [.air]
  }
}
