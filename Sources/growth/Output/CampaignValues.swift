import AgentInterface
import Commerce
import Oversight

/// A goal beside what came.
struct GoalValue: Encodable {
  var measure: String
  var target: Double
  var isLowerBetter: Bool
  var week: Double?
  var weekBefore: Double?
  var isReached: Bool?
  var because: String

  init(_ goal: CampaignGoal, _ row: CampaignRow) {
    measure = goal.measure.rawValue
    target = goal.target
    isLowerBetter = goal.measure.isLowerBetter
    week = goal.measure.value(of: row.week)
    weekBefore = goal.measure.value(of: row.weekBefore)
    isReached = goal.isReached(by: row.week)
    because = goal.because
  }
}

/// Whom a platform was told to reach.
struct TargetingValue: Encodable {
  var audience: String
  var listed: Int?
  var resembled: Int?
  var excludesCustomers: Bool
  var needsConsent: Bool
  var mostPerWeek: Int?

  init(_ targeting: Targeting) {
    audience = "\(targeting.audience)"
    listed = targeting.listed
    resembled = targeting.resembled
    excludesCustomers = targeting.excludesCustomers
    needsConsent = targeting.needsConsent
    mostPerWeek = targeting.mostPerWeek
  }
}

/// A creative in full with what came of it in 28 days.
struct CreativeResultValue: Encodable {
  var creative: CreativeValue
  var month: MetricsValue?
  var wear: WearValue?

  init(_ creative: Creative, _ result: CampaignDetail.CreativeResult?, _ currency: Currency) {
    self.creative = CreativeValue(creative)
    month = result.map { MetricsValue($0.metrics, currency) }
    wear = result?.wear.map(WearValue.init)
  }

  struct WearValue: Encodable {
    var early: Double
    var late: Double
    var change: Double
    var days: Int
    var isWorn: Bool

    init(_ wear: Wear) {
      early = wear.early
      late = wear.late
      change = wear.change
      days = wear.days
      isWorn = wear.isWorn
    }
  }

  private enum Keys: String, CodingKey { case month, wear }

  /// The creative's own fields stand beside its figures.
  func encode(to encoder: any Encoder) throws {
    try creative.encode(to: encoder)
    var container = encoder.container(keyedBy: Keys.self)
    try container.encodeIfPresent(month, forKey: .month)
    try container.encodeIfPresent(wear, forKey: .wear)
  }
}

/// One thing that was changed about a campaign.
struct ChangeValue: Encodable {
  var at: String
  var what: String
  var from: Value?
  var to: Value
  var because: String
  var by: String
  var approvedBy: [String]
  var decision: Int64

  init(_ change: CampaignChange) {
    at = change.at.iso8601
    what = change.subject.rawValue
    from = change.from.map(Value.init)
    to = Value(change.to)
    because = change.because
    by = "\(change.by)"
    approvedBy = change.approvedBy.map { "\($0)" }
    decision = change.decision.value
  }

  /// One of them.
  struct Value: Encodable {
    var status: String?
    var money: MoneyValue?
    var day: String?
    var creatives: [CreativeValue]?

    init(_ value: CampaignChange.Value) {
      switch value {
      case .status(let status): self.status = status.rawValue
      case .money(let money): self.money = MoneyValue(money)
      case .day(let day): self.day = "\(day)"
      case .creatives(let creatives): self.creatives = creatives.map(CreativeValue.init)
      }
    }
  }
}
