package import Commerce

extension Decision {
  /// Where a decision stands. Final states never change again.
  package enum State: Hashable, Codable, Sendable {
    case proposed
    case blocked(rule: Guardrail, words: String)
    /// Waits for a person; expires into no action.
    case needsApproval(expires: Instant)
    /// Will be approved by itself unless someone objects.
    case vetoWindow(until: Instant)
    case approved(by: Originator, at: Instant)
    /// Money is reserved and the outbox holds its operations.
    case dispatching(since: Instant)
    /// An answer is missing; nothing is sent again before the platform has been read.
    case uncertain(since: Instant)
    case confirmed(at: Instant)
    case observing(until: Instant)
    case settled(at: Instant)
    case failed(reason: String)
    case rejected(Rejection)
    case expired(at: Instant)
    case withdrawn(reason: String)
    case stale(reason: String)
    case undone(by: ID)
  }

  /// Why a person said no.
  package struct Rejection: Hashable, Codable, Sendable {
    package var by: Originator
    package var at: Instant
    package var code: Code
    package var note: String

    package enum Code: String, CaseIterable, Codable, Sendable {
      case tooExpensive = "too expensive"
      case wrongTime = "wrong time"
      case wrongAudience = "wrong audience"
      case offBrand = "off brand"
      case notConvinced = "not convinced"
      case other
    }

    package init(by: Originator, at: Instant, code: Code, note: String) {
      self.by = by
      self.at = at
      self.code = code
      self.note = note
    }
  }

  /// What may happen to a decision.
  package enum Event: Hashable, Sendable {
    case routed(Route, at: Instant)
    case voted(Vote)
    case rejected(Rejection)
    case timePassed(Instant)
    case recheckFailed(reason: String)
    case withdrawn(reason: String)
    case dispatched(Instant)
    case answerMissing(Instant)
    case answerFound(Instant)
    case confirmed(Instant)
    case failed(reason: String)
    case observed(Outcome)
    case undone(by: ID)
  }
}

extension Decision.State {
  /// A short name for tables, JSON and the database.
  package var name: String {
    switch self {
    case .proposed: "proposed"
    case .blocked: "blocked"
    case .needsApproval: "needs approval"
    case .vetoWindow: "veto window"
    case .approved: "approved"
    case .dispatching: "dispatching"
    case .uncertain: "uncertain"
    case .confirmed: "confirmed"
    case .observing: "observing"
    case .settled: "settled"
    case .failed: "failed"
    case .rejected: "rejected"
    case .expired: "expired"
    case .withdrawn: "withdrawn"
    case .stale: "stale"
    case .undone: "undone"
    }
  }

  package var isWaitingForPerson: Bool {
    switch self {
    case .needsApproval, .vetoWindow: true
    default: false
    }
  }

  /// Sent or being sent, with an answer to come.
  package var isInFlight: Bool {
    switch self {
    case .dispatching, .uncertain: true
    default: false
    }
  }

  package var isFinal: Bool {
    switch self {
    case .blocked, .settled, .failed, .rejected, .expired, .withdrawn, .stale, .undone: true
    case .proposed, .needsApproval, .vetoWindow, .approved, .dispatching, .uncertain, .confirmed,
      .observing:
      false
    }
  }

  /// Carried out, whatever has been learnt of it since.
  package var wasCarriedOut: Bool {
    switch self {
    case .confirmed, .observing, .settled, .undone: true
    default: false
    }
  }
}
