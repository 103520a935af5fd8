package import Commerce

/// All that the guardrails look at besides the decision itself.
package struct GuardrailContext: Sendable {
  package var now: Instant
  package var policy: Policy
  package var isHalted: Bool
  package var ledger: Ledger
  package var campaigns: [Campaign.ID: Standing]
  /// Scopes with an open alert of at least a warning, with its words.
  package var alarms: [Alert.Scope: String]
  /// Hours since each platform's report was complete.
  package var reportAgeHours: [Platform: Int]
  /// E-mails that each customer got in the last seven days, by shop reference; absent means none.
  package var emailsLastWeek: [String: Int]

  /// What is known of a campaign that a decision touches.
  package struct Standing: Hashable, Sendable {
    package var campaign: Campaign
    /// Its budget when the day began, for the step limit.
    package var budgetAtDayStart: Money?
    /// Spend, conversions and revenue on days past the attribution lag.
    package var settledMetrics: Metrics
    /// Share of all attributed revenue of the last 14 days, 0…1.
    package var revenueShare: Double
    /// The lowest and the highest budget of a test of it that runs, and so was let through.
    package var testedBudgets: ClosedRange<Money>?

    package init(
      campaign: Campaign, budgetAtDayStart: Money?, settledMetrics: Metrics, revenueShare: Double,
      testedBudgets: ClosedRange<Money>? = nil
    ) {
      self.campaign = campaign
      self.budgetAtDayStart = budgetAtDayStart
      self.settledMetrics = settledMetrics
      self.revenueShare = revenueShare
      self.testedBudgets = testedBudgets
    }
  }

  package init(
    now: Instant, policy: Policy, isHalted: Bool, ledger: Ledger,
    campaigns: [Campaign.ID: Standing], alarms: [Alert.Scope: String],
    reportAgeHours: [Platform: Int], emailsLastWeek: [String: Int]
  ) {
    self.now = now
    self.policy = policy
    self.isHalted = isHalted
    self.ledger = ledger
    self.campaigns = campaigns
    self.alarms = alarms
    self.reportAgeHours = reportAgeHours
    self.emailsLastWeek = emailsLastWeek
  }

  package var today: Day { now.day }
}

extension [Alert.Scope: String] {
  /// The words of the first of the scopes that has an open alert.
  package func first(in scopes: [Alert.Scope]) -> String? {
    scopes.lazy.compactMap { self[$0] }.first
  }
}
