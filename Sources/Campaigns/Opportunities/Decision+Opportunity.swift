package import Commerce
package import Oversight

extension Decision {
  /// The kind of opportunity that it was made from, or what usually leads to such an action where
  /// that was not written down; `nil` for upkeep.
  package var opportunityKind: Opportunity.Kind? { evidence.opportunity ?? action.usualOpportunity }
}

extension Action {
  fileprivate var usualOpportunity: Opportunity.Kind? {
    switch self {
    case .createCampaign(let plan), .sendEmailCampaign(let plan):
      plan.audience == .lookalike ? .lookalike : plan.objective.opportunity
    case .setDailyBudget, .reallocateBudgets: .budgetMove
    case .pauseCampaign: .pauseLoss
    case .startExperiment: .experiment
    case .replaceCreative: .creativeRefresh
    case .launchCampaign, .resumeCampaign, .concludeExperiment, .cancelSend, .createDiscount,
      .endDiscount, .endCampaign, .renewCampaign, .adoptPlan:
      nil
    }
  }
}

extension Campaign.Objective {
  var opportunity: Opportunity.Kind {
    switch self {
    case .acquisition: .acquisition
    case .retention: .retention
    case .winback: .winback
    case .upsell: .upsell
    }
  }
}

extension Opportunity.Kind {
  /// The objective of a campaign of this kind; `nil` for kinds that concern running campaigns.
  var objective: Campaign.Objective? {
    switch self {
    case .acquisition, .lookalike: .acquisition
    case .retention: .retention
    case .winback: .winback
    case .upsell, .crossSell: .upsell
    case .budgetMove, .seasonalPush, .pacing, .creativeRefresh, .pauseLoss, .experiment: nil
    }
  }
}
