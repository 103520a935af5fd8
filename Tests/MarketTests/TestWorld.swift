import Commerce
import Market

/// The first simulated hour of every test: Saturday 10 December 2011.
let firstDay = Day(number: 15_318)

/// Customers of one year's history; bought 1…12 times, for 20…420 a time.
func history(_ count: Int = 2_000) -> [HistoricalCustomer] {
  (0..<count).map { number in
    let mixed = (number &* 7_919 &+ 13) % 10_007
    let times = mixed % 10 < 4 ? 1 : 1 + mixed % 12
    let first = firstDay.adding(days: -10 - mixed % 355)
    let span = firstDay.days(since: first)
    let last = times == 1 ? first : first.adding(days: span * (mixed % 97) / 100)
    return HistoricalCustomer(
      reference: String(12_000 + number), firstDay: first, lastDay: last, purchaseDays: times,
      meanOrderMicros: Int64(20 + mixed % 400) * 1_000_000)
  }
}

func calmParameters() -> WorldParameters {
  var parameters = WorldParameters()
  parameters.incidents.perMonth = 0
  return parameters
}

func makeWorld(
  seed: UInt64 = 1, customers: Int = 2_000, parameters: WorldParameters = calmParameters()
) -> World {
  World(
    Genesis(
      currency: .poundSterling, start: Instant(firstDay), seed: seed,
      customers: history(customers), parameters: parameters))
}

func makeCreative(_ label: String, _ idea: Creative.Idea = .benefit) -> Creative {
  Creative(
    label: label, idea: idea, headline: "Gifts", body: "From the workshop", callToAction: "Shop",
    subject: "For you")
}

extension World {
  /// Adds and starts a campaign; budgets in pounds a day.
  mutating func start(
    _ platform: Platform, _ audience: Audience, budget: Double = 50, cap: Double? = nil,
    recipients: [String] = [], end: Day = firstDay.adding(days: 4_000),
    creatives: [Creative] = [makeCreative("A")]
  ) -> Int {
    let plan = CampaignPlan(
      campaign: .init(Int64(campaigns.count)), externalName: "ga-\(campaigns.count) Test",
      objective: recipients.isEmpty ? .acquisition : .winback, platform: platform,
      audience: audience, recipients: recipients, dailyBudget: nil, spendCap: nil, end: end,
      creatives: creatives)
    let position = add(
      CampaignSetup(
        externalID: "x-\(campaigns.count)", dailyBudget: Int64(budget * 1_000_000),
        spendCap: cap.map { Int64($0 * 1_000_000) }, plan: plan))
    if platform == .klaviyo { startSending(position) } else { activate(position) }
    return position
  }

  mutating func run(hours: Int) { for _ in 0..<hours { step() } }

  mutating func run(days: Int) { run(hours: days * 24) }

  /// The order amounts and times of the feed.
  var orders: [(entry: ShopFeed.Entry, micros: Int64, campaign: Int32?)] {
    feed.entries(after: 0).compactMap { entry in
      guard case .order(_, let micros, let campaign) = entry.event else { return nil }
      return (entry, micros, campaign)
    }
  }

  func rows(_ platform: Platform, after position: Int64 = 0) -> [(ReportLedger.Row, Instant)] {
    var rows: [(ReportLedger.Row, Instant)] = []
    reports.forEachRow(of: platform, after: position) { rows.append(($0, $1)) }
    return rows
  }

  func reported(_ platform: Platform) -> Metrics {
    rows(platform).reduce(Metrics.zero) { $0 + $1.0.metrics }
  }
}
