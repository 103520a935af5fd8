package import Commerce
package import Evaluation
package import Oversight

/// What a weekly plan is written from, as it stands when it is written.
package struct StrategyInput: Sendable {
  package var now: Instant
  package var shop: Shop
  package var policy: Policy
  /// What a person has set; of revenue and orders for a week.
  package var targets: [KPI: Double]
  package var campaigns: [Campaign]
  package var book: MetricsBook
  package var responses: [Campaign.ID: CampaignResponse]
  /// The shop's days up to yesterday without a gap, oldest first; four weeks or less are looked at.
  package var history: [ShopDay]
  /// What is expected of the coming days, oldest first; empty without a forecast.
  package var forecast: [ExpectedDay]
  /// Mean over all customers; `nil` where no model is fitted.
  package var churnRisk: Double?
  /// Open alerts of at least a warning, in words.
  package var alerts: [String]
  /// Campaigns whose delivery is still settling at the platform.
  package var learning: Set<Campaign.ID>
  /// What each campaign may still spend in its whole life; absent means no limit.
  package var spendLeft: [Campaign.ID: Money]
  /// What the total cap leaves.
  package var totalLeft: Money
  package var decisions: [Decision]
  /// Earlier plans, oldest first.
  package var earlier: [TrackedPlan]

  /// A day of the shop as forecast.
  package struct ExpectedDay: Hashable, Sendable {
    package var day: Day
    package var orders: Estimate
    package var revenue: Estimate

    package init(day: Day, orders: Estimate, revenue: Estimate) {
      self.day = day
      self.orders = orders
      self.revenue = revenue
    }
  }

  package init(
    now: Instant, shop: Shop, policy: Policy, targets: [KPI: Double] = [:],
    campaigns: [Campaign] = [], book: MetricsBook = MetricsBook(),
    responses: [Campaign.ID: CampaignResponse] = [:], history: [ShopDay] = [],
    forecast: [ExpectedDay] = [], churnRisk: Double? = nil, alerts: [String] = [],
    learning: Set<Campaign.ID> = [], spendLeft: [Campaign.ID: Money] = [:], totalLeft: Money,
    decisions: [Decision] = [], earlier: [TrackedPlan] = []
  ) {
    self.now = now
    self.shop = shop
    self.policy = policy
    self.targets = targets
    self.campaigns = campaigns
    self.book = book
    self.responses = SharedResponses(responses).responses
    self.history = history
    self.forecast = forecast
    self.churnRisk = churnRisk
    self.alerts = alerts
    self.learning = learning
    self.spendLeft = spendLeft
    self.totalLeft = totalLeft
    self.decisions = decisions
    self.earlier = earlier
  }
}

extension StrategyInput {
  var currency: Currency { shop.currency }

  /// Whole weeks of the history, at most four, newest first.
  var weeks: [[ShopDay]] {
    let days = Array(history.suffix(28).reversed())
    return stride(from: 0, to: days.count / 7 * 7, by: 7).map { Array(days[$0..<($0 + 7)]) }
  }

  /// Sums of a measure over the whole weeks, newest first.
  func weekly(_ measure: WeeklyPlan.Measure) -> [Double] {
    weeks.map { week in week.reduce(0) { $0 + ($1.value(measure) ?? 0) } }
  }

  func decision(_ plan: TrackedPlan) -> Decision? {
    plan.decision.flatMap { id in decisions.last { $0.id == id } }
  }
}

extension WeeklyPlan {
  /// The days of a plan that is written at an instant: to the end of the week, and of the next one
  /// where that would be less than four days.
  package static func span(writtenAt now: Instant) -> (first: Day, last: Day) {
    // What is left of a day after its first hours is too little to be planned as a day, but a
    // Monday belongs to its week whenever the agent was started.
    let isToday = now.hour <= 6 || now.day.weekday == 0
    let first = isToday ? now.day : now.day.adding(days: 1)
    let sunday = first.adding(days: 6 - first.weekday)
    return (first, sunday.days(since: first) < 3 ? sunday.adding(days: 7) : sunday)
  }
}
