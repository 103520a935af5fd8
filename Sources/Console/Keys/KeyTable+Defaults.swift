import TerminalCanvas

extension KeyTable {
  /// Rows in the order of the help; within a section, most used first.
  static let defaults: [KeyBinding] = deciding + moving + lists + console

  private static let deciding: [KeyBinding] = [
    row(
      .approve, ["a"], .deciding, "approve",
      "Open the decision's card; on the card, approve it. A major one asks for a figure first."),
    row(
      .reject, ["x"], .deciding, "reject",
      "Reject the decision, or the marked ones, with a reason.", argument: "[reason] [note]"),
    row(.evidence, ["e"], .deciding, "evidence", "Show what the decision rests on."),
    row(
      .edit, ["E"], .deciding, "edit",
      "Change the daily budget of a waiting decision or of a campaign.", argument: "[amount]"),
    row(.pause, ["p"], .deciding, "pause", "Pause or resume the campaign that the row is about."),
    row(
      .undo, ["z"], .deciding, "undo", "Undo the decision under the cursor, or else the last one."),
    row(
      .acknowledge, ["A"], .deciding, "acknowledge", "Acknowledge the alert, or the marked ones."),
    row(
      .silence, ["S"], .deciding, "silence",
      "Hear nothing new of the alert's metric in its scope; guardrails go on.",
      argument: "[hours]"),
    row(
      .resolve, ["O"], .deciding, "resolve",
      "The alert is over: what came is the usual level from now on."),
    row(
      .blocked, ["b"], .deciding, "blocked",
      "List what guardrails blocked in the last day, and why."),
    row(
      .halt, ["!"], .deciding, "halt",
      "Halt: nothing is sent to any platform any more. Works everywhere, at any time.", .always,
      argument: "[reason]"),
    row(.resumeAfterHalt, [], .deciding, "continue", "Let the agent act again after a halt."),
    row(.pauseAll, [], .deciding, "pause all", "Pause every running campaign."),
    row(
      .level, [], .deciding, "level",
      "Set how much the agent may do by itself: shadow, ask, veto or act.",
      argument: "LEVEL [PLATFORM CLASS]"),
  ]

  private static let moving: [KeyBinding] = [
    row(.down, ["j", "↓"], .moving, "down", "Next row."),
    row(.up, ["k", "↑"], .moving, "up", "Previous row."),
    row(.first, ["g", "Home"], .moving, "first", "First row."),
    row(.last, ["G", "End"], .moving, "last", "Last row."),
    row(.pageDown, ["PgDn", "Ctrl-f"], .moving, "page down", "A screenful down."),
    row(.pageUp, ["PgUp", "Ctrl-b"], .moving, "page up", "A screenful up."),
    row(.open, ["Enter"], .moving, "open", "Into the panel, then into the row."),
    row(.back, ["Esc"], .moving, "back", "One screen back; never quits."),
    row(.nextPanel, ["Tab", "→"], .moving, "next panel", "Next panel."),
    row(.previousPanel, ["BackTab", "←"], .moving, "previous panel", "Previous panel."),
    row(.approvals, ["1"], .moving, "approvals", "Approvals: what waits for you."),
    row(.alerts, ["2"], .moving, "alerts", "Alerts: what is not as expected."),
    row(.campaigns, ["3"], .moving, "campaigns", "Campaigns and their figures."),
    row(
      .budgets, ["4"], .moving, "budgets",
      "Budgets: caps, money held and spent, what the next unit earns."),
    row(.segments, ["5"], .moving, "segments", "Customer segments."),
    row(
      .customers, ["c"], .moving, "all customers",
      "All customers together: forecast, cohorts, moves between segments, imported files."),
    row(
      .plan, ["w"], .moving, "week's plan",
      "Plan of the week: goals, budgets, each day beside the plan, what would change it."),
    row(
      .opportunities, ["i"], .moving, "opportunities",
      "All that would be worth doing, ranked by expected profit, and what was left and why."),
    row(
      .lessons, ["l"], .moving, "learnt",
      "What was learnt: what was believed, what is believed now, because of what."),
    row(
      .tasks, ["t"], .moving, "tasks",
      "Tasks: what is on its way to the platforms, how far, and what it waits for."),
    row(.tests, ["6"], .moving, "tests", "A/B tests."),
    row(
      .activity, ["7"], .moving, "activity", "Journal of what was planned, done, seen and learnt."),
    row(.overview, ["0"], .moving, "overview", "All panels at once."),
  ]

  private static let lists: [KeyBinding] = [
    row(
      .filter, ["/"], .lists, "filter", "Show only rows that hold all the words typed.",
      argument: "[words]"),
    row(
      .nextMatch, ["n"], .lists, "next match",
      "Next row that passes the filter, from the end to the start."),
    row(.previousMatch, ["N"], .lists, "previous match", "Previous row that passes the filter."),
    row(
      .sort, ["s"], .lists, "sort", "Sort by the next column; after the last, in the agent's order."
    ),
    row(.sortRight, [">"], .lists, "sort right", "Sort by the column to the right."),
    row(.sortLeft, ["<"], .lists, "sort left", "Sort by the column to the left."),
    row(.reverse, ["r"], .lists, "reverse", "Sort the other way round."),
    row(.mark, ["Space"], .lists, "mark", "Mark or unmark the row and go on."),
    row(.markRange, ["v"], .lists, "mark range", "Mark all rows from the last mark to here."),
    row(.copy, ["y"], .lists, "copy id", "Copy the id of the row, or of the marked ones."),
    row(
      .export, ["Ctrl-s"], .lists, "export", "Save what this screen shows, all rows of it, as text."
    ),
  ]

  private static let console: [KeyBinding] = [
    row(
      .palette, [":"], .console, "command",
      "Type a command: every action has a name, Tab completes it."),
    row(.help, ["?"], .console, "help", "This list; type to search it."),
    row(.messages, ["m"], .console, "messages", "What was said in the line above the keys."),
    row(.faster, ["+", "="], .console, "faster", "Simulated time passes faster."),
    row(.slower, ["-"], .console, "slower", "Simulated time passes slower, at last not at all."),
    row(
      .speed, [], .console, "speed", "Seconds of simulated time that pass in one; 0 stops it.",
      argument: "NUMBER"),
    row(.freeze, ["P"], .console, "freeze", "Hold the display still; the agent goes on."),
    row(.refresh, ["R"], .console, "refresh", "Ask the agent again for what this screen shows."),
    row(.repaint, ["Ctrl-l"], .console, "repaint", "Draw the whole screen again.", .always),
    row(
      .theme, [], .console, "theme", "Change the colours: dark, light, mono or another theme.",
      argument: "NAME"),
    row(
      .mouse, [], .console, "mouse", "Use the mouse or leave it to the terminal.",
      argument: "on|off"),
    row(.suspend, ["Ctrl-z"], .console, "suspend", "Back to the shell; fg returns.", .always),
    row(.quit, ["q"], .console, "quit", "Leave; asks when something waits or is under way."),
    row(
      .interrupt, ["Ctrl-c"], .console, "quit",
      "Leave, from everywhere; a second time without asking.", .always),
  ]

  private static func row(
    _ action: ConsoleAction, _ keys: [String], _ section: KeyBinding.Section, _ label: String,
    _ summary: String, _ context: KeyBinding.Context = .browsing, argument: String? = nil
  ) -> KeyBinding {
    KeyBinding(
      action: action, keys: keys.compactMap(Key.named), context: context, section: section,
      label: label, summary: summary, argument: argument)
  }
}

extension KeyTable {
  /// The list of keys for the README, a line each.
  package var text: [String] {
    let width = bindings.map { DisplayWidth.of($0.keyText) }.max() ?? 0
    return KeyBinding.Section.allCases.flatMap { section in
      [section.rawValue] + lines(of: section, keyWidth: width) + [""]
    }.dropLast()
  }

  private func lines(of section: KeyBinding.Section, keyWidth: Int) -> [String] {
    let names = bindings.map { DisplayWidth.of(":" + $0.action.rawValue) }.max() ?? 0
    return bindings.filter { $0.section == section }.map { binding in
      "  " + binding.keyText.padded(toWidth: keyWidth) + "  "
        + (":" + binding.action.rawValue).padded(toWidth: names) + "  " + binding.summary
    }
  }
}
