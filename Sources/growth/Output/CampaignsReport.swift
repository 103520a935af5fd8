import AgentInterface
import Commerce

struct CampaignsReport: Report {
  var now: String
  var campaigns: [Row]

  struct Row: Encodable {
    var id: Int64
    var name: String
    var platform: String
    var type: String
    var segment: String
    var status: String
    var pausedBy: String?
    var dailyBudget: MoneyValue?
    var totalBudget: MoneyValue?
    var heldToday: MoneyValue?
    var start: String
    var end: String
    var pace: Double?
    var today: MetricsValue
    var week: MetricsValue
    var weekBefore: MetricsValue
    var isLearning: Bool
    var heldBecause: String?
    var externalId: String?
    /// `null` for a campaign that began before goals were kept.
    var objectives: [GoalValue]?
    var targeting: TargetingValue?
    var creatives: [CreativeResultValue]
    /// Newest first.
    var history: [ChangeValue]
  }

  private let snapshot: Snapshot

  init(_ snapshot: Snapshot, _ details: [Campaign.ID: CampaignDetail] = [:]) {
    now = snapshot.now.iso8601
    campaigns = snapshot.campaigns.map {
      Row($0, details[$0.campaign.id], snapshot.shop.currency)
    }
    self.snapshot = snapshot
  }

  func text(_ layout: TextLayout) -> String {
    TextTable(
      [
        .right("id"), .left("name"), .left("platform"), .left("type"), .left("segment"),
        .left("state"), .right("budget"), .right("spent"), .right("CTR"), .right("CPC"),
        .right("CVR"), .right("ROAS 7d"),
      ],
      rows: snapshot.campaigns.map { row in
        let (campaign, currency) = (row.campaign, snapshot.shop.currency)
        return [
          "\(campaign.id)", campaign.name, campaign.platform.rawValue,
          campaign.objective.rawValue, "\(campaign.audience)", campaign.stateWords,
          campaign.dailyBudget?.description ?? "–",
          Money(micros: row.today.spendMicros, currency).description,
          Figure.percent(row.week.clickThroughRate),
          row.week.costPerClick.map { Money(units: $0, currency).description } ?? "–",
          Figure.percent(row.week.conversionRate), Figure.of(row.week.returnOnAdSpend),
        ]
      }, emptyText: "There are no campaigns yet."
    ).text(layout)
  }

  private enum CodingKeys: String, CodingKey { case now, campaigns }
}

extension CampaignsReport.Row {
  fileprivate init(_ row: CampaignRow, _ detail: CampaignDetail?, _ currency: Currency) {
    let campaign = row.campaign
    let results = detail?.creatives ?? []
    self.init(
      id: campaign.id.value, name: campaign.name, platform: campaign.platform.rawValue,
      type: campaign.objective.rawValue, segment: "\(campaign.audience)",
      status: campaign.status.rawValue, pausedBy: campaign.pausedBy.map { "\($0)" },
      dailyBudget: campaign.dailyBudget.map(MoneyValue.init),
      totalBudget: campaign.totalBudget.map(MoneyValue.init),
      heldToday: row.heldToday.map(MoneyValue.init), start: "\(campaign.start)",
      end: "\(campaign.end)", pace: row.pace, today: MetricsValue(row.today, currency),
      week: MetricsValue(row.week, currency),
      weekBefore: MetricsValue(row.weekBefore, currency), isLearning: row.isLearning,
      heldBecause: row.heldBecause, externalId: campaign.externalID,
      objectives: campaign.goals?.map { GoalValue($0, row) },
      targeting: campaign.targeting.map(TargetingValue.init),
      creatives: campaign.creatives.map { creative in
        CreativeResultValue(
          creative, results.first { $0.creative.label == creative.label }, currency)
      }, history: (detail?.changes ?? []).map(ChangeValue.init))
  }
}

extension Campaign {
  /// `paused by agent`.
  var stateWords: String {
    status.rawValue + (status == .paused ? pausedBy.map { " by \($0)" } ?? "" : "")
  }
}
