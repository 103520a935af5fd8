package import Commerce

extension Route {
  /// The state that a new decision enters on this route.
  package func firstState(at now: Instant) -> Decision.State {
    switch self {
    case .blocked(let rule, let words): .blocked(rule: rule, words: words)
    case .shadow: .withdrawn(reason: "autonomy level 0: proposed and scored only")
    case .ask(let hours): .needsApproval(expires: now.adding(hours: hours))
    case .veto(let hours): .vetoWindow(until: now.adding(hours: hours))
    case .act: .approved(by: .agent, at: now)
    }
  }
}
