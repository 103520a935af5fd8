/// The lists of the console. The first seven are tiles of the overview, reached by their number.
package enum Board: Int, CaseIterable, Hashable, Sendable {
  case approvals = 1
  case alerts, campaigns, budgets, segments, experiments, activity
  /// What guardrails stopped; no tile of its own.
  case blocked

  static let tiles: [Board] = [
    .approvals, .alerts, .campaigns, .budgets, .segments, .experiments, .activity,
  ]

  package var title: String {
    switch self {
    case .approvals: "Approvals"
    case .alerts: "Alerts"
    case .campaigns: "Campaigns"
    case .budgets: "Budgets"
    case .segments: "Segments"
    case .experiments: "A/B tests"
    case .activity: "Activity"
    case .blocked: "Blocked"
    }
  }

  /// The key that goes there; none for boards without a tile.
  var number: Int? { self == .blocked ? nil : rawValue }

  /// One word for commands and file names.
  var word: String { self == .experiments ? "tests" : title.lowercased() }
}
