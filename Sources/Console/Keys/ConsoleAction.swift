/// Everything a key or a palette command can do.
package enum ConsoleAction: String, CaseIterable, Hashable, Sendable {
  // Moving
  case down, up, first, last
  case pageDown = "page-down"
  case pageUp = "page-up"
  case open, back, tasks
  case nextPanel = "next-panel"
  case previousPanel = "previous-panel"
  case overview, approvals, alerts, campaigns, budgets, segments, tests, activity, customers
  case plan, lessons, opportunities
  // Lists
  case filter
  case nextMatch = "next-match"
  case previousMatch = "previous-match"
  case sort
  case sortLeft = "sort-left"
  case sortRight = "sort-right"
  case reverse, mark
  case markRange = "mark-range"
  case copy, export
  // Deciding
  case approve, reject, evidence, edit, undo, blocked, acknowledge, silence, resolve
  case pause, halt
  case resumeAfterHalt = "continue"
  case pauseAll = "pause-all"
  case level
  // The console itself
  case palette, help, messages, faster, slower, speed, freeze, refresh, repaint
  case theme, mouse, quit, interrupt, suspend

  /// The board that a number key goes to.
  var board: Board? {
    switch self {
    case .approvals: .approvals
    case .alerts: .alerts
    case .campaigns: .campaigns
    case .budgets: .budgets
    case .segments: .segments
    case .tests: .experiments
    case .activity: .activity
    default: nil
    }
  }

  /// Can change what the agent does or what money is spent.
  var isConsequential: Bool {
    switch self {
    case .approve, .reject, .edit, .undo, .pause, .halt, .resumeAfterHalt, .pauseAll, .level,
      .acknowledge, .silence, .resolve, .quit:
      true
    default: false
    }
  }
}
