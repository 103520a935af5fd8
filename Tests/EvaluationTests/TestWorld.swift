import Commerce
import Evaluation
import Oversight
import Statistics

/// A small made-up outside: campaigns with an hourly pattern, noise, drifting levels and late
/// conversions.
struct TestWorld {
  var campaigns: [Campaign]
  var book = MetricsBook()
  var orders = OrderBook()
  var now: Instant
  var generator: SeededGenerator
  /// What goes wrong, by hour.
  var trouble = Trouble()
  private var drift: [Campaign.ID: Double] = [:]
  private var waiting: [(due: Instant, campaign: Campaign.ID, hour: Instant)] = []
  private var counted: [Campaign.ID: [Instant: Metrics]] = [:]
  private var reportedTo: Instant

  struct Trouble {
    var price: (Campaign) -> Double = { _ in 1 }
    var clicks: (Campaign) -> Double = { _ in 1 }
    var tracked: (Campaign) -> Bool = { _ in true }
    var demand = 1.0
    var reportsStand = false
  }

  static let currency = Currency.poundSterling
  static let shop = Shop(name: "Fern & Finch", currency: .poundSterling)
  static let policy = Policy(
    currency: .poundSterling, dayCap: Money(units: 500, .poundSterling),
    totalCap: Money(units: 20_000, .poundSterling))

  init(campaigns count: Int, seed: UInt64, start: Instant = Instant(Day(number: 15_000))) {
    now = start
    reportedTo = start
    generator = SeededGenerator(seed: seed)
    campaigns = (1...max(1, count)).map { Self.campaign($0, start: start.day) }
  }

  static func campaign(_ number: Int, start: Day) -> Campaign {
    Campaign(
      id: Campaign.ID(Int64(number)), name: "Campaign \(number)", objective: .acquisition,
      platform: number.isMultiple(of: 2) ? .metaAds : .googleAds, audience: .prospects,
      dailyBudget: Money(units: 40, .poundSterling), totalBudget: nil, start: start,
      end: start.adding(days: 400), status: .active,
      creatives: [
        Creative(label: "A", idea: .benefit, headline: "A", body: "A", callToAction: "Go")
      ])
  }

  static let season: [Double] = [
    0.4, 0.35, 0.3, 0.3, 0.35, 0.45, 0.6, 0.8, 1.0, 1.2, 1.35, 1.4, 1.4, 1.35, 1.3, 1.3, 1.35, 1.4,
    1.5, 1.6, 1.5, 1.2, 0.9, 0.6,
  ]

  var input: WatchInput {
    WatchInput(
      now: now, campaigns: campaigns, book: book, orders: orders, ordersCompleteTo: now,
      completeTo: [
        .googleAds: reportedTo.adding(hours: -3), .metaAds: reportedTo.adding(hours: -2),
      ])
  }

  /// One hour passes.
  mutating func step() {
    let hour = now
    for campaign in campaigns where campaign.status == .active { deliver(campaign, hour) }
    let weekend = hour.day.weekday >= 5 ? 0.8 : 1.1
    let mean = 6 * Self.season[hour.hour] * weekend * trouble.demand
    for _ in 0..<poisson(mean: mean, using: &generator) {
      let value = logNormal(logMean: 3.5, logDeviation: 0.7, using: &generator)
      orders.record(placedAt: hour, amountMicros: Int64(value * 1_000_000))
    }
    now = now.adding(hours: 1)
    convert()
    if !trouble.reportsStand { reportedTo = now }
  }

  private mutating func deliver(_ campaign: Campaign, _ hour: Instant) {
    let size = 0.5 + Double(campaign.id.value % 5) * 0.4
    let drifted = (drift[campaign.id] ?? 0) + normal(deviation: 0.003, using: &generator)
    drift[campaign.id] = drifted
    let noise = logNormal(logMean: 0, logDeviation: 0.2, using: &generator)
    let impressions = poisson(
      mean: 400 * size * Self.season[hour.hour] * noise, using: &generator)
    let base = campaign.platform == .googleAds ? 0.035 : 0.015
    let rate = min(
      0.5,
      base * (1 + drifted) * trouble.clicks(campaign)
        * logNormal(logMean: 0, logDeviation: 0.1, using: &generator))
    let clicks = binomial(trials: impressions, probability: rate, using: &generator)
    let price =
      0.4 * (1 + drifted) * trouble.price(campaign)
      * logNormal(logMean: 0, logDeviation: 0.1, using: &generator)
    // Meta charges what is shown, Google what is clicked.
    let charged =
      campaign.platform == .metaAds ? Double(impressions) * base : Double(clicks)
    let real = Double(clicks) / trouble.clicks(campaign)
    let buying = binomial(
      trials: clicks, probability: min(1, 0.04 * real / max(1, Double(clicks))), using: &generator)
    let lag = campaign.platform == .googleAds ? 0.8 : 2.5
    for _ in 0..<buying where trouble.tracked(campaign) {
      let wait = exponential(rate: 1 / lag, using: &generator)
      waiting.append((hour.adding(seconds: Int64(wait * 86_400)), campaign.id, hour))
    }
    let metrics = Metrics(
      impressions: Int64(impressions), clicks: Int64(clicks),
      spendMicros: Int64(charged * price * 1_000_000))
    counted[campaign.id, default: [:]][hour] = metrics
    book.record(metrics, campaign: campaign.id, creative: "A", hour: hour)
  }

  private mutating func convert() {
    let due = waiting.filter { $0.due < now }
    guard !due.isEmpty else { return }
    waiting.removeAll { $0.due < now }
    for order in due where !trouble.reportsStand {
      guard let campaign = campaigns.first(where: { $0.id == order.campaign }),
        trouble.tracked(campaign), var metrics = counted[order.campaign]?[order.hour]
      else { continue }
      metrics.conversions += 1
      metrics.revenueMicros += 40_000_000
      counted[order.campaign]?[order.hour] = metrics
      book.record(metrics, campaign: order.campaign, creative: "A", hour: order.hour)
    }
  }
}

/// Hands out ids 1, 2, 3, ….
final class Counter {
  private var value: Int64 = 0

  func next<Subject>() -> Identifier<Subject> {
    value += 1
    return Identifier(value)
  }
}

extension Money {
  static func pounds(_ units: Double) -> Money { Money(units: units, .poundSterling) }
}
