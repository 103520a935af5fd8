package import Commerce

/// All that a platform fixes when a campaign is created there.
package struct CampaignSetup: Hashable, Sendable {
  package var externalID: String
  package var name: String
  package var platform: Platform
  package var audience: Audience
  package var objective: Campaign.Objective
  /// Shop references; those that the shop does not know are left out.
  package var recipients: [String]
  package var creatives: [Creative]
  /// Micros a day, 0 where there are no budgets.
  package var dailyBudget: Int64
  /// Micros for its whole life; `nil` for no cap.
  package var spendCap: Int64?
  package var end: Day
  package var discountCode: String?

  package init(externalID: String, dailyBudget: Int64, spendCap: Int64?, plan: CampaignPlan) {
    self.externalID = externalID
    self.dailyBudget = dailyBudget
    self.spendCap = spendCap
    name = plan.externalName
    platform = plan.platform
    audience = plan.audience
    objective = plan.objective
    recipients = plan.recipients
    creatives = plan.creatives
    end = plan.end
    discountCode = plan.discountCode
  }
}
