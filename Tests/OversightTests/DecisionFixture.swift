import Commerce
import Oversight

/// Values that the tests of this folder share.
enum Fixture {
  static let now = Instant(Day(number: 15_000), hour: 9)
  static let handle = CampaignHandle(
    campaign: Campaign.ID(7), externalName: "ga-7 Winback", externalID: "x7")

  static func pounds(_ units: Double) -> Money { Money(units: units, .poundSterling) }

  static func raise(from: Double = 40, to: Double = 70) -> Action {
    .setDailyBudget(BudgetChange(campaign: handle, from: pounds(from), to: pounds(to)))
  }

  static func decision(_ action: Action, horizonDays: Int = 3) throws -> Decision {
    try Decision(
      id: Decision.ID(1), action: action, title: "Raise \"Winback\" £40 → £70",
      platform: .metaAds, proposedBy: .agent, proposedAt: now,
      evidence: Decision.Evidence(reason: "it earns", facts: [], dataFrom: now, dataTo: now),
      forecast: Decision.Forecast(
        metric: .incrementalProfit, estimate: Estimate(mean: 61, low: 31, high: 94),
        horizonDays: horizonDays), atWorst: pounds(631))
  }

  static func campaign(
    budget: Double = 40, status: Campaign.Status = .active, pausedBy: Originator? = nil
  ) -> Campaign {
    Campaign(
      id: Campaign.ID(7), name: "Winback", objective: .winback, platform: .metaAds,
      audience: .segment(.atRisk), dailyBudget: pounds(budget), totalBudget: pounds(2_000),
      start: now.day, end: now.day.adding(days: 6), status: status, pausedBy: pausedBy,
      creatives: [], externalID: "x7")
  }

  /// A campaign that does not exist yet.
  static func plan(on platform: Platform) -> CampaignPlan {
    CampaignPlan(
      campaign: Campaign.ID(9), externalName: "ga-9 New", objective: .winback, platform: platform,
      audience: .segment(.atRisk), recipients: [], dailyBudget: nil, spendCap: nil,
      end: now.day.adding(days: 6), creatives: [])
  }

  static var policy: Policy {
    Policy(currency: .poundSterling, dayCap: pounds(1_500), totalCap: pounds(20_000))
  }

  static func context(
    campaign: Campaign = campaign(), policy: Policy = policy, halted: Bool = false,
    ledger: Ledger = Ledger(), alarms: [Alert.Scope: String] = [:], metrics: Metrics = .zero,
    ages: [Platform: Int] = [.metaAds: 2], emails: [String: Int] = [:], revenueShare: Double = 0.1
  ) -> GuardrailContext {
    GuardrailContext(
      now: now, policy: policy, isHalted: halted, ledger: ledger,
      campaigns: [
        campaign.id: GuardrailContext.Standing(
          campaign: campaign, budgetAtDayStart: campaign.dailyBudget, settledMetrics: metrics,
          revenueShare: revenueShare)
      ], alarms: alarms, reportAgeHours: ages, emailsLastWeek: emails)
  }
}
