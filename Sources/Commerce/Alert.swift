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
  }

  package enum State: String, Codable, Sendable {
    case open, acknowledged, resolved
  }

  package init(
    id: ID, severity: Severity, scope: Scope, metric: KPI, expected: Estimate, actual: Double,
    openedAt: Instant, state: State = .open, acknowledgedBy: String? = nil,
    resolvedAt: Instant? = nil, causes: [String]
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
  }
}
