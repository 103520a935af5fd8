/// Something a person should know: what was expected, what came, what may be behind it.
package struct Alert: Hashable, Codable, Sendable {
  package typealias ID = Identifier<Alert>

  package let id: ID
  package var severity: Severity
  package var scope: Scope
  package var metric: KPI
  /// In the metric's own unit.
  package var expected: Estimate
  package var actual: Double
  package var openedAt: Instant
  package var state: State
  package var acknowledgedBy: String?
  /// A person does not want to hear of its scope and metric before this.
  package var silencedUntil: Instant?
  package var resolvedAt: Instant?
  /// Likely causes, most likely first.
  package var causes: [String]
  /// What is lost, or spent unseen, a day while it lasts; its severity rests on it. `nil` where it is
  /// not known, as for alerts of earlier versions.
  package var riskPerDay: Money?

  package enum Severity: Int, Comparable, Codable, Sendable {
    case notice, warning, critical

    package static func < (left: Severity, right: Severity) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  package enum Scope: Hashable, Codable, Sendable {
    case shop
    case platform(Platform)
    case campaign(Campaign.ID)

    /// The scopes that a campaign lies in, the narrowest first.
    package static func around(_ campaign: Campaign) -> [Scope] {
      [.campaign(campaign.id)] + around(campaign.platform)
    }

    /// The scopes that whatever happens on a platform lies in, the narrowest first; the shop alone
    /// where none is known.
    package static func around(_ platform: Platform?) -> [Scope] {
      (platform.map { [.platform($0)] } ?? []) + [.shop]
    }
  }

  /// Whether increases in its scope wait for its end: it is not over, and more than a notice.
  package var holdsIncreases: Bool { state != .resolved && severity >= .warning }

  package enum State: String, Codable, Sendable {
    case open, acknowledged, resolved
  }

  package init(
    id: ID, severity: Severity, scope: Scope, metric: KPI, expected: Estimate, actual: Double,
    openedAt: Instant, state: State = .open, acknowledgedBy: String? = nil,
    resolvedAt: Instant? = nil, causes: [String], riskPerDay: Money? = nil
  ) {
    self.id = id
    self.severity = severity
    self.scope = scope
    self.metric = metric
    self.expected = expected
    self.actual = actual
    self.openedAt = openedAt
    self.state = state
    self.acknowledgedBy = acknowledgedBy
    self.resolvedAt = resolvedAt
    self.causes = causes
    self.riskPerDay = riskPerDay
  }
}
