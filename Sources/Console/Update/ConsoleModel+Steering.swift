import AgentInterface
import Commerce
import Oversight

extension ConsoleModel {
  mutating func steer(_ action: ConsoleAction, argument: String) -> [ConsoleEffect] {
    switch action {
    case .halt: return halt(argument)
    case .pause: return pauseOrResume()
    case .undo: askToUndo()
    case .resumeAfterHalt: askToResume()
    case .pauseAll: askToPauseAll()
    case .level: setLevel(argument)
    case .faster, .slower: return changeSpeed(isFaster: action == .faster)
    case .speed: return setSpeed(argument)
    default: break
    }
    return []
  }

  /// At once, whatever is on the screen; then offers to pause what is running.
  private mutating func halt(_ reason: String) -> [ConsoleEffect] {
    say("HALT sent.", .bad)
    if snapshot != nil, !Frame(size).isTiny { askToPauseAll() }
    return send(.halt(reason: reason.isEmpty ? "halted by hand" : reason)) + [.bell]
  }

  private mutating func askToPauseAll() {
    let running = newest.map { $0.campaigns.count { $0.campaign.isRunning } } ?? 0
    overlay = .question(
      Question(
        title: "Pause all campaigns?",
        lines: [
          "\(Words.plural(running, "campaign")) \(running == 1 ? "runs" : "run") on the platforms.",
          "A halt stops everything new; what runs goes on spending until it is paused.",
        ], yes: "pause all", commands: [.pauseAll]))
  }

  private mutating func askToResume() {
    guard case .halted(let reason, let by) = newest?.agent.standing else { return }
    overlay = .question(
      Question(
        title: "Let the agent act again?",
        lines: ["Halted by \(by): \(reason).", "Approved decisions are checked again and sent."],
        yes: "continue", commands: [.resumeAfterHalt], isRaising: true))
  }

  private mutating func askToUndo() {
    guard let id = undoable else { return }
    var lines = ["The agent does the opposite of it; what is spent or sent stays so."]
    if let decision = decision(id) {
      lines.insert(decision.title, at: 0)
      if let facts { lines.append("Undo: " + ActionWords.undo(decision.action, facts)) }
    } else if let entry = snapshot?.activity.first(where: { $0.decision == id }) {
      lines.insert(entry.text, at: 0)
    }
    overlay = .question(
      Question(
        title: "Undo decision \(id)?", lines: lines, yes: "undo", commands: [.undo(id)],
        isRaising: true))
  }
}

extension ConsoleModel {
  /// Pauses what runs, resumes what is paused; asks where that would cost money or cannot be taken
  /// back.
  private mutating func pauseOrResume() -> [ConsoleEffect] {
    if let board = activeBoard, let gone = self[board].lost {
      self[board].lost = nil
      say("\(gone.text) has just left the list; press again to act on this row.", .bad)
      return []
    }
    let rows = currentCampaigns
    guard let first = rows.first else { return [] }
    guard rows.count == 1 else { return pauseSeveral(rows) }
    if first.campaign.platform == .klaviyo || first.campaign.platform == .shopify {
      askToCancelSend(first.campaign)
      return []
    }
    switch first.campaign.status {
    case .active, .scheduled: return pause([first.campaign])
    case .paused: askToResume(first.campaign)
    case .pending: say("\"\(first.campaign.name)\" is not on the platform yet.", .bad)
    case .completed, .cancelled: say("\"\(first.campaign.name)\" has ended.", .bad)
    }
    return []
  }

  private mutating func pauseSeveral(_ rows: [CampaignRow]) -> [ConsoleEffect] {
    let running = rows.map(\.campaign).filter { $0.isRunning && $0.platform.hasBudgets }
    guard !running.isEmpty else {
      say("None of the \(rows.count) campaigns runs; resume them one by one.", .bad)
      return []
    }
    let names = running.prefix(8).map { "\"\($0.name)\"" }
    overlay = .question(
      Question(
        title: "Pause \(Words.plural(running.count, "campaign"))?",
        lines: names + (running.count > 8 ? ["and \(running.count - 8) more"] : []), yes: "pause",
        commands: running.map { .pause($0.id) }))
    return []
  }

  private mutating func pause(_ campaigns: [Campaign]) -> [ConsoleEffect] {
    let names = campaigns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    say("Pausing \(names)…")
    return campaigns.flatMap { send(.pause($0.id)) }
  }

  private mutating func askToResume(_ campaign: Campaign) {
    let budget = campaign.dailyBudget.map { " at \($0) a day" } ?? ""
    let by = campaign.pausedBy.map { "Paused by \($0)." } ?? "It is paused."
    overlay = .question(
      Question(
        title: "Resume \"\(campaign.name)\"?",
        lines: [by, "It runs again on \(campaign.platform.name)\(budget)."], yes: "resume",
        commands: [.resume(campaign.id)], isRaising: true))
  }

  private mutating func askToCancelSend(_ campaign: Campaign) {
    guard campaign.isRunning else {
      let state = campaign.status == .completed ? "has been sent" : "is \(campaign.status.rawValue)"
      say("\"\(campaign.name)\" \(state); \(campaign.platform.name) has no pause.", .bad)
      return
    }
    overlay = .question(
      Question(
        title: "Cancel the send of \"\(campaign.name)\"?",
        lines: [
          "\(campaign.platform.name) has no pause. While it is sending, the rest can be cancelled.",
          "What is sent stays sent, and it cannot go on later.",
        ], yes: "cancel the send", commands: [.pause(campaign.id)]))
  }
}

extension ConsoleModel {
  /// Factors that + and - step through; 0 stands still.
  static let speeds: [Double] = [0, 60, 300, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400]

  private mutating func changeSpeed(isFaster: Bool) -> [ConsoleEffect] {
    guard let clock = newest?.clock else { return [] }
    let present = clock.isStopped ? 0 : clock.speed
    let next =
      isFaster
      ? ConsoleModel.speeds.first { $0 > present } : ConsoleModel.speeds.last { $0 < present }
    guard let next else {
      say(
        isFaster
          ? "It cannot go faster than \(Words.speed(present))." : "Time stands still already.")
      return []
    }
    say(next == 0 ? "Time is to stand still…" : "Time is to pass \(Words.speed(next))…")
    return send(.setSpeed(next))
  }

  private mutating func setSpeed(_ argument: String) -> [ConsoleEffect] {
    let digits = argument.filter { $0 != "," && $0 != "×" }
    guard let speed = Double(digits), speed.isFinite, (0...86_400).contains(speed) else {
      say("Give the seconds that pass in one second, 0 to 86,400: :speed 3600.", .bad)
      return []
    }
    return send(.setSpeed(speed))
  }

  private mutating func setLevel(_ argument: String) {
    switch LevelParser.parse(argument) {
    case .success(let setting): overlay = .question(setting.question)
    case .failure(let problem): say(problem.words, .bad)
    }
  }
}
