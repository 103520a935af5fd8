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
  /// Takes a weekly plan as what is aimed at; sends and spends nothing by itself.
  case adoptPlan(WeeklyPlan)
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

/// What is to be learnt, and what runs for it: a split of a campaign's traffic over creatives, or
/// the trial of an audience or a budget.
package struct ExperimentPlan: Hashable, Codable, Sendable {
  package var experiment: Experiment.ID
  package var campaign: CampaignHandle
  package var hypothesis: String
  /// What creatives are compared by; trials have their own measure.
  package var metric: Experiment.Metric
  package var creatives: [Creative]
  package var shares: [Double]
  package var plannedTrials: Int64
  /// What ran before, to go back to.
  package var previous: [Creative]
  /// `nil` for a test of creatives.
  package var trial: Trial?
  /// `nil` in plans from before it was kept.
  package var design: Experiment.Design?

  /// A test of something else than creatives.
  package enum Trial: Hashable, Codable, Sendable {
    /// With the campaign that shows the message to the other audience.
    case audience(Experiment.AudienceTrial, CampaignPlan)
    case budget(Experiment.BudgetTrial)
  }

  package init(
    experiment: Experiment.ID, campaign: CampaignHandle, hypothesis: String,
    metric: Experiment.Metric, creatives: [Creative], shares: [Double], plannedTrials: Int64,
    previous: [Creative], design: Experiment.Design? = nil
  ) {
    self.experiment = experiment
    self.campaign = campaign
    self.hypothesis = hypothesis
    self.metric = metric
    self.creatives = creatives
    self.shares = shares
    self.plannedTrials = plannedTrials
    self.previous = previous
    self.design = design
  }

  /// The plan of a trial, which leaves the campaign's creatives as they are.
  package init(
    experiment: Experiment.ID, campaign: Campaign, hypothesis: String, plannedDays: Int,
    trial: Trial, design: Experiment.Design? = nil
  ) {
    self.init(
      experiment: experiment, campaign: CampaignHandle(campaign), hypothesis: hypothesis,
      metric: .conversionRate, creatives: campaign.creatives, shares: [0.5, 0.5],
      plannedTrials: Int64(plannedDays), previous: campaign.creatives, design: design)
    self.trial = trial
  }

  package var subject: Experiment.Subject {
    switch trial {
    case nil: .creative(metric)
    case .audience(let audience, _): .audience(audience)
    case .budget(let budget): .budget(budget)
    }
  }

  /// The experiment as it is kept while its start is on its way.
  package func pending(at now: Instant) -> Experiment {
    let arms: [(String, Creative.Idea?)] =
      trial == nil ? creatives.map { ($0.label, $0.idea) } : [("A", nil), ("B", nil)]
    return Experiment(
      id: experiment, campaign: campaign.campaign, hypothesis: hypothesis, subject: subject,
      variants: zip(arms, shares).map { arm, share in
        Experiment.Variant(creative: arm.0, idea: arm.1, share: share)
      }, startedAt: now, plannedTrials: plannedTrials, design: design)
  }
}

/// The end of an experiment: what goes on.
package struct ExperimentConclusion: Hashable, Codable, Sendable {
  package var experiment: Experiment.ID
  package var campaign: CampaignHandle
  package var verdict: Experiment.Verdict
  package var keep: [Creative]
  package var previous: [Creative]
  /// `nil` for a test of creatives.
  package var ending: Ending?

  /// How the trial of an audience or a budget ends.
  package enum Ending: Hashable, Codable, Sendable {
    /// The campaign of one audience goes on, the other's is paused with the budget it had.
    case audience(keep: CampaignHandle, pause: CampaignHandle, dailyBudget: Money?)
    /// The budget that goes on; no change where it stays.
    case budget(BudgetChange)
  }

  package init(
    experiment: Experiment.ID, campaign: CampaignHandle, verdict: Experiment.Verdict,
    keep: [Creative], previous: [Creative], ending: Ending? = nil
  ) {
    self.experiment = experiment
    self.campaign = campaign
    self.verdict = verdict
    self.keep = keep
    self.previous = previous
    self.ending = ending
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
