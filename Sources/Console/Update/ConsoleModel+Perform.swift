import AgentInterface
import TerminalCanvas

extension ConsoleModel {
  /// Does what an action is for, or says why it cannot be done now.
  mutating func perform(_ action: ConsoleAction, argument: String = "") -> [ConsoleEffect] {
    if let reason = obstacle(to: action) {
      say(reason, .bad)
      return []
    }
    switch action {
    case .down, .up, .first, .last, .pageDown, .pageUp, .nextMatch, .previousMatch:
      move(action)
      return []
    case .open: return openCurrent()
    case .back: return goBack()
    case .nextPanel, .previousPanel: return turnPanel(by: action == .nextPanel ? 1 : -1)
    case .overview: return go(to: .overview)
    case .approvals, .alerts, .campaigns, .budgets, .segments, .tests, .activity:
      return action.board.map { goToPanel($0) } ?? []
    case .tasks: return push(.tasks)
    case .customers: return push(.customers)
    case .plan: return push(.plan)
    case .lessons: return push(.lessons)
    case .opportunities: return push(.opportunities)
    case .filter, .sort, .sortLeft, .sortRight, .reverse, .mark, .markRange:
      changeList(action, argument: argument)
      return []
    case .copy: return copyIDs()
    case .export: return exportView()
    case .approve, .reject, .evidence, .edit, .acknowledge, .silence, .resolve, .blocked:
      return decide(action, argument: argument)
    case .undo, .pause, .halt, .resumeAfterHalt, .pauseAll, .level, .faster, .slower, .speed:
      return steer(action, argument: argument)
    case .palette, .help, .messages, .freeze, .refresh, .repaint, .theme, .mouse, .quit, .interrupt,
      .suspend:
      return tend(action, argument: argument)
    }
  }

  /// What concerns the console itself.
  private mutating func tend(_ action: ConsoleAction, argument: String) -> [ConsoleEffect] {
    switch action {
    case .palette: overlay = .palette(PaletteState())
    case .help: overlay = .help(HelpState())
    case .messages: overlay = .messages(top: 0)
    case .freeze: toggleFreeze()
    case .refresh:
      guard let query = screen.query else {
        say("This is always the newest the agent has told.")
        return []
      }
      asked.remove(query)
      say("Asked the agent again.")
      return fetchForScreen()
    case .repaint: return [.repaint]
    case .theme: return setTheme(argument)
    case .mouse:
      usesMouse = argument.isEmpty ? !usesMouse : argument == "on"
      say(usesMouse ? "The mouse moves the cursor here." : "The mouse belongs to the terminal.")
      return [.setMouse(usesMouse)]
    case .suspend: return [.suspend]
    case .quit: return askToQuit(isUrgent: false)
    case .interrupt: return askToQuit(isUrgent: true)
    default: break
    }
    return []
  }

  private mutating func setTheme(_ name: String) -> [ConsoleEffect] {
    guard !name.isEmpty else {
      say("Name a theme: \(keys.hintKey(of: .palette))theme dark, light or mono.", .bad)
      return []
    }
    return [.setTheme(name)]
  }

  private mutating func toggleFreeze() {
    isFrozen.toggle()
    if isFrozen {
      say("The display is frozen; the agent goes on. \(keys.hintKey(of: .freeze)) lets it move.")
    } else if let newest {
      say("The display is live again.")
      show(newest)
    }
  }

  /// Leaves at once when nothing would be left hanging; otherwise asks, and takes a second Ctrl-C
  /// as yes.
  private mutating func askToQuit(isUrgent: Bool) -> [ConsoleEffect] {
    if isUrgent, overlay == .quit { return [.quit] }
    guard !reasonsToStay.isEmpty, !Frame(size).isTiny else { return [.quit] }
    overlay = .quit
    return []
  }

  /// What waits or is under way, in sentences.
  var reasonsToStay: [String] {
    guard let newest else { return [] }
    var reasons: [String] = []
    let waiting = newest.approvals.count
    if waiting > 0 {
      let lapse = "unanswered \(waiting == 1 ? "it expires" : "they expire") into no action."
      reasons.append(
        "\(Words.plural(waiting, "decision")) \(waiting == 1 ? "waits" : "wait") for you; \(lapse)")
    }
    if newest.agent.inFlight > 0 {
      let many = newest.agent.inFlight
      reasons.append(
        "\(Words.plural(many, "decision")) \(many == 1 ? "is" : "are") under way at the platforms.")
    }
    if !outgoing.isEmpty {
      reasons.append("\(Words.plural(outgoing.count, "command")) not answered yet.")
    }
    return reasons
  }
}
