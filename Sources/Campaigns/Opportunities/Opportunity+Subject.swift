package import Commerce

extension Opportunity {
  /// What it concerns: a campaign by its name, or an audience with how it is reached.
  package func subject(campaign name: String?) -> String {
    switch kind {
    case .budgetMove, .seasonalPush: "budgets"
    case .pacing, .creativeRefresh, .pauseLoss, .experiment:
      name.map { "\"\($0)\"" } ?? "\(audience)"
    case .winback, .retention, .upsell, .crossSell, .acquisition, .lookalike:
      platform == .klaviyo ? "\(audience) by e-mail" : "\(audience) on \(platform.name)"
    }
  }
}

extension PlanningInput {
  func subject(of opportunity: Opportunity) -> String {
    opportunity.subject(campaign: opportunity.campaign.flatMap { campaign($0)?.name })
  }
}
