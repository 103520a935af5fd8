/// Something worth doing that the data shows, before it has become a decision.
package struct Opportunity: Hashable, Codable, Sendable {
  package var kind: Kind
  package var platform: Platform
  package var audience: Audience
  /// The running campaign it concerns, if it concerns one.
  package var campaign: Campaign.ID?
  /// Incremental profit over `horizonDays`, in currency units, after the cost of the campaign.
  package var profit: Estimate
  /// Money it would spend over `horizonDays`, in currency units.
  package var cost: Double
  package var horizonDays: Int
  /// Probability that the profit is positive, 0…1.
  package var confidence: Double
  /// What may be gained by trying it; `nil` where nothing would be learnt.
  package var learning: Hope?
  package var reason: String
  /// What it is ranked by: hoped profit a day times its chance, less what people and urgency say; 0
  /// before it is ranked.
  package var score: Double

  package enum Kind: String, CaseIterable, Codable, Sendable {
    case winback, retention, upsell, acquisition
    /// Something that goes with what members bought who come back often for little.
    case crossSell = "cross-sell"
    /// New customers who resemble the best.
    case lookalike
    case budgetMove = "budget move"
    /// A budget move that the forecast of demand makes worth it.
    case seasonalPush = "seasonal push"
    /// A budget that is used up too early, or held and not used.
    case pacing
    case creativeRefresh = "creative refresh"
    case pauseLoss = "pause a loss"
    case experiment
  }

  /// What it is chosen by: what may be gained by trying it, or what is expected.
  package var hope: Hope { learning ?? Hope(profit: profit.mean, confidence: confidence) }

  package init(
    kind: Kind, platform: Platform, audience: Audience, campaign: Campaign.ID?, profit: Estimate,
    cost: Double, horizonDays: Int, confidence: Double, learning: Hope? = nil, reason: String,
    score: Double = 0
  ) {
    self.kind = kind
    self.platform = platform
    self.audience = audience
    self.campaign = campaign
    self.profit = profit
    self.cost = cost
    self.horizonDays = horizonDays
    self.confidence = confidence
    self.learning = learning
    self.reason = reason
    self.score = score
  }
}

/// An idea that was not proposed, and why, with the numbers.
package struct Considered: Hashable, Codable, Sendable {
  package var kind: Opportunity.Kind
  package var subject: String
  package var why: String

  package init(kind: Opportunity.Kind, subject: String, why: String) {
    self.kind = kind
    self.subject = subject
    self.why = why
  }
}
