package import Commerce

/// An event that a decision in this state cannot take.
package enum TransitionError: Error, Hashable, Sendable {
  case notPossible(Decision.ID, state: String, event: String)
  /// The vote names another revision or digest than the decision has now.
  case voteIsForAnotherVersion(Decision.ID, voted: Int, current: Int)
  case expired(Decision.ID, at: Instant)
}

extension TransitionError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notPossible(let id, let state, let event):
      "Decision \(id) is \(state) and cannot be \(event)."
    case .voteIsForAnotherVersion(let id, let voted, let current):
      voted == current
        ? "Decision \(id) has changed since it was shown. Look at it again before you approve."
        : "Decision \(id) is at revision \(current) now, the vote was for revision \(voted)."
    case .expired(let id, let at): "Decision \(id) expired at \(at); silence never approves."
    }
  }
}

extension Decision {
  /// Takes an event to the next state, or throws and stays as it is.
  package mutating func apply(_ event: Event) throws(TransitionError) {
    state = try next(after: event)
    switch event {
    case .voted(let vote): votes.append(vote)
    case .observed(let outcome): self.outcome = outcome
    default: break
    }
  }

  private func next(after event: Event) throws(TransitionError) -> State {
    switch (state, event) {
    case (.proposed, .routed(let route, let at)): return route.firstState(at: at)
    case (.needsApproval(let expires), .voted(let vote)):
      try check(vote)
      guard vote.at < expires else { throw .expired(id, at: expires) }
      return .approved(by: vote.by, at: vote.at)
    case (.vetoWindow, .voted(let vote)):
      try check(vote)
      return .approved(by: vote.by, at: vote.at)
    case (.needsApproval, .rejected(let rejection)), (.vetoWindow, .rejected(let rejection)),
      (.approved, .rejected(let rejection)):
      return .rejected(rejection)
    case (.needsApproval(let expires), .timePassed(let now)):
      return now >= expires ? .expired(at: expires) : state
    case (.vetoWindow(let until), .timePassed(let now)):
      return now >= until ? .approved(by: .agent, at: now) : state
    case (.needsApproval, .withdrawn(let reason)), (.vetoWindow, .withdrawn(let reason)),
      (.proposed, .withdrawn(let reason)), (.approved, .withdrawn(let reason)):
      return .withdrawn(reason: reason)
    case (.approved, .recheckFailed(let reason)), (.needsApproval, .recheckFailed(let reason)):
      return .stale(reason: reason)
    case (.approved, .dispatched(let at)): return .dispatching(since: at)
    case (.dispatching, .answerMissing(let at)): return .uncertain(since: at)
    case (.uncertain, .answerFound(let at)): return .dispatching(since: at)
    case (.dispatching, .confirmed(let at)), (.uncertain, .confirmed(let at)):
      return forecast.horizonDays > 0
        ? .observing(until: at.adding(days: forecast.horizonDays)) : .confirmed(at: at)
    case (.dispatching, .failed(let reason)), (.uncertain, .failed(let reason)),
      (.approved, .failed(let reason)):
      return .failed(reason: reason)
    case (.observing, .observed(let outcome)), (.confirmed, .observed(let outcome)):
      return .settled(at: outcome.settledAt)
    case (.observing, .undone(let other)), (.confirmed, .undone(let other)),
      (.settled, .undone(let other)):
      return .undone(by: other)
    default:
      throw .notPossible(id, state: state.name, event: event.name)
    }
  }

  private func check(_ vote: Vote) throws(TransitionError) {
    guard vote.revision == revision, vote.digest == digest else {
      throw .voteIsForAnotherVersion(id, voted: vote.revision, current: revision)
    }
  }
}

extension Decision.Event {
  fileprivate var name: String {
    switch self {
    case .routed: "routed"
    case .voted: "approved"
    case .rejected: "rejected"
    case .timePassed: "timed"
    case .recheckFailed: "found stale"
    case .withdrawn: "withdrawn"
    case .dispatched: "dispatched"
    case .answerMissing: "left unanswered"
    case .answerFound: "answered"
    case .confirmed: "confirmed"
    case .failed: "failed"
    case .observed: "observed"
    case .undone: "undone"
    }
  }
}
