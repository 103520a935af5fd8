package import AgentInterface
package import Commerce
package import Oversight
package import Platforms

/// All that one event changed, written in one transaction or not at all.
package struct Commit: Sendable {
  package var changes: [Change]
  package var audit: [AuditEntry]

  package init(changes: [Change] = [], audit: [AuditEntry] = []) {
    self.changes = changes
    self.audit = audit
  }

  package var isEmpty: Bool { changes.isEmpty && audit.isEmpty }
}

/// One thing to be written. Values with an id replace what is stored under it.
///
/// The large ones are boxed, so that a list of ten thousand transfers stays small.
package enum Change: Sendable {
  indirect case decision(Decision)
  indirect case campaign(Campaign)
  indirect case experiment(Experiment)
  case experimentLook(Experiment.ID, ExperimentDetail.Look)
  indirect case alert(Alert)
  /// Appended; moves the balances of its accounts, and fails the transaction if one would be
  /// overdrawn.
  ///
  /// The caps are those with which accounts that do not exist yet are opened.
  case transfer(Transfer, caps: [Account: Int64])
  /// A new cap of an account that exists; one below what the account holds follows as money is
  /// released.
  case cap(Account, micros: Int64)
  indirect case outbox(OutboxEntry)
  /// Replaces hourly rows and brings the daily roll-ups of their days up to date.
  case metrics([MetricsRow])
  /// New orders; one that is stored already (by source and reference) is left alone.
  case orders([Order], source: String)
  case newCustomers([NewCustomer])
  /// Summaries after new orders or a change of consent.
  case customers([Customer])
  /// E-mails handed to the platform, for contact pressure.
  case emailContacts([String], campaign: Campaign.ID, at: Instant)
  case activity(ActivityEntry)
  case lesson(Lesson)
  /// Replaces what is stored under its first day.
  case plan(TrackedPlan)
  /// A learnt model; earlier versions stay.
  case belief(key: String, version: Int, json: [UInt8], at: Instant, because: String)
  /// A small named value: the clock, cursors, counters.
  case memory(key: String, value: String)
  /// Lets go of hourly metrics and contacts older than 35 days; daily roll-ups stay.
  case tidy(now: Instant)
}

/// One call to a platform, durable before its first byte is sent.
package struct OutboxEntry: Hashable, Codable, Sendable {
  package typealias ID = Identifier<OutboxEntry>

  package let id: ID
  package var decision: Decision.ID
  /// Position among the decision's operations; each waits for the one before.
  package var index: Int
  package var platform: Platform
  package var operation: PlatformOperation
  package var state: State
  /// How often it was sent, whatever came of it.
  package var attempts: Int
  /// How often a rate limit sent it back; `nil` for never.
  package var limits: Int?
  /// When it was put here; `nil` in entries from before this was kept.
  package var queuedAt: Instant?

  package enum State: Hashable, Codable, Sendable {
    case ready
    /// Not before this instant, after a rate limit.
    case waiting(until: Instant)
    case sent(at: Instant)
    /// No answer: the platform is read, but not before `readAfter`.
    case uncertain(since: Instant, readAfter: Instant)
    case done(PlatformReceipt, at: Instant)
    case failed(reason: String, at: Instant)
    /// Could not be settled by reading; a person has to look.
    case manual(reason: String)
    /// Never sent, because an earlier operation of the decision failed or the decision was
    /// withdrawn.
    case dropped
  }

  package init(
    id: ID, decision: Decision.ID, index: Int, platform: Platform, operation: PlatformOperation,
    state: State = .ready, attempts: Int = 0,
    queuedAt: Instant? = nil
  ) {
    self.id = id
    self.decision = decision
    self.index = index
    self.platform = platform
    self.operation = operation
    self.state = state
    self.attempts = attempts
    self.queuedAt = queuedAt
  }

  /// What the platform's log carries; unique for each entry.
  package var key: String { "d\(decision)-\(index)" }

  package var isOpen: Bool {
    switch state {
    case .ready, .waiting, .sent, .uncertain: true
    case .done, .failed, .manual, .dropped: false
    }
  }

  /// Whether it is certain that the platform has not done it and will not until it is sent.
  package var isUnsent: Bool {
    switch state {
    case .ready, .waiting: true
    case .sent, .uncertain, .done, .failed, .manual, .dropped: false
    }
  }
}

/// What a platform reported for a campaign's creative in one hour.
package struct MetricsRow: Hashable, Codable, Sendable {
  package var campaign: Campaign.ID
  package var creative: String
  package var hour: Instant
  package var metrics: Metrics

  package init(campaign: Campaign.ID, creative: String, hour: Instant, metrics: Metrics) {
    self.campaign = campaign
    self.creative = creative
    self.hour = hour
    self.metrics = metrics
  }
}

/// A customer seen for the first time, under the id that the agent gave.
package struct NewCustomer: Hashable, Codable, Sendable {
  package var id: Customer.ID
  package var reference: String

  package init(id: Customer.ID, reference: String) {
    self.id = id
    self.reference = reference
  }
}

/// One line of the audit: who did what to what, and why.
package struct AuditEntry: Hashable, Codable, Sendable {
  package var at: Instant
  package var by: Originator
  /// `owner`, `agent`.
  package var role: String
  /// `decision approved`, `halt`, ….
  package var what: String
  /// `decision 12`, `campaign 4`, ….
  package var subject: String
  package var before: String
  package var after: String
  package var why: String
  package var evidence: Digest?
  package var policyVersion: Int

  package init(
    at: Instant, by: Originator, role: String, what: String, subject: String, before: String = "",
    after: String = "", why: String = "", evidence: Digest? = nil, policyVersion: Int
  ) {
    self.at = at
    self.by = by
    self.role = role
    self.what = what
    self.subject = subject
    self.before = before
    self.after = after
    self.why = why
    self.evidence = evidence
    self.policyVersion = policyVersion
  }
}
