package import Commerce
import Evaluation
package import Oversight

extension EvidenceWriter {
  /// Pausing a campaign: because it loses money, or because a person wants it.
  package static func draft(
    pausing campaign: Campaign, because opportunity: Opportunity? = nil, reason: String? = nil,
    input: PlanningInput
  ) -> DecisionDraft {
    let saved = opportunity.map { $0.profit.scaled(by: 1 / Double(max(1, $0.horizonDays))) }
    let handle = CampaignHandle(campaign)
    return DecisionDraft(
      action: .pauseCampaign(handle, dailyBudget: campaign.dailyBudget),
      title: "Pause \"\(campaign.name)\"", platform: campaign.platform,
      evidence: input.evidence(
        opportunity?.reason ?? reason ?? "by hand", input.figures(campaign), campaign: campaign.id,
        alternatives: opportunity == nil
          ? [] : ["lower its budget and watch", "change its creatives first"]),
      forecast: Decision.Forecast(
        metric: .spendAvoided, estimate: saved ?? Estimate(mean: 0, low: 0, high: 0),
        horizonDays: saved == nil ? 0 : 3), atWorst: .zero(input.currency),
      opportunity: opportunity)
  }

  package static func draft(
    resuming campaign: Campaign, because reason: String, input: PlanningInput
  ) -> DecisionDraft {
    let budget = campaign.dailyBudget
    let expected = input.response(of: campaign).revenue(atDailySpend: budget?.units ?? 0)
    return DecisionDraft(
      action: .resumeCampaign(CampaignHandle(campaign), dailyBudget: budget),
      title: "Resume \"\(campaign.name)\"" + (budget.map { " at \(short($0)) a day" } ?? ""),
      platform: campaign.platform,
      evidence: input.evidence(
        reason, input.figures(campaign), campaign: campaign.id,
        curve: budget.map {
          BudgetPlanner.curve(input.response(of: campaign), current: 0, proposed: $0.units)
        }),
      forecast: OutcomeForecast.revenue(expected, days: 7, orderValue: input.orderValue),
      atWorst: input.spendAtWorst(
        budget, campaign.platform, end: campaign.end, cap: campaign.totalBudget))
  }

  /// Moving a running campaign's last day.
  package static func draft(
    renewing campaign: Campaign, to day: Day, because reason: String, input: PlanningInput
  ) -> DecisionDraft {
    let spend = campaign.dailyBudget?.units ?? 0
    return DecisionDraft(
      action: .renewCampaign(CampaignHandle(campaign), from: campaign.end, to: day),
      title: "Renew \"\(campaign.name)\" until \(day)", platform: campaign.platform,
      evidence: input.evidence(reason, input.figures(campaign), campaign: campaign.id),
      forecast: OutcomeForecast.none(
        input.response(of: campaign).revenue(atDailySpend: spend)),
      atWorst: input.spendAtWorst(
        campaign.dailyBudget, campaign.platform, end: day, cap: campaign.totalBudget))
  }

  package static func draft(
    cancellingSendOf campaign: Campaign, because reason: String, input: PlanningInput
  ) -> DecisionDraft {
    DecisionDraft(
      action: .cancelSend(CampaignHandle(campaign)),
      title: "Stop sending \"\(campaign.name)\"", platform: campaign.platform,
      evidence: input.evidence(
        reason, input.figures(campaign) + [Decision.Fact("already sent", "stays sent")],
        campaign: campaign.id),
      forecast: OutcomeForecast.none(Estimate(mean: 0, low: 0, high: 0)),
      atWorst: .zero(input.currency))
  }

  /// The stored inverse of a decision; `nil` if it has none.
  package static func draft(undoing decision: Decision, input: PlanningInput) -> DecisionDraft? {
    guard let inverse = decision.action.inverse else { return nil }
    let campaign = inverse.campaigns.first.flatMap { input.campaign($0) }
    let budgets = inverse.budgetsInForce.reduce(Money.zero(input.currency)) { $0 + $1.1 }
    let worst = input.spendAtWorst(
      budgets.isPositive ? budgets : nil, decision.platform,
      end: campaign?.end ?? input.now.day.adding(days: 6), cap: campaign?.totalBudget)
    return DecisionDraft(
      action: inverse, title: "Undo: \(decision.title)", platform: decision.platform,
      evidence: input.evidence(
        "takes back decision \(decision.id)",
        [
          Decision.Fact("decided", "\(decision.proposedAt)"),
          Decision.Fact("now", decision.state.name),
        ]
          + (campaign.map { input.figures($0) } ?? []), campaign: campaign?.id),
      forecast: OutcomeForecast.none(Estimate(mean: 0, low: 0, high: 0)),
      atWorst: inverse.isRiskReducing ? .zero(input.currency) : worst)
  }
}
