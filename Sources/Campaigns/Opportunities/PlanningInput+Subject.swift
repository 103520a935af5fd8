package import Commerce

extension PlanningInput {
  /// What an opportunity concerns: a campaign by its name, or an audience with how it is reached.
  package func subject(of opportunity: Opportunity) -> String {
    switch opportunity.kind {
    case .budgetMove, .seasonalPush: return "budgets"
    case .pacing, .creativeRefresh, .pauseLoss, .experiment:
      guard let id = opportunity.campaign, let campaign = campaign(id) else {
        return "\(opportunity.audience)"
      }
      return "\"\(campaign.name)\""
    case .winback, .retention, .upsell, .crossSell, .acquisition, .lookalike:
      return opportunity.platform == .klaviyo
        ? "\(opportunity.audience) by e-mail"
        : "\(opportunity.audience) on \(opportunity.platform.name)"
    }
  }
}
