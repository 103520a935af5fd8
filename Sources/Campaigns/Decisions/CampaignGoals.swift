package import Commerce
package import Oversight

extension CampaignGoal {
  /// What a campaign has to reach, from what was expected when it was decided and from the shop's
  /// limits.
  ///
  /// - Parameters:
  ///   - plan: Of the campaign.
  ///   - forecast: Of the decision that creates it.
  ///   - targets: What a person wants the shop's figures to be.
  ///   - input: The shop as it stands.
  /// - Returns: Revenue and orders where they were foretold; return and cost where money is spent.
  package static func goals(
    of plan: CampaignPlan, _ forecast: Decision.Forecast, targets: [KPI: Double],
    _ input: PlanningInput
  ) -> [CampaignGoal] {
    var goals: [CampaignGoal] = []
    if forecast.metric == .attributedRevenue, forecast.estimate.mean > 0 {
      let revenue = forecast.estimate.mean * 7
      let because = "as expected when it was decided"
      goals.append(CampaignGoal(.revenue, revenue, because: because))
      goals.append(CampaignGoal(.orders, revenue / input.orderValue, because: because))
    }
    guard plan.platform.hasBudgets else { return goals }
    return goals + [returnGoal(targets, input), costGoal(plan.objective, targets, input)]
  }

  private static func returnGoal(_ targets: [KPI: Double], _ input: PlanningInput) -> CampaignGoal {
    let least = input.policy.minimumReturn
    guard let target = targets[.returnOnAdSpend], target > least else {
      return CampaignGoal(.returnOnAdSpend, least, because: "the least that is allowed")
    }
    return CampaignGoal(.returnOnAdSpend, target, because: "the shop's target")
  }

  /// New customers may cost what the shop wants to pay for one; every other order what it leaves.
  private static func costGoal(
    _ objective: Campaign.Objective, _ targets: [KPI: Double], _ input: PlanningInput
  ) -> CampaignGoal {
    if objective == .acquisition, let target = targets[.acquisitionCost] {
      return CampaignGoal(.costPerOrder, target, because: "the shop's target for a new customer")
    }
    return CampaignGoal(
      .costPerOrder, input.orderValue * input.shop.grossMargin,
      because: "what a usual order leaves after goods")
  }
}

extension Targeting {
  /// Whom a campaign's platform is told to reach.
  package init(_ plan: CampaignPlan, _ input: PlanningInput) {
    let isEmail = !plan.platform.hasBudgets
    var isList = false
    if case .segment = plan.audience { isList = true }
    self.init(
      audience: plan.audience, listed: isList ? plan.recipients.count : nil,
      resembled: plan.audience == .lookalike ? input.bestCustomers : nil,
      excludesCustomers: plan.audience == .lookalike || plan.audience == .prospects,
      needsConsent: isEmail, mostPerWeek: isEmail ? input.policy.emailsPerWeek : nil)
  }
}
