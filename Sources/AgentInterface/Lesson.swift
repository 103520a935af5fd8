package import Commerce
package import Oversight

/// A change of something that the agent believes.
package struct Lesson: Codable, Hashable, Sendable {
  package var id: Int64
  package var at: Instant
  package var kind: Kind
  /// What the belief is about, such as `return of "Spring"`.
  package var subject: String
  package var before: String
  package var after: String
  package var because: String
  package var campaign: Campaign.ID?
  package var decision: Decision.ID?
  package var experiment: Experiment.ID?

  /// By what a belief changed.
  package enum Kind: String, CaseIterable, Codable, Sendable {
    /// Settled days of a campaign.
    case results
    /// A test of messages, audiences or budgets.
    case test
    case lift = "lift test"
    /// An outcome beside its forecast.
    case forecast
    case rejection
    /// A worse version of a model gave way to an earlier one.
    case rollback = "roll-back"
    /// Forecasts that do not hold cost autonomy.
    case trust
    case plan
  }

  package init(
    id: Int64, at: Instant, kind: Kind, subject: String, before: String, after: String,
    because: String, campaign: Campaign.ID? = nil, decision: Decision.ID? = nil,
    experiment: Experiment.ID? = nil
  ) {
    self.id = id
    self.at = at
    self.kind = kind
    self.subject = subject
    self.before = before
    self.after = after
    self.because = because
    self.campaign = campaign
    self.decision = decision
    self.experiment = experiment
  }
}

/// The plan of this week and what came of those before.
package struct PlanDetail: Codable, Hashable, Sendable {
  /// Newest first; the first is the present one unless it is closed.
  package var plans: [TrackedPlan]
  /// Where the requests by which they are adopted stand, by decision.
  package var states: [Decision.ID: Decision.State]
  /// Today so far, where it is a planned day.
  package var today: ShopDay?

  package init(
    plans: [TrackedPlan], states: [Decision.ID: Decision.State], today: ShopDay?
  ) {
    self.plans = plans
    self.states = states
    self.today = today
  }
}
