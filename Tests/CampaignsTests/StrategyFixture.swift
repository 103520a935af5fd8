import Campaigns
import Commerce
import Evaluation
import Oversight

/// A shop of 100 orders a day and two campaigns, on a Monday morning.
enum StrategyFixture {
  /// 2011-02-14, a Monday.
  static let monday = Day(number: 15_019)
  static let now = Instant(monday, hour: 3)
  static let shop = Shop(name: "Fern & Finch", currency: .poundSterling, grossMargin: 0.5)
  static let policy = Policy(
    currency: .poundSterling, dayCap: pounds(500), totalCap: pounds(20_000))

  static func pounds(_ units: Double) -> Money { Money(units: units, .poundSterling) }

  /// Four weeks, each better than the one before by a twentieth.
  static func history(days: Int = 28) -> [ShopDay] {
    (0..<days).map { place in
      let level = 1 + 0.05 * Double(place / 7)
      return ShopDay(
        day: monday.adding(days: place - days), orders: Int(100 * level), revenue: 4_000 * level,
        newCustomers: Int(20 * level), spend: 80, grossMargin: 0.5)
    }
  }

  static func forecast(level: Double = 1.2, width: Double = 0.1, days: Int = 14)
    -> [StrategyInput.ExpectedDay]
  {
    (0..<days).map { place in
      let wave = place % 7 == 5 ? 1.4 : 1
      func estimate(_ mean: Double) -> Estimate {
        Estimate(mean: mean, low: mean * (1 - width), high: mean * (1 + width))
      }
      return StrategyInput.ExpectedDay(
        day: monday.adding(days: place), orders: estimate(100 * level * wave),
        revenue: estimate(4_000 * level * wave))
    }
  }

  static func campaign(
    _ id: Int64, _ objective: Campaign.Objective, budget: Double
  ) -> Campaign {
    var campaign = PlanningFixture.campaign(id, budget: budget)
    campaign.objective = objective
    return campaign
  }

  static func input(
    history: [ShopDay] = history(), forecast: [StrategyInput.ExpectedDay] = forecast(),
    campaigns: [Campaign]? = nil, targets: [KPI: Double] = [:], decisions: [Decision] = [],
    earlier: [TrackedPlan] = []
  ) -> StrategyInput {
    let campaigns =
      campaigns ?? [campaign(1, .acquisition, budget: 60), campaign(2, .winback, budget: 20)]
    var book = MetricsBook()
    for campaign in campaigns { PlanningFixture.record(campaign, roas: 4, into: &book) }
    return StrategyInput(
      now: now, shop: shop, policy: policy, targets: targets, campaigns: campaigns, book: book,
      responses: PlanningFixture.learnt(campaigns, book), history: history, forecast: forecast,
      churnRisk: 0.4, totalLeft: pounds(10_000), decisions: decisions, earlier: earlier)
  }

  static func plan(_ input: StrategyInput = input()) -> WeeklyPlan { PlanWriter(input).plan }

  /// A plan with its first days at a share of what was expected.
  static func tracked(_ plan: WeeklyPlan, days: Int, share: Double = 1) -> TrackedPlan {
    let path = plan.goal(.revenue)?.path ?? []
    let actual = (0..<days).map { place in
      ShopDay(
        day: plan.firstDay.adding(days: place), orders: 120,
        revenue: share * (path[place] - (place > 0 ? path[place - 1] : 0)), newCustomers: 24,
        spend: 80, grossMargin: 0.5)
    }
    return TrackedPlan(plan, actual: actual, churnRisk: 0.39)
  }

  static func decision(_ plan: WeeklyPlan, state: Decision.State) throws -> Decision {
    let draft = PlanWriter.draft(plan, input: input())
    return try Decision(
      id: Decision.ID(9), action: draft.action, title: draft.title, platform: draft.platform,
      proposedBy: .agent, proposedAt: now, evidence: draft.evidence, forecast: draft.forecast,
      atWorst: draft.atWorst, state: state)
  }

  static func rejection(_ code: Decision.Rejection.Code) -> Decision.Rejection {
    Decision.Rejection(by: .person("ann"), at: now, code: code, note: "wait for spring")
  }
}
