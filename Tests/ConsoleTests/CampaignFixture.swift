import AgentInterface
import Commerce

/// Campaigns in every state that a row can show.
enum CampaignFixture {
  static let rows = [
    row(
      1, "Shopping · bestsellers", .googleAds, .prospects, 200, spent: 97, roas: 3.9, before: 3.4,
      [5, 5, 6, 6, 6, 7, 7]),
    row(
      2, "Brand search", .googleAds, .everyone, 120, spent: 61, roas: 2.4, before: 4.1,
      [7, 7, 6, 7, 6, 5, 3], held: "CPC 2.7× expected"),
    row(
      3, "Christmas sets · lookalike", .metaAds, .lookalike, 90, spent: 38, roas: 1.6, before: 1.6,
      [3, 3, 4, 3, 4, 4, 4], isLearning: true),
    row(
      4, "Winback · lapsed gifters", .metaAds, .segment(.atRisk), 40, spent: 22, roas: 4.8,
      before: 3.9, [2, 3, 3, 5, 6, 6, 7]),
    row(
      5, "Candles · interest", .metaAds, .prospects, 30, spent: 4, roas: 0.2, before: 0.6,
      [4, 3, 2, 2, 1, 1, 1], status: .paused, pausedBy: .person("ana")),
    row(
      6, "Thank you, second order", .klaviyo, .segment(.new), nil, spent: 0, roas: nil, before: nil,
      [1, 7, 2, 1, 1, 1, 1], status: .completed),
    row(
      7, "We miss you, December", .klaviyo, .segment(.hibernating), nil, spent: 0, roas: nil,
      before: nil, [], status: .active),
  ]

  static func row(
    _ id: Int64, _ name: String, _ platform: Platform, _ audience: Audience, _ budget: Double?,
    spent: Double, roas: Double?, before: Double?, _ trend: [Double],
    status: Campaign.Status = .active, pausedBy: Originator? = nil, isLearning: Bool = false,
    held: String? = nil
  ) -> CampaignRow {
    CampaignRow(
      campaign: campaign(id, name, platform, audience, budget, status, pausedBy),
      today: metrics(spent: spent, roas: roas, days: 0.4),
      week: metrics(spent: spent * 12, roas: roas, days: 7),
      weekBefore: metrics(spent: spent * 11, roas: before, days: 7),
      heldToday: budget.map { SnapshotFixture.money($0 * platform.overspendFactor) },
      pace: budget.map { spent / ($0 * 0.42) }, trend: trend, isLearning: isLearning,
      heldBecause: held)
  }

  static func campaign(
    _ id: Int64, _ name: String, _ platform: Platform = .googleAds,
    _ audience: Audience = .everyone,
    _ budget: Double? = 50, _ status: Campaign.Status = .active, _ pausedBy: Originator? = nil
  ) -> Campaign {
    let start = SnapshotFixture.instant(3, 0, month: 11).day
    return Campaign(
      id: Campaign.ID(id), name: name, objective: platform == .metaAds ? .winback : .acquisition,
      platform: platform, audience: audience, dailyBudget: budget.map(SnapshotFixture.money),
      totalBudget: budget.map { SnapshotFixture.money($0 * 30) }, start: start,
      end: SnapshotFixture.now.day.adding(days: 5), status: status, pausedBy: pausedBy,
      creatives: creatives, goals: id == 2 ? goals : nil,
      targeting: id == 2 ? Targeting(audience: audience, listed: 262) : nil)
  }

  static let goals = [
    CampaignGoal(.returnOnAdSpend, 1.5, because: "the least that is allowed"),
    CampaignGoal(.costPerOrder, 25, because: "what a usual order leaves after goods"),
    CampaignGoal(.revenue, 2_000, because: "as expected when it was decided"),
  ]

  static let creatives = [
    Creative(
      label: "A", idea: .urgency, headline: "Gifts that arrive before Friday",
      body: "Order by Wednesday noon.", callToAction: "Shop gifts"),
    Creative(
      label: "B", idea: .benefit, headline: "Hand-poured, wrapped, on time",
      body: "Candles and cards from Fernhill.", callToAction: "See the range"),
  ]

  static func metrics(spent: Double, roas: Double?, days: Double) -> Metrics {
    let impressions = 600 + spent * 40
    return Metrics(
      impressions: Int64(impressions), opens: Int64(impressions * 0.3),
      clicks: Int64(impressions * 0.03), conversions: (impressions * 0.0008).rounded(),
      spendMicros: Int64(spent * 1_000_000),
      revenueMicros: Int64((roas.map { $0 * spent } ?? days * 20) * 1_000_000))
  }
}
