import Commerce
import Evaluation
import Oversight
import RealModule
import Statistics

/// Tests of audiences and budgets, from their start over the blocks to their end.
extension EvidenceWriter {
  /// Showing a campaign's message to another audience at the same budget.
  static func draft(
    testing proposal: AudienceProposal, id: Experiment.ID, campaign: Campaign,
    challenger: Campaign.ID, recipients: [String], because opportunity: Opportunity,
    input: PlanningInput
  ) -> DecisionDraft {
    let other = self.challenger(proposal, campaign, challenger, input)
    let plan = CampaignPlan(
      campaign: other.id, externalName: other.externalName, objective: other.objective,
      platform: other.platform, audience: other.audience, recipients: recipients,
      dailyBudget: other.dailyBudget, spendCap: other.totalBudget, end: other.end,
      creatives: other.creatives)
    let trial = Experiment.AudienceTrial(
      platform: campaign.platform, challenger: other.id, audience: proposal.audience,
      otherAudience: proposal.otherAudience, dailyBudget: proposal.dailyBudget)
    let test = ExperimentPlan(
      experiment: id, campaign: campaign, hypothesis: proposal.hypothesis,
      plannedDays: proposal.days, trial: .audience(trial, plan), design: proposal.design)
    let extra = proposal.dailyBudget.scaledUp(
      by: Double(proposal.days + AttributionLag.days(campaign.platform))
        + campaign.platform.overspendFactor)
    return DecisionDraft(
      action: .startExperiment(test),
      title: "Test \(proposal.otherAudience) against \(proposal.audience) for "
        + "\"\(campaign.name)\" at \(proposal.dailyBudget) a day each",
      platform: campaign.platform,
      evidence: input.evidence(
        proposal.reason, facts(proposal) + input.figures(campaign), campaign: campaign.id,
        alternatives: [
          "leave the message to \(proposal.audience): nothing more is spent or learnt"
        ]),
      forecast: OutcomeForecast.revenue(
        proposal.revenuePerDay, days: 7, orderValue: input.orderValue),
      atWorst: other.totalBudget.map { min($0, extra) } ?? extra, campaign: other,
      experiment: test.pending(at: input.now), opportunity: opportunity)
  }

  /// The same message, objective and budget for another audience.
  private static func challenger(
    _ proposal: AudienceProposal, _ campaign: Campaign, _ id: Campaign.ID, _ input: PlanningInput
  ) -> Campaign {
    Campaign(
      id: id, name: "\(campaign.name) · \(proposal.otherAudience)",
      objective: campaign.objective, platform: campaign.platform,
      audience: proposal.otherAudience, dailyBudget: proposal.dailyBudget,
      totalBudget: min(
        input.freeTotal, proposal.dailyBudget.scaled(by: CampaignWriter.capDays)),
      start: input.now.day, end: input.now.day.adding(days: CampaignWriter.runDays - 1),
      creatives: campaign.creatives)
  }

  private static func facts(_ proposal: AudienceProposal) -> [Decision.Fact] {
    [
      Decision.Fact("hypothesis", proposal.hypothesis),
      Decision.Fact(
        "compared", "attributed revenue per unit of spend, paired by day, in two campaigns"),
      Decision.Fact("runs for", "\(proposal.days) days, judged once when they have settled"),
      Decision.Fact("believed before the test", believed(proposal.belief)),
    ] + designFacts(proposal.design, "difference")
      + worth(proposal.gainPerDay, proposal.dailyBudget.currency)
  }

  private static func worth(_ gain: Estimate, _ currency: Currency) -> [Decision.Fact] {
    func words(_ units: Double) -> String { FigureWords.money(units, currency) }
    return [
      Decision.Fact(
        "worth of the answer",
        "\(words(gain.mean)) a day over \(Int(TrialRules.horizonDays)) days after what it costs "
          + "(\(words(gain.low)) to \(words(gain.high)))")
    ]
  }

  /// Switching a campaign's budget between two heights.
  static func draft(
    testing proposal: BudgetProposal, id: Experiment.ID, campaign: Campaign,
    because opportunity: Opportunity, input: PlanningInput
  ) -> DecisionDraft {
    let trial = proposal.trial
    let test = ExperimentPlan(
      experiment: id, campaign: campaign, hypothesis: proposal.hypothesis,
      plannedDays: Experiment.BudgetTrial.days, trial: .budget(trial), design: proposal.design)
    let facts =
      [
        Decision.Fact("hypothesis", proposal.hypothesis),
        Decision.Fact(
          "blocks",
          "\(Experiment.BudgetTrial.blocks) of \(Experiment.BudgetTrial.blockDays) days, "
            + "\(trial.low) and \(trial.high) a day in turn, the first at \(trial.first); the first "
            + "day of each is not compared"),
        Decision.Fact(
          "believed before the test",
          "profit on the extra spend \(FigureWords.change(proposal.belief.mean)) give or take "
            + FigureWords.share(proposal.belief.deviation)),
      ] + designFacts(proposal.design, "profit on the extra spend")
    return DecisionDraft(
      action: .startExperiment(test),
      title: "Test \"\(campaign.name)\" at \(short(trial.low)) and \(short(trial.high)) a day",
      platform: campaign.platform,
      evidence: input.evidence(
        proposal.reason,
        facts + worth(proposal.gainPerDay, input.currency) + input.figures(campaign),
        campaign: campaign.id,
        curve: BudgetPlanner.curve(
          input.response(of: campaign), current: trial.base.units, proposed: trial.high.units),
        alternatives: ["stay at \(trial.base): nothing is risked or learnt"]),
      forecast: OutcomeForecast.revenue(
        proposal.revenuePerDay, days: 2 * Experiment.BudgetTrial.blockDays,
        orderValue: input.orderValue),
      atWorst: (trial.high - trial.base).scaledUp(
        by: campaign.platform.overspendFactor * Double(Experiment.BudgetTrial.days)),
      experiment: test.pending(at: input.now), opportunity: opportunity)
  }

  /// The next block of a budget test; `nil` while the budget is what it should be.
  static func draft(
    switching campaign: Campaign, for experiment: Experiment, input: PlanningInput
  ) -> DecisionDraft? {
    guard case .budget(let trial) = experiment.subject else { return nil }
    let day = input.now.day.days(since: experiment.firstDay)
    let budget = trial.budget(onDay: day)
    guard day >= 0, campaign.dailyBudget != budget else { return nil }
    let block = day / Experiment.BudgetTrial.blockDays + 1
    let words =
      block <= Experiment.BudgetTrial.blocks
      ? "block \(block) of \(Experiment.BudgetTrial.blocks)" : "its blocks are over"
    var draft = draft(
      setting: budget, of: campaign,
      because: "test \(experiment.id) of its budget: \(words)", input: input)
    draft?.forecast = OutcomeForecast.none(
      input.response(of: campaign).revenue(atDailySpend: budget.units))
    return draft
  }

  /// Ending a trial that has a verdict, or that something has broken off; `nil` while it goes on.
  static func draft(
    concludingTrial experiment: Experiment, campaign: Campaign, input: PlanningInput
  ) -> DecisionDraft? {
    let broken = interruption(of: experiment, campaign, input)
    var reading = experiment.reading
    if let broken {
      reading?.verdict = .stopInvalid
      reading?.reason = broken
    }
    guard let reading, let status = ExperimentJudge.status(after: reading.verdict),
      let ending = ending(experiment, reading.verdict, campaign, isBroken: broken != nil, input)
    else { return nil }
    var concluded = experiment
    concluded.reading = reading
    concluded.status = status
    concluded.concludedAt = input.now
    let conclusion = ExperimentConclusion(
      experiment: experiment.id, campaign: CampaignHandle(campaign), verdict: reading.verdict,
      keep: campaign.creatives, previous: campaign.creatives, ending: ending.ending)
    return DecisionDraft(
      action: .concludeExperiment(conclusion), title: ending.title, platform: campaign.platform,
      evidence: input.evidence(
        reading.reason,
        [
          Decision.Fact(
            experiment.subject.measure, FigureWords.effect(reading.relativeEffect)),
          Decision.Fact("likely to be better", FigureWords.share(reading.winProbability)),
          Decision.Fact("hypothesis", experiment.hypothesis),
        ], campaign: campaign.id),
      forecast: OutcomeForecast.revenue(
        ending.revenue, days: 5, orderValue: input.orderValue),
      atWorst: ending.atWorst, experiment: concluded)
  }

  /// What has ended a trial before its time, in words.
  private static func interruption(
    of experiment: Experiment, _ campaign: Campaign, _ input: PlanningInput
  ) -> String? {
    for id in experiment.campaigns {
      guard let member = input.campaign(id) else { return "campaign \(id) is not known any more" }
      guard member.status == .active else {
        return "\"\(member.name)\" is \(member.status.rawValue), so the returns cannot be compared"
      }
      if case .audience(let trial) = experiment.subject, member.dailyBudget != trial.dailyBudget {
        return "the budget of \"\(member.name)\" is not \(trial.dailyBudget) any more"
      }
    }
    if case .budget(let trial) = experiment.subject, let budget = campaign.dailyBudget,
      ![trial.base, trial.low, trial.high].contains(budget)
    {
      return "the budget of \"\(campaign.name)\" has been set to \(budget)"
    }
    return nil
  }

  /// What a verdict does.
  private struct TrialEnding {
    var ending: ExperimentConclusion.Ending
    var title: String
    /// Attributed revenue a day of what goes on.
    var revenue: Estimate
    var atWorst: Money
  }

  private static func ending(
    _ experiment: Experiment, _ verdict: Experiment.Verdict, _ campaign: Campaign, isBroken: Bool,
    _ input: PlanningInput
  ) -> TrialEnding? {
    switch experiment.subject {
    case .creative, .email: nil
    case .audience(let trial):
      input.campaign(trial.challenger).map {
        ending(trial, experiment.id, verdict, campaign, $0, input)
      }
    case .budget(let trial): ending(trial, verdict, campaign, isBroken: isBroken, input)
    }
  }

  private static func ending(
    _ trial: Experiment.AudienceTrial, _ id: Experiment.ID, _ verdict: Experiment.Verdict,
    _ campaign: Campaign, _ challenger: Campaign, _ input: PlanningInput
  ) -> TrialEnding {
    let isAdopted = verdict == .adopt
    let (kept, paused) = isAdopted ? (challenger, campaign) : (campaign, challenger)
    let title =
      switch verdict {
      case .adopt: "Move \"\(campaign.name)\" to \(trial.otherAudience)"
      case .drop: "Keep \"\(campaign.name)\" with \(trial.audience)"
      case .stopInvalid: "End test \(id) of \(trial.otherAudience): it cannot be judged"
      case .stopInconclusive, .continue: "End test \(id) of \(trial.otherAudience) without a winner"
      }
    return TrialEnding(
      ending: .audience(
        keep: CampaignHandle(kept), pause: CampaignHandle(paused), dailyBudget: paused.dailyBudget),
      title: title,
      revenue: input.response(of: kept).revenue(atDailySpend: trial.dailyBudget.units),
      atWorst: .zero(input.currency))
  }

  private static func ending(
    _ trial: Experiment.BudgetTrial, _ verdict: Experiment.Verdict, _ campaign: Campaign,
    isBroken: Bool, _ input: PlanningInput
  ) -> TrialEnding? {
    guard let budget = campaign.dailyBudget else { return nil }
    let target =
      switch verdict {
      case .adopt: trial.high
      case .drop: trial.low
      case .stopInvalid, .stopInconclusive, .continue:
        // What a person has set stays.
        isBroken && ![trial.low, trial.high].contains(budget) ? budget : trial.base
      }
    let change = BudgetChange(campaign: CampaignHandle(campaign), from: budget, to: target)
    let title =
      switch verdict {
      case .adopt: "Keep \"\(campaign.name)\" at \(short(target)): the extra spend pays"
      case .drop: "Keep \"\(campaign.name)\" at \(short(target)): more does not pay"
      case .stopInvalid: "End the budget test of \"\(campaign.name)\": it cannot be judged"
      case .stopInconclusive, .continue:
        "End the budget test of \"\(campaign.name)\" without an answer"
      }
    return TrialEnding(
      ending: .budget(change), title: title,
      revenue: input.response(of: campaign).revenue(atDailySpend: target.units),
      atWorst: change.isRaise
        ? input.spendAtWorst(
          target - budget, campaign.platform, end: campaign.end, cap: campaign.totalBudget)
        : .zero(input.currency))
  }
}
