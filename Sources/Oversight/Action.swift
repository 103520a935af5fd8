package import Commerce

/// One thing that the agent or a person may do to the outside world. The set is closed.
package enum Action: Hashable, Codable, Sendable {
  /// Creates the campaign paused, then activates it.
  case createCampaign(CampaignPlan)
  /// Activates a campaign that was created but never ran.
  case launchCampaign(CampaignHandle, dailyBudget: Money)
  /// With the budget it had, so that it can be resumed as it was.
  case pauseCampaign(CampaignHandle, dailyBudget: Money?)
  case resumeCampaign(CampaignHandle, dailyBudget: Money?)
  case setDailyBudget(BudgetChange)
  /// Several budgets in one decision; lowered ones are carried out first.
  case reallocateBudgets([BudgetChange])
  case startExperiment(ExperimentPlan)
  case concludeExperiment(ExperimentConclusion)
  case replaceCreative(CreativeChange)
  /// Creates the e-mail and sends it.
  case sendEmailCampaign(CampaignPlan)
  case cancelSend(CampaignHandle)
  case createDiscount(DiscountPlan)
  case endDiscount(DiscountPlan)
  case endCampaign(CampaignHandle)
  /// Moves a running campaign's last day.
  case renewCampaign(CampaignHandle, from: Day, to: Day)
}

/// A campaign's daily budget before and after.
package struct BudgetChange: Hashable, Codable, Sendable {
  package var campaign: CampaignHandle
  package var from: Money
  package var to: Money

  package init(campaign: CampaignHandle, from: Money, to: Money) {
    self.campaign = campaign
    self.from = from
    self.to = to
  }

  package var isRaise: Bool { to > from }

  /// Change relative to `from`; infinite when it was zero.
  package var step: Double { (to - from).ratio(to: from) ?? .infinity }
}

/// A split of a campaign's traffic over creatives, to learn which works better.
package struct ExperimentPlan: Hashable, Codable, Sendable {
  package var experiment: Experiment.ID
  package var campaign: CampaignHandle
  package var hypothesis: String
  package var metric: Experiment.Metric
  package var creatives: [Creative]
  package var shares: [Double]
  package var plannedTrials: Int64
  /// What ran before, to go back to.
  package var previous: [Creative]

  package init(
    experiment: Experiment.ID, campaign: CampaignHandle, hypothesis: String,
    metric: Experiment.Metric, creatives: [Creative], shares: [Double], plannedTrials: Int64,
    previous: [Creative]
  ) {
    self.experiment = experiment
    self.campaign = campaign
    self.hypothesis = hypothesis
    self.metric = metric
    self.creatives = creatives
    self.shares = shares
    self.plannedTrials = plannedTrials
    self.previous = previous
  }
}

/// The end of an experiment: which creatives go on.
package struct ExperimentConclusion: Hashable, Codable, Sendable {
  package var experiment: Experiment.ID
  package var campaign: CampaignHandle
  package var verdict: Experiment.Verdict
  package var keep: [Creative]
  package var previous: [Creative]

  package init(
    experiment: Experiment.ID, campaign: CampaignHandle, verdict: Experiment.Verdict,
    keep: [Creative], previous: [Creative]
  ) {
    self.experiment = experiment
    self.campaign = campaign
    self.verdict = verdict
    self.keep = keep
    self.previous = previous
  }
}

/// Creatives of a campaign before and after.
package struct CreativeChange: Hashable, Codable, Sendable {
  package var campaign: CampaignHandle
  package var from: [Creative]
  package var to: [Creative]

  package init(campaign: CampaignHandle, from: [Creative], to: [Creative]) {
    self.campaign = campaign
    self.from = from
    self.to = to
  }
}
