/// One change to be made on one platform. The outbox holds these; each is a single call there.
package enum PlatformOperation: Hashable, Codable, Sendable {
  /// Always created paused, with an end and a spend cap of its own.
  case createCampaign(CampaignPlan)
  case activate(CampaignHandle)
  case pause(CampaignHandle)
  case setDailyBudget(CampaignHandle, Money)
  /// Last day it may run.
  case setEnd(CampaignHandle, Day)
  /// The creatives that run from now on, with their shares of traffic (adding up to 1).
  case setCreatives(CampaignHandle, [Creative], shares: [Double])
  /// Starts sending an e-mail campaign now.
  case send(CampaignHandle)
  /// Stops an e-mail campaign that has not been sent completely. What is sent stays sent.
  case cancelSend(CampaignHandle)
  case end(CampaignHandle)
  case createDiscount(DiscountPlan)
  case endDiscount(code: String)
}

/// How a campaign is addressed: by the platform's id if it is known, else by the unique name we
/// gave it.
package struct CampaignHandle: Hashable, Codable, Sendable {
  package var campaign: Campaign.ID
  package var externalName: String
  package var externalID: String?

  package init(campaign: Campaign.ID, externalName: String, externalID: String?) {
    self.campaign = campaign
    self.externalName = externalName
    self.externalID = externalID
  }

  package init(_ campaign: Campaign) {
    self.init(
      campaign: campaign.id, externalName: campaign.externalName, externalID: campaign.externalID)
  }
}

/// Everything a platform needs to set a campaign up.
package struct CampaignPlan: Hashable, Codable, Sendable {
  package var campaign: Campaign.ID
  package var externalName: String
  package var objective: Campaign.Objective
  package var platform: Platform
  package var audience: Audience
  /// Shop references of the customers it speaks to; empty unless the audience is a segment.
  package var recipients: [String]
  package var dailyBudget: Money?
  /// Cap for the campaign's whole life, set at the platform.
  package var spendCap: Money?
  package var end: Day
  package var creatives: [Creative]
  /// A discount code that the message offers, if any.
  package var discountCode: String?
  /// Where its messages are compared: they are dealt to the recipients as ``VariantAssignment`` has
  /// it.
  package var test: EmailTest?

  package init(
    campaign: Campaign.ID, externalName: String, objective: Campaign.Objective, platform: Platform,
    audience: Audience, recipients: [String], dailyBudget: Money?, spendCap: Money?, end: Day,
    creatives: [Creative], discountCode: String? = nil, test: EmailTest? = nil
  ) {
    self.campaign = campaign
    self.externalName = externalName
    self.objective = objective
    self.platform = platform
    self.audience = audience
    self.recipients = recipients
    self.dailyBudget = dailyBudget
    self.spendCap = spendCap
    self.end = end
    self.creatives = creatives
    self.discountCode = discountCode
    self.test = test
  }
}

/// A discount code in the shop.
package struct DiscountPlan: Hashable, Codable, Sendable {
  package var code: String
  /// Share taken off the price, in (0, 1).
  package var share: Double
  package var end: Day

  package init(code: String, share: Double, end: Day) {
    self.code = code
    self.share = share
    self.end = end
  }
}

extension PlatformOperation {
  /// A short name for logs and the activity journal: `set daily budget`.
  package var verb: String {
    switch self {
    case .createCampaign: "create campaign"
    case .activate: "activate"
    case .pause: "pause"
    case .setDailyBudget: "set daily budget"
    case .setEnd: "set end"
    case .setCreatives: "set creatives"
    case .send: "send"
    case .cancelSend: "cancel send"
    case .end: "end"
    case .createDiscount: "create discount"
    case .endDiscount: "end discount"
    }
  }

  /// The campaign it concerns; none for discounts.
  package var campaign: Campaign.ID? {
    switch self {
    case .createCampaign(let plan): plan.campaign
    case .activate(let handle), .pause(let handle), .setDailyBudget(let handle, _),
      .setEnd(let handle, _), .setCreatives(let handle, _, _), .send(let handle),
      .cancelSend(let handle), .end(let handle):
      handle.campaign
    case .createDiscount, .endDiscount: nil
    }
  }
}
