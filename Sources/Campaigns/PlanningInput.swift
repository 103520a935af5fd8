package import Commerce
package import Evaluation
package import Oversight
import Statistics

/// Everything the planner looks at, as it stands at one moment.
package struct PlanningInput: Sendable {
  package var now: Instant
  package var shop: Shop
  package var policy: Policy
  package var segments: [Segment]
  /// Pending, running and paused campaigns; finished ones too, as far as they are still held.
  package var campaigns: [Campaign]
  package var book: MetricsBook
  package var orders: OrderBook
  package var responses: [Campaign.ID: CampaignResponse]
  package var experiments: [Experiment]
  /// Those that wait or are under way, and the newest that ended: what waits, was rejected or just
  /// done is read from them.
  package var decisions: [Decision]
  /// Scopes with an open alert of at least a warning.
  package var alarms: Set<Alert.Scope>
  /// Campaigns whose delivery is still settling at the platform.
  package var learning: Set<Campaign.ID>
  package var budgetsAtDayStart: [Campaign.ID: Money]
  /// What may still be held under today's cap.
  package var freeToday: Money
  /// What may still be held under the total cap.
  package var freeTotal: Money
  /// The same as `freeToday` for platforms with a day cap of their own.
  package var freeByPlatform: [Platform: Money]
  /// What each campaign may still spend in its whole life; absent means no limit.
  package var spendLeft: [Campaign.ID: Money]
  /// Members who may be written to and have had fewer e-mails than the policy's limit; absent means
  /// all reachable.
  package var mailable: [SegmentName: Int]
  /// Orders expected in the next seven days, relative to a week of the last four; `nil` without a
  /// forecast.
  package var demand: Estimate?
  /// What ended tests say of the ideas that messages rest on.
  package var messages: MessageBelief
  /// What ended tests say of audiences.
  package var audiences: AudienceBelief
  /// What messages may say, and how.
  package var brand: BrandRules
  /// Currency units of a usual order: the shop's last weeks, else what its segments spend, else 50.
  let orderValue: Double
  /// What one day of a campaign can tell in this shop.
  let scale: ResponseScale
  /// What all campaigns say together of how returns answer to spend.
  let pool: ResponsePool

  package init(
    now: Instant, shop: Shop, policy: Policy, segments: [Segment], campaigns: [Campaign],
    book: MetricsBook, orders: OrderBook, responses: [Campaign.ID: CampaignResponse] = [:],
    experiments: [Experiment] = [], decisions: [Decision] = [], alarms: Set<Alert.Scope> = [],
    learning: Set<Campaign.ID> = [], budgetsAtDayStart: [Campaign.ID: Money] = [:],
    freeToday: Money, freeTotal: Money, freeByPlatform: [Platform: Money] = [:],
    spendLeft: [Campaign.ID: Money] = [:], mailable: [SegmentName: Int] = [:],
    demand: Estimate? = nil,
    messages: MessageBelief = MessageBelief(), audiences: AudienceBelief = AudienceBelief(),
    brand: BrandRules = BrandRules()
  ) {
    self.now = now
    self.shop = shop
    self.policy = policy
    self.segments = segments
    self.campaigns = campaigns
    self.book = book
    self.orders = orders
    let shared = SharedResponses(responses)
    self.responses = shared.responses
    pool = shared.pool
    self.experiments = experiments
    self.decisions = decisions
    self.alarms = alarms
    self.learning = learning
    self.budgetsAtDayStart = budgetsAtDayStart
    self.freeToday = freeToday
    self.freeTotal = freeTotal
    self.freeByPlatform = freeByPlatform
    self.spendLeft = spendLeft
    self.mailable = mailable
    self.demand = demand
    self.messages = messages
    self.audiences = audiences
    self.brand = brand
    orderValue = Self.usualOrder(orders, segments, before: now)
    scale = ResponseScale(orders, before: now.day)
  }
}

extension PlanningInput {
  var currency: Currency { shop.currency }

  func campaign(_ id: Campaign.ID) -> Campaign? { campaigns.first { $0.id == id } }

  /// The trial of an audience or a budget that a campaign takes part in now.
  func trial(with campaign: Campaign.ID) -> Experiment? {
    experiments.first {
      $0.status.isOpen && $0.metric == nil && $0.campaigns.contains(campaign)
    }
  }

  func segment(_ name: SegmentName) -> Segment? { segments.first { $0.name == name } }

  /// Whether an open alert makes increases wait there.
  func isHeld(_ campaign: Campaign) -> Bool {
    !alarms.isDisjoint(with: Alert.Scope.around(campaign))
  }

  func isHeld(_ platform: Platform) -> Bool {
    !alarms.isDisjoint(with: Alert.Scope.around(platform))
  }

  /// What may be held on a platform today, at least 0.
  func free(on platform: Platform) -> Money {
    let free = min(freeToday, freeTotal)
    let limit = freeByPlatform[platform].map { min($0, free) } ?? free
    return max(.zero(currency), limit)
  }

  private static func usualOrder(
    _ orders: OrderBook, _ segments: [Segment], before now: Instant
  ) -> Double {
    let recent = orders.average(days: 28, before: now.day).orderValue
    if recent > 0 { return recent }
    let customers = segments.reduce(0) { $0 + $1.customers }
    guard customers > 0 else { return 50 }
    let value = segments.reduce(0) { $0 + $1.meanMonetary * Double($1.customers) }
    return value > 0 ? value / Double(customers) : 50
  }

  /// What campaigns return next week, relative to the weeks they were learnt from.
  ///
  /// Advertising follows demand by about its root: when fewer people want to buy, competitors bid
  /// less for them too. Limited, because a forecast far from what was seen is more likely wrong than
  /// right.
  var demandFactor: Double { min(1.3, max(0.75, demand?.mean ?? 1)).squareRoot() }

  /// `12 % above the last 4 weeks (3 % below to 26 % above)`
  var demandFact: Decision.Fact? {
    demand.map { demand in
      Decision.Fact(
        "orders forecast for 7 days",
        "\(Self.change(demand.mean)) the last 4 weeks "
          + "(\(Self.change(demand.low)) to \(Self.change(demand.high)))")
    }
  }

  private static func change(_ ratio: Double) -> String {
    FigureWords.share(abs(ratio - 1)) + (ratio < 1 ? " below" : " above")
  }

  /// Money in words.
  func words(_ units: Double) -> String { FigureWords.money(units, currency) }
}

/// What was found to be worth doing, and what was looked at and left.
package struct Findings: Sendable {
  /// Best first.
  package var opportunities: [Opportunity]
  package var considered: [Considered]

  package init(opportunities: [Opportunity] = [], considered: [Considered] = []) {
    self.opportunities = opportunities
    self.considered = considered
  }
}
