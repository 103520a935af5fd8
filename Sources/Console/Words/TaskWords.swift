import AgentInterface
import Commerce
import TerminalCanvas

/// Decisions on their way to the platforms, in words.
enum TaskWords {
  static func state(_ task: TaskRow) -> StyledText {
    StyledText(task.standing.rawValue, role(task.standing))
  }

  private static func role(_ standing: TaskRow.Standing) -> Role {
    switch standing {
    case .waiting: .text
    case .limited, .unanswered: .statusWarn
    case .underWay: .statusInfo
    case .done: .statusGood
    case .failed: .statusBad
    case .needsPerson: .statusWaiting
    }
  }

  /// Steps that are done, and the one that is under way.
  static func bar(_ task: TaskRow) -> Bar {
    let steps = Double(max(1, task.steps))
    let isUnderWay = task.standing == .underWay || task.standing == .unanswered
    return Bar(fraction: Double(task.stepsDone) / steps, reserved: isUnderWay ? 1 / steps : 0)
  }

  static func count(_ task: TaskRow) -> String { "\(task.stepsDone)/\(task.steps)" }

  /// How long it has been on its way, or when it ended.
  static func time(_ task: TaskRow, now: Instant) -> String {
    if task.standing.isOpen { return Words.age(of: task.since, now: now) }
    return Words.moment(task.finishedAt ?? task.since, now: now)
  }

  /// `step 1 of 2, create campaign: behind 3 others on Meta Ads`.
  static func line(_ task: TaskRow) -> StyledText {
    // A call that a limit sent back says itself which attempt comes next.
    let isCounted = task.standing == .limited && task.priority != .lowersRisk
    let tries =
      task.attempts > 1 && !isCounted
      ? ", \(Words.plural(task.attempts, "try", "tries"))" : ""
    return StyledText(task.progress + ": ") + StyledText(task.words, role(task.standing))
      + StyledText(tries, .textDim)
  }

  /// `2 under way, 1 limited, 3 waiting`; empty without open tasks.
  static func summary(_ tasks: [TaskRow]) -> String {
    let standings: [TaskRow.Standing] = [.underWay, .unanswered, .limited, .waiting]
    return standings.compactMap { standing in
      let many = tasks.count { $0.standing == standing }
      return many == 0 ? nil : "\(many) \(standing.rawValue)"
    }.joined(separator: ", ")
  }

  /// For line mode: everything about one task as a sentence.
  static func sentence(_ task: TaskRow, now: Instant) -> String {
    let time = time(task, now: now)
    return "Decision \(task.decision), \(task.title): \(task.standing.rawValue), "
      + "\(task.stepsDone) of \(Words.plural(task.steps, "step")) done on \(task.platform.name), "
      + "\(task.priority.name); \(line(task).plain); "
      + (task.standing.isOpen ? "for \(time)" : "since \(time)")
  }
}
