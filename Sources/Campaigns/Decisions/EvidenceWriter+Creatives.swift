package import Commerce
package import Evaluation
import Oversight
import RealModule
import Statistics

extension EvidenceWriter {
  /// Starting a test.
  package static func draft(
    testing proposal: ExperimentProposal, id: Experiment.ID, campaign: Campaign,
    because opportunity: Opportunity? = nil, input: PlanningInput
  ) -> DecisionDraft {
    let creatives = [proposal.control, proposal.challenger]
    let plan = ExperimentPlan(
      experiment: id, campaign: CampaignHandle(campaign), hypothesis: proposal.hypothesis,
      metric: proposal.metric, creatives: creatives, shares: [0.5, 0.5],
      plannedTrials: proposal.plannedTrials, previous: campaign.creatives, design: proposal.design)
    let days = min(28, max(2, Int(proposal.expectedDays.rounded(.up))))
    return DecisionDraft(
      action: .startExperiment(plan),
      title: "Test \(proposal.challenger.idea.rawValue) against \(proposal.control.idea.rawValue) "
        + "in \"\(campaign.name)\"", platform: campaign.platform,
      evidence: input.evidence(
        proposal.reason, testFacts(proposal) + input.figures(campaign), campaign: campaign.id,
        alternatives: ["keep \"\(proposal.control.headline)\" without a test"]),
      forecast: testForecast(proposal, campaign, days: days, input),
      atWorst: input.spendAtWorst(
        campaign.dailyBudget?.scaled(by: 0.5), campaign.platform, end: campaign.end,
        cap: campaign.totalBudget), experiment: plan.pending(at: input.now),
      opportunity: opportunity)
  }

  private static func testFacts(_ proposal: ExperimentProposal) -> [Decision.Fact] {
    [
      Decision.Fact("hypothesis", proposal.hypothesis),
      Decision.Fact(
        "trials of each variant", FigureWords.whole(Double(proposal.plannedTrials))),
    ] + designFacts(proposal.design, "difference") + [
      Decision.Fact("believed before the test", believed(proposal.belief)),
      Decision.Fact("A", "\(proposal.control.headline). \(proposal.control.body)"),
      Decision.Fact("B", "\(proposal.challenger.headline). \(proposal.challenger.body)"),
    ] + proposal.notes.map { Decision.Fact("brand", $0) }
  }

  /// How a test is planned: what it finds, with which chance, and what a winner must not harm.
  static func designFacts(_ design: Experiment.Design, _ what: String) -> [Decision.Fact] {
    var facts: [Decision.Fact] = []
    if let days = design.days {
      facts.append(
        Decision.Fact("expected to take", FigureWords.count(Int(days.rounded(.up)), "day")))
    }
    if let effect = design.minimumEffect, let power = design.power {
      facts.append(
        Decision.Fact(
          "finds a \(what) of",
          "\(FigureWords.share(effect)), with a chance of \(FigureWords.share(power))"))
    }
    facts.append(
      Decision.Fact(
        "false calls", "\(FigureWords.share(design.alpha)) where nothing differs, at all looks"))
    if let guardrail = design.guardrail {
      facts.append(Decision.Fact("must not be harmed", guardrail.words))
    }
    return facts
  }

  /// `+4.1 % (−15 % to +27 %), 61 % likely to be better`
  static func believed(_ belief: NormalPrior) -> String {
    func change(_ deviations: Double) -> String {
      FigureWords.change(Double.exp(belief.mean + deviations * belief.deviation) - 1)
    }
    return "\(change(0)) (\(change(-1.28)) to \(change(1.28))), "
      + "\(FigureWords.share(belief.chanceOfGain)) likely to be better"
  }

  private static func testForecast(
    _ proposal: ExperimentProposal, _ campaign: Campaign, days: Int, _ input: PlanningInput
  ) -> Decision.Forecast {
    switch proposal.metric {
    case .clickThroughRate:
      OutcomeForecast.clickRate(
        mean: proposal.baseline, logDeviation: 0.25, impressions: Double(proposal.plannedTrials),
        days: days)
    case .conversionRate:
      OutcomeForecast.revenue(
        input.response(of: campaign).revenue(atDailySpend: campaign.dailyBudget?.units ?? 0),
        days: days, orderValue: input.orderValue)
    }
  }

  /// Ending a test that has a verdict; `nil` while it goes on.
  package static func draft(
    concluding experiment: Experiment, campaign: Campaign, input: PlanningInput
  ) -> DecisionDraft? {
    guard experiment.metric != nil else {
      return draft(concludingTrial: experiment, campaign: campaign, input: input)
    }
    guard let reading = experiment.reading,
      let status = ExperimentJudge.status(after: reading.verdict)
    else { return nil }
    let kept = keep(after: reading.verdict, experiment, campaign)
    guard let first = kept.first else { return nil }
    var concluded = experiment
    concluded.status = status
    concluded.concludedAt = input.now
    let conclusion = ExperimentConclusion(
      experiment: experiment.id, campaign: CampaignHandle(campaign), verdict: reading.verdict,
      keep: kept, previous: campaign.creatives)
    let facts = [
      Decision.Fact("effect", FigureWords.effect(reading.relativeEffect)),
      Decision.Fact("likely to win", FigureWords.share(reading.winProbability)),
      Decision.Fact("hypothesis", experiment.hypothesis),
      Decision.Fact("goes on", "\(first.label): \(first.headline)"),
    ]
    return DecisionDraft(
      action: .concludeExperiment(conclusion),
      title: title(of: reading.verdict, experiment, campaign, first), platform: campaign.platform,
      evidence: input.evidence(reading.reason, facts, campaign: campaign.id),
      forecast: keptForecast(first, experiment, campaign, input),
      atWorst: .zero(input.currency), experiment: concluded)
  }

  private static func keep(
    after verdict: Experiment.Verdict, _ experiment: Experiment, _ campaign: Campaign
  ) -> [Creative] {
    let labels = experiment.variants.map(\.creative)
    guard labels.count >= 2 else { return campaign.creatives }
    let winner = verdict == .adopt ? labels[1] : labels[0]
    let kept = campaign.creatives.filter { $0.label == winner }
    if !kept.isEmpty || verdict == .adopt { return kept }
    // The control was replaced meanwhile: whatever runs goes on, without the challenger.
    let others = campaign.creatives.filter { $0.label != labels[1] }
    return others.isEmpty ? campaign.creatives : others
  }

  private static func title(
    of verdict: Experiment.Verdict, _ experiment: Experiment, _ campaign: Campaign,
    _ kept: Creative
  ) -> String {
    switch verdict {
    case .adopt: "Adopt \(kept.label) (\(kept.idea.rawValue)) in \"\(campaign.name)\""
    case .drop: "Drop the challenger in \"\(campaign.name)\", keep \(kept.label)"
    case .stopInvalid: "End test \(experiment.id) in \"\(campaign.name)\": its split is broken"
    case .stopInconclusive, .continue:
      "End test \(experiment.id) in \"\(campaign.name)\" without a winner"
    }
  }

  private static func keptForecast(
    _ creative: Creative, _ experiment: Experiment, _ campaign: Campaign, _ input: PlanningInput
  ) -> Decision.Forecast {
    let week = input.book.lastDays(
      7, of: campaign.id, creative: creative.label, through: input.now.day)
    guard let rate = week.clickThroughRate, rate > 0 else {
      return OutcomeForecast.none(Estimate(mean: 0, low: 0, high: 0))
    }
    return OutcomeForecast.clickRate(
      mean: rate, logDeviation: 0.15, impressions: Double(week.impressions), days: 7)
  }

  /// New creatives for worn ones, with what was refused when they were written.
  package static func draft(
    replacing messages: WrittenMessages, of campaign: Campaign, because reason: String,
    opportunity: Opportunity? = nil, input: PlanningInput
  ) -> DecisionDraft {
    let creatives = messages.creatives
    let change = CreativeChange(
      campaign: CampaignHandle(campaign), from: campaign.creatives, to: creatives)
    let month = input.book.lastDays(28, of: campaign.id, through: input.now.day.adding(days: -1))
    let rate = month.clickThroughRate ?? 0
    return DecisionDraft(
      action: .replaceCreative(change), title: "New creatives for \"\(campaign.name)\"",
      platform: campaign.platform,
      evidence: input.evidence(
        opportunity?.reason ?? reason,
        input.worthFacts(opportunity)
          + creatives.map {
            Decision.Fact("\($0.label), \($0.idea.rawValue)", "\($0.headline). \($0.body)")
          } + messages.notes.map { Decision.Fact("brand", $0) } + input.figures(campaign),
        campaign: campaign.id,
        alternatives: ["keep the creatives that run", "test one against another first"]),
      forecast: rate > 0
        ? OutcomeForecast.clickRate(
          mean: rate, logDeviation: 0.3, impressions: Double(month.impressions) / 4, days: 7)
        : OutcomeForecast.none(Estimate(mean: 0, low: 0, high: 0)),
      atWorst: .zero(input.currency), opportunity: opportunity)
  }
}

extension Experiment.Guardrail {
  /// `conversion rate: refused for harm beyond 5 %, too few are expected to show that there is none`
  fileprivate var words: String {
    let share = FigureWords.share(margin)
    return mustBeShown
      ? "\(metric.rawValue): shown to be less than \(share) lower before a winner is adopted"
      : "\(metric.rawValue): a winner is refused if it is more than \(share) lower; too few are "
        + "expected to show that it is not"
  }
}
