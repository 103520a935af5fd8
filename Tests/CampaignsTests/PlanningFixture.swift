import Campaigns
import Commerce
import Evaluation
import Oversight

/// A small shop with segments and campaigns to plan for.
enum PlanningFixture {
  static let shop = Shop(name: "Fern & Finch", currency: .poundSterling)
  static let policy = Policy(
    currency: .poundSterling, dayCap: pounds(500), totalCap: pounds(20_000))
  static let now = Instant(Day(number: 15_020), hour: 9)

  static func pounds(_ units: Double) -> Money { Money(units: units, .poundSterling) }

  static func segment(
    _ name: SegmentName, customers: Int = 400, value: Double = 60, churn: Double = 0.6
  ) -> Segment {
    Segment(
      name: name, customers: customers, reachableByEmail: customers * 9 / 10, revenueShare: 0.1,
      meanRecencyDays: 60, meanFrequency: 3, meanMonetary: value,
      lifetimeValue: Estimate(mean: 90, low: 60, high: 130), churnRisk: churn)
  }

  static func campaign(
    _ id: Int64, platform: Platform = .googleAds, audience: Audience = .prospects,
    budget: Double = 40, status: Campaign.Status = .active
  ) -> Campaign {
    let day = now.day
    return Campaign(
      id: Campaign.ID(id), name: "Campaign \(id)", objective: .acquisition, platform: platform,
      audience: audience, dailyBudget: platform.hasBudgets ? pounds(budget) : nil,
      totalBudget: platform.hasBudgets ? pounds(3_000) : nil, start: day.adding(days: -20),
      end: day.adding(days: 5), status: status,
      creatives: [
        Creative(
          label: "A", idea: .benefit, headline: "Gifts worth unwrapping",
          body: "Find a gift that fits the person you have in mind.", callToAction: "Find a gift"),
        Creative(
          label: "B", idea: .curiosity, headline: "What would you give them?",
          body: "Think of someone you like. See the gift.", callToAction: "Have a look"),
      ], externalID: "x\(id)")
  }

  /// Twenty days of figures: spend near the budget at a steady return.
  static func record(
    _ campaign: Campaign, roas: Double, into book: inout MetricsBook, days: Int = 20,
    impressions: Int64 = 4_000, clickRate: Double = 0.03
  ) {
    for back in 1...days {
      let wave = 1 + 0.15 * Double(back % 5 - 2)
      let spend = (campaign.dailyBudget?.units ?? 0) * wave
      book.record(
        Metrics(
          impressions: impressions, clicks: Int64(Double(impressions) * clickRate),
          conversions: spend * roas / 45, spendMicros: Int64(spend * 1_000_000),
          revenueMicros: Int64(spend * roas * 1_000_000)), campaign: campaign.id, creative: "A",
        hour: Instant(now.day.adding(days: -back), hour: 12))
    }
  }

  static func orders() -> OrderBook {
    var orders = OrderBook()
    for back in 1...28 {
      for number in 0..<30 {
        orders.record(
          placedAt: Instant(now.day.adding(days: -back), hour: number % 24),
          amountMicros: 45_000_000)
      }
    }
    return orders
  }

  static func learnt(_ campaigns: [Campaign], _ book: MetricsBook) -> [Campaign.ID:
    CampaignResponse]
  {
    let level = DemandLevel(orders(), now: now)
    return campaigns.reduce(into: [:]) { responses, campaign in
      responses[campaign.id] =
        ResponseLearner.learn(
          nil, campaign: campaign, book: book, level: level, shop: shop
        ).belief
    }
  }

  static func input(
    segments: [Segment] = [], campaigns: [Campaign] = [], book: MetricsBook = MetricsBook(),
    decisions: [Decision] = [], free: Double = 400
  ) -> PlanningInput {
    PlanningInput(
      now: now, shop: shop, policy: policy, segments: segments, campaigns: campaigns, book: book,
      orders: orders(), responses: learnt(campaigns, book), decisions: decisions,
      freeToday: pounds(free), freeTotal: pounds(10_000))
  }
}

/// Hands out ids from 100 on.
final class Counter {
  private var value: Int64 = 99

  func next<Subject>() -> Identifier<Subject> {
    value += 1
    return Identifier(value)
  }
}
