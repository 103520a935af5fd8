package import Commerce

/// One action with why it should be done, what it may bring and cost, and how far it has got.
package struct Decision: Hashable, Codable, Sendable {
  package typealias ID = Identifier<Decision>

  package let id: ID
  /// Goes up with every edit; earlier votes are void then.
  package var revision: Int
  package var action: Action
  /// In words, with names and numbers: `Raise "Winback" £40 → £70`.
  package var title: String
  package var platform: Platform
  package var proposedBy: Originator
  package var proposedAt: Instant
  package var evidence: Evidence
  package var forecast: Forecast
  /// Most money that can be lost if it is carried out and nobody looks again.
  package var atWorst: Money
  /// What the guardrails said, in the order they were asked.
  package var checks: [Check]
  package var digest: Digest
  package var state: State
  package var votes: [Vote]
  package var outcome: Outcome?
  /// The decision that this one undoes.
  package var undoes: ID?

  package init(
    id: ID, revision: Int = 1, action: Action, title: String, platform: Platform,
    proposedBy: Originator, proposedAt: Instant, evidence: Evidence, forecast: Forecast,
    atWorst: Money, checks: [Check] = [], state: State = .proposed, votes: [Vote] = [],
    outcome: Outcome? = nil, undoes: ID? = nil
  ) throws {
    self.id = id
    self.revision = revision
    self.action = action
    self.title = title
    self.platform = platform
    self.proposedBy = proposedBy
    self.proposedAt = proposedAt
    self.evidence = evidence
    self.forecast = forecast
    self.atWorst = atWorst
    self.checks = checks
    self.digest = try Digest(ofCanonical: action)
    self.state = state
    self.votes = votes
    self.outcome = outcome
    self.undoes = undoes
  }
}

extension Decision {
  /// What a decision rests on.
  package struct Evidence: Hashable, Codable, Sendable {
    package var reason: String
    package var facts: [Fact]
    /// First and last instant of the data that were used.
    package var dataFrom: Instant
    package var dataTo: Instant
    /// A curve to draw, if one explains it.
    package var curve: Curve?
    /// What else was possible, and why it was not chosen.
    package var alternatives: [String]
    /// What kind of opportunity it was made from; `nil` for what people order, for upkeep that is
    /// not scored, and in decisions stored before it was kept.
    package var opportunity: Opportunity.Kind?

    package init(
      reason: String, facts: [Fact], dataFrom: Instant, dataTo: Instant, curve: Curve? = nil,
      alternatives: [String] = [], opportunity: Opportunity.Kind? = nil
    ) {
      self.reason = reason
      self.facts = facts
      self.dataFrom = dataFrom
      self.dataTo = dataTo
      self.curve = curve
      self.alternatives = alternatives
      self.opportunity = opportunity
    }
  }

  package struct Fact: Hashable, Codable, Sendable {
    package var label: String
    package var value: String

    package init(_ label: String, _ value: String) {
      self.label = label
      self.value = value
    }
  }

  /// Return by spend, in currency units a day, with where it stands and where it would go.
  package struct Curve: Hashable, Codable, Sendable {
    package var spend: [Double]
    package var mean: [Double]
    package var low: [Double]
    package var high: [Double]
    package var current: Double
    package var proposed: Double

    package init(
      spend: [Double], mean: [Double], low: [Double], high: [Double], current: Double,
      proposed: Double
    ) {
      self.spend = spend
      self.mean = mean
      self.low = low
      self.high = high
      self.current = current
      self.proposed = proposed
    }
  }

  /// What the decision is expected to bring, so that it can be compared with what came.
  package struct Forecast: Hashable, Codable, Sendable {
    package var metric: Metric
    /// Currency units a day for money, otherwise the metric's own unit.
    package var estimate: Estimate
    package var horizonDays: Int
    /// Profit a day that the decision adds, in currency units, where the estimate is of a level that
    /// stands mostly without it; not scored itself.
    package var gain: Estimate?
    /// The estimate as models gave it, where what came of earlier decisions has corrected it.
    package var uncorrected: Estimate?

    package enum Metric: String, Codable, Sendable {
      case incrementalProfit = "profit a day"
      case attributedRevenue = "attributed revenue a day"
      case clickThroughRate = "click-through rate"
      case spendAvoided = "loss avoided a day"
      /// Revenue of the whole shop after goods and delivery, less ad spend.
      case shopProfit = "shop's profit a day"
    }

    package init(
      metric: Metric, estimate: Estimate, horizonDays: Int, gain: Estimate? = nil,
      uncorrected: Estimate? = nil
    ) {
      self.metric = metric
      self.estimate = estimate
      self.horizonDays = horizonDays
      self.gain = gain
      self.uncorrected = uncorrected
    }
  }

  /// A person's answer to exactly one revision.
  package struct Vote: Hashable, Codable, Sendable {
    package var by: Originator
    package var at: Instant
    package var digest: Digest
    package var revision: Int

    package init(by: Originator, at: Instant, digest: Digest, revision: Int) {
      self.by = by
      self.at = at
      self.digest = digest
      self.revision = revision
    }
  }

  /// What came of it, beside the forecast.
  package struct Outcome: Hashable, Codable, Sendable {
    package struct Measurement: Hashable, Codable, Sendable {
      package var actual: Double
      package var withinInterval: Bool

      package init(actual: Double, withinInterval: Bool) {
        self.actual = actual
        self.withinInterval = withinInterval
      }
    }

    /// `nil` if there was nothing to measure; such a decision says nothing about forecasts.
    package var measurement: Measurement?
    package var settledAt: Instant
    package var note: String

    package init(_ measurement: Measurement?, settledAt: Instant, note: String) {
      self.measurement = measurement
      self.settledAt = settledAt
      self.note = note
    }
  }
}
