import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

extension LineMode {
  func greeting() -> LineOutput {
    guard let facts else { return LineOutput() }
    return LineOutput(lines: LineWords.status(facts, connection))
  }

  /// Prints the place on top and its numbered choices.
  mutating func show() -> LineOutput {
    guard let facts else { return LineOutput() }
    switch place {
    case .menu: return menu()
    case .list(let board): return list(board, facts)
    case .item(let item): return card(of: item, facts)
    case .rejecting(let id, nil): return reasons(id)
    case .rejecting(_, .some): return LineOutput(lines: ["Say why in a few words, or nothing."])
    case .approving(let decision): return LineOutput(lines: LineWords.challenge(decision))
    case .amount(let form):
      return LineOutput(lines: [
        "The new daily budget for \(form.title), now \(form.current). Empty leaves it."
      ])
    case .confirming(let question):
      return LineOutput(lines: [question.title] + question.lines + ["Type yes to \(question.yes)."])
    case .searching: return LineOutput(lines: ["Words that a row must hold; nothing shows all."])
    case .speed:
      return LineOutput(lines: [
        "Seconds of the agent's time that pass in one second, 0 to 86400; 0 stops it."
      ])
    case .level:
      return LineOutput(lines: [
        "The level: shadow, ask, veto or act; then a platform and a class if not for all."
      ])
    }
  }

  mutating func menu() -> LineOutput {
    places = [.menu]
    guard let snapshot else { return LineOutput() }
    choices = Board.tiles.map { board in
      Choice(words: "\(board.title) (\(count(of: board, in: snapshot)))", deed: .goTo(.list(board)))
    }
    choices += [
      Choice(
        words: "Blocked by guardrails (\(snapshot.blocked.count))", deed: .goTo(.list(.blocked))),
      Choice(words: "All customers", deed: .fetch(.shop)),
      Choice(words: "Plan of the week", deed: .fetch(.plan)),
      Choice(words: "Opportunities", deed: .fetch(.opportunities)),
      Choice(words: "What was learnt", deed: .fetch(.lessons(limit: 20))),
      Choice(words: "Tasks (\(openTasks(in: snapshot)))", deed: .tasks),
      Choice(words: "Status", deed: .status),
      Choice(words: "Pause all campaigns", deed: .goTo(.confirming(pauseAllQuestion))),
    ]
    if case .halted = snapshot.agent.standing {
      choices.append(
        Choice(words: "Continue after the halt", deed: .goTo(.confirming(resumeQuestion))))
    }
    if snapshot.clock.isSimulated {
      choices.append(Choice(words: "Speed of time", deed: .goTo(.speed)))
    }
    choices += [
      Choice(words: "Autonomy level", deed: .goTo(.level)), Choice(words: "Help", deed: .help),
      Choice(words: "Leave", deed: .quit),
    ]
    return LineOutput(lines: numbered(choices))
  }

  private func openTasks(in snapshot: Snapshot) -> String {
    let open = snapshot.tasks.filter(\.standing.isOpen)
    return open.isEmpty ? "none on its way" : TaskWords.summary(open)
  }

  func tasks() -> LineOutput {
    guard let facts else { return LineOutput() }
    let tasks = facts.snapshot.tasks.prefix(LineMode.pageLength)
    guard !tasks.isEmpty else { return LineOutput(lines: ["Nothing was sent yet."]) }
    return LineOutput(lines: tasks.map { TaskWords.sentence($0, now: facts.now) })
  }

  private func count(of board: Board, in snapshot: Snapshot) -> String {
    switch board {
    case .approvals: "\(snapshot.approvals.count)"
    case .alerts: "\(snapshot.alerts.count { $0.state == .open }) open"
    case .campaigns: "\(snapshot.campaigns.count)"
    case .budgets: "\(snapshot.budgets.marginal.count)"
    case .segments: "\(snapshot.customers.segments.count)"
    case .experiments: "\(snapshot.experiments.count)"
    case .activity: "\(snapshot.activity.count)"
    case .blocked: "\(snapshot.blocked.count)"
    }
  }

  func numbered(_ choices: [Choice]) -> [String] {
    choices.enumerated().map { "\($0 + 1)  \($1.words)" } + ["0  back   h halt"]
  }

  private mutating func list(_ board: Board, _ facts: Facts) -> LineOutput {
    let filter = filters[board] ?? ""
    let rows = LineWords.rows(board, filter: filter, facts)
    top = min(top, max(0, (rows.count - 1) / LineMode.pageLength * LineMode.pageLength))
    let shown = rows.dropFirst(top).prefix(LineMode.pageLength)
    choices = shown.map { Choice(words: $0.words, deed: .goTo(.item($0.item))) }
    let end = top + shown.count
    if end < rows.count { choices.append(Choice(words: "More", deed: .more)) }
    choices.append(Choice(words: "Search", deed: .goTo(.searching(board))))
    let search = filter.isEmpty ? "" : ", holding \"\(filter)\""
    let range = rows.isEmpty ? "nothing" : "\(top + 1) to \(end) of \(rows.count)"
    let extra = board == .budgets ? LineWords.budgets(facts) : []
    return LineOutput(lines: ["\(board.title)\(search): \(range)"] + extra + numbered(choices))
  }

  private mutating func reasons(_ id: Decision.ID) -> LineOutput {
    choices = Decision.Rejection.Code.allCases.map {
      Choice(words: $0.rawValue, deed: .goTo(.rejecting(id, $0)))
    }
    return LineOutput(lines: ["Reject decision \(id): why?"] + numbered(choices))
  }

  private mutating func card(of item: ItemID, _ facts: Facts) -> LineOutput {
    choices = LineActions.choices(for: item, self, facts)
    return LineOutput(lines: LineWords.item(item, self, facts) + numbered(choices))
  }

  var pauseAllQuestion: Question {
    Question(
      title: "Pause all running campaigns?", lines: [], yes: "pause them all", commands: [.pauseAll]
    )
  }

  private var resumeQuestion: Question {
    Question(
      title: "Let the agent act again?", lines: ["Approved decisions are checked again and sent."],
      yes: "continue", commands: [.resumeAfterHalt], isRaising: true)
  }
}
