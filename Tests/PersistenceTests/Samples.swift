import AgentInterface
import Commerce
import Oversight
import Persistence

let today = Day(number: 15_000)
let noon = Instant(today, hour: 12)

func pounds(_ units: Double) -> Money { Money(units: units, .poundSterling) }

func sampleCampaign(_ id: Int64 = 1) -> Campaign {
  Campaign(
    id: Campaign.ID(id), name: "Winback \"spring\"", objective: .winback, platform: .googleAds,
    audience: .segment(.atRisk), dailyBudget: pounds(40), totalBudget: pounds(600), start: today,
    end: today.adding(days: 7), status: .active,
    creatives: [
      Creative(
        label: "A", idea: .benefit, headline: "Back again?", body: "Ten per cent off",
        callToAction: "Shop")
    ], externalID: "g-\(id)")
}

func sampleDecision(
  _ id: Int64, state: Decision.State = .needsApproval(expires: noon.adding(hours: 24)),
  campaign: Int64 = 1, outcome: Decision.Outcome? = nil
) throws -> Decision {
  try Decision(
    id: Decision.ID(id),
    action: .setDailyBudget(
      BudgetChange(
        campaign: CampaignHandle(sampleCampaign(campaign)), from: pounds(40), to: pounds(70))),
    title: "Raise \"Winback\" £40 → £70", platform: .googleAds, proposedBy: .agent,
    proposedAt: noon,
    evidence: Decision.Evidence(
      reason: "Each further pound earns 2.4", facts: [Decision.Fact("ROAS", "3.1")],
      dataFrom: noon.adding(days: -28), dataTo: noon,
      curve: Decision.Curve(
        spend: [0, 40, 80], mean: [0, 100, 150.25], low: [0, 80, 90], high: [0, 120, .infinity],
        current: 40, proposed: 70)),
    forecast: Decision.Forecast(
      metric: .incrementalProfit, estimate: Estimate(mean: 12.1, low: 3.3, high: 20.7),
      horizonDays: 7),
    atWorst: pounds(420), checks: [Check(.budgetCap, .passed, "£70 of £300")], state: state,
    outcome: outcome)
}

func sampleEntry(_ id: Int64, decision: Int64, index: Int = 0) -> OutboxEntry {
  OutboxEntry(
    id: OutboxEntry.ID(id), decision: Decision.ID(decision), index: index, platform: .googleAds,
    operation: .setDailyBudget(CampaignHandle(sampleCampaign()), pounds(70)),
    state: .uncertain(since: noon, readAfter: noon.adding(seconds: 90)), attempts: 1)
}

func sampleAudit(_ what: String = "decision approved", subject: String = "decision 1") -> AuditEntry
{
  AuditEntry(
    at: noon, by: .person("ada"), role: "owner", what: what, subject: subject,
    before: "needs approval", after: "approved", why: "looks right", evidence: Digest(of: [1, 2]),
    policyVersion: 3)
}

func reserve(_ amount: Double, campaign: Int64 = 1, decision: Int64? = nil) -> Transfer {
  Transfer(
    kind: .reserve, campaign: Campaign.ID(campaign), platform: .googleAds, day: today,
    amountMicros: pounds(amount).micros, decision: decision.map { Decision.ID($0) }, at: noon)
}

/// Caps of 100 a day, 60 a platform's day and 1,000 in all.
let sampleCaps: [Account: Int64] = [
  .total: pounds(1_000).micros, .day(today): pounds(100).micros,
  .platformDay(.googleAds, today): pounds(60).micros,
  .campaign(Campaign.ID(1)): pounds(600).micros, .campaign(Campaign.ID(2)): pounds(600).micros,
]

func metricsRow(
  _ hour: Int, campaign: Int64 = 1, creative: String = "A", clicks: Int64 = 10,
  day: Day = today
) -> MetricsRow {
  MetricsRow(
    campaign: Campaign.ID(campaign), creative: creative, hour: Instant(day, hour: hour),
    metrics: Metrics(
      impressions: 100 * clicks, clicks: clicks, conversions: Double(clicks) / 8,
      spendMicros: clicks * 400_000, revenueMicros: clicks * 1_500_000))
}

func sampleActivity(_ id: Int64, campaign: Int64? = 1) -> ActivityEntry {
  ActivityEntry(
    id: id, at: noon.adding(seconds: id), kind: .act, by: .person("agent"), text: "Entry \(id)",
    detail: "more", decision: Decision.ID(1), campaign: campaign.map { Campaign.ID($0) })
}

func order(_ reference: String, customer: Int64, day: Day = today, amount: Double = 20) -> Order {
  Order(
    reference: reference, customer: Customer.ID(customer), placedAt: Instant(day, hour: 10),
    amount: pounds(amount), campaign: nil)
}

func samplePlan(firstDay: Day = today, closing: TrackedPlan.Closing? = nil) -> TrackedPlan {
  let plan = WeeklyPlan(
    firstDay: firstDay, lastDay: firstDay.adding(days: 6), writtenAt: Instant(firstDay, hour: 3),
    summary: "7 days: £35,520 of revenue",
    goals: [
      WeeklyPlan.Goal(
        measure: .revenue, goal: 35_520,
        expected: Estimate(mean: 35_520, low: 33_000, high: 38_000),
        path: [5_000, 10_000], usual: 30_100, because: "it is expected")
    ],
    budgets: [
      WeeklyPlan.Budget(
        objective: .winback, campaigns: 1, spend: pounds(280), waiting: pounds(0),
        before: pounds(271))
    ], risks: ["little data"],
    conditions: [
      WeeklyPlan.Condition(
        measure: .revenue, day: firstDay.adding(days: 3), isBelow: true, limit: 18_400.5)
    ])
  return TrackedPlan(
    plan, decision: Decision.ID(1),
    actual: [
      ShopDay(
        day: firstDay, orders: 120, revenue: 4_800, newCustomers: 20, spend: 40, grossMargin: 0.5)
    ], churnRisk: 0.4, closing: closing)
}

func sampleLesson(_ id: Int64) -> Lesson {
  Lesson(
    id: id, at: noon, kind: .rejection, subject: "Raise \"Winback\"", before: "worth asking",
    after: "rests 14 days", because: "ann rejected it", campaign: Campaign.ID(1),
    decision: Decision.ID(1))
}
