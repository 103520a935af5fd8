import Commerce
import Market
import RealModule

/// What each incident did to the shop's figures, added up hour by hour from the market's truth.
///
/// An incident is held against the agent only if figures could show it; what the agent did or saw
/// takes no part in that. It is *felt* if it changed at least one figure: a price spike in which no
/// click was bought, a tracking outage in which no order was placed or reports that stood still while
/// nothing was spent changed none. It is *noticeable* if the best possible test, one that knew its
/// hours, scope and size beforehand and the true rates, would find it in nine of ten cases at one
/// false alarm in a thousand (Neyman and Pearson, Phil. Trans. A 231, 1933): two orders fewer where
/// three more or less are everyday cannot be told from chance by anyone.
struct IncidentLedger: Sendable {
  private var entries: [Incident: Entry] = [:]
  private var before: [Counters] = []
  private var ordersBefore: Int64 = 0
  /// Hours that the newest report of each platform was old at most while nothing held it up.
  private var usualAge: [Platform: Int64] = [:]

  /// What a campaign has come to, whatever its platform reports.
  private struct Counters: Sendable {
    var spent: Int64 = 0
    var clicks: Int64 = 0
    var orders: Int64 = 0

    init() {}

    init(_ campaign: WorldCampaign) {
      spent = campaign.spent
      clicks = campaign.truth.clicks
      orders = campaign.truth.attributedOrders
    }
  }

  private struct Entry: Sendable {
    /// Clicks in its hours and scope, by position of the campaign.
    var clicks: [Int: Double] = [:]
    /// Micros spent in its hours and scope.
    var spent: Int64 = 0
    /// Orders that a perfect platform would have reported, in its hours and scope.
    var tagged = 0.0
    /// All orders of the shop in its hours.
    var orders = 0.0
    /// The end of the first hours that are enough for the best possible test.
    var enoughAt: Instant?
    /// When those hours were reported.
    var knowableAt: Instant?
  }

  /// Takes in the hour that has just passed in a world.
  mutating func hourPassed(_ world: World) {
    let hour = world.now.adding(hours: -1)
    let totals = world.truth.totals
    let orders = totals.organicOrders + totals.incrementalOrders
    let present = world.truth.incidents(from: hour, to: world.now)
    for incident in present {
      entries[incident, default: Entry()].orders += Double(orders - ordersBefore)
    }
    for (position, campaign) in world.campaigns.enumerated() {
      let now = Counters(campaign)
      let last = position < before.count ? before[position] : Counters()
      for incident in present where incident.concerns(campaign.platform, campaign.audience) {
        entries[incident, default: Entry()].clicks[position, default: 0] +=
          Double(now.clicks - last.clicks)
        entries[incident, default: Entry()].spent += now.spent - last.spent
        entries[incident, default: Entry()].tagged += Double(now.orders - last.orders)
      }
    }
    before = world.campaigns.map(Counters.init)
    ordersBefore = orders
    for incident in entries.keys { followReports(of: incident, in: world) }
    learnUsualAges(world, except: present)
  }

  /// Seconds from an incident's start until what had been reported of it would have been enough for
  /// the best possible test; `nil` if it never was.
  ///
  /// No agent can know sooner, for it knows neither the start nor the size, and the platforms report
  /// hours late.
  func soonestDelay(_ incident: Incident) -> Int64? {
    entries[incident]?.knowableAt?.seconds(since: incident.start)
  }

  private mutating func followReports(of incident: Incident, in world: World) {
    guard var entry = entries[incident], entry.knowableAt == nil else { return }
    if entry.enoughAt == nil, isNoticeable(incident) { entry.enoughAt = world.now }
    if let enough = entry.enoughAt, isReported(incident, to: enough, in: world) {
      entry.knowableAt = world.now
    }
    entries[incident] = entry
  }

  private func isReported(_ incident: Incident, to end: Instant, in world: World) -> Bool {
    let platforms = Self.platforms(of: incident)
    return switch incident.kind {
    // The shop knows its orders, and through which links they came, at once.
    case .stockOut, .brokenLandingPage: true
    case .reportStall:
      platforms.contains { Self.age(of: $0, in: world) > usualAge[$0, default: .max] }
    case .priceSpike, .clickFraud, .trackingOutage:
      platforms.contains { world.reports.completeTo($0) >= end }
    }
  }

  private mutating func learnUsualAges(_ world: World, except present: [Incident]) {
    for platform in Self.advertising {
      let isHeldUp = present.contains {
        $0.kind == .reportStall && Self.platforms(of: $0).contains(platform)
      }
      guard !isHeldUp else { continue }
      usualAge[platform] = max(usualAge[platform, default: 0], Self.age(of: platform, in: world))
    }
  }

  private static let advertising: [Platform] = [.googleAds, .metaAds, .klaviyo]

  private static func platforms(of incident: Incident) -> [Platform] {
    switch incident.scope {
    case .shop: advertising
    case .platform(let platform), .audience(let platform, _): [platform]
    }
  }

  private static func age(of platform: Platform, in world: World) -> Int64 {
    world.now.seconds(since: world.reports.completeTo(platform)) / Instant.secondsPerHour
  }

  /// Whether it changed any figure.
  func isFelt(_ incident: Incident) -> Bool {
    guard let entry = entries[incident] else { return false }
    return switch incident.kind {
    case .priceSpike, .reportStall: entry.spent > 0
    case .clickFraud, .brokenLandingPage: entry.clicks.values.reduce(0, +) > 0
    case .trackingOutage: entry.tagged > 0
    case .stockOut: true
    }
  }

  /// Whether the best possible test would tell it from chance.
  func isNoticeable(_ incident: Incident) -> Bool {
    guard isFelt(incident), let entry = entries[incident] else { return false }
    return switch incident.kind {
    // An hour's price varies by a tenth: one hour of what is bought at 1.7 times it is enough.
    case .priceSpike, .reportStall: true
    // Platforms miss one order in a hundred on their own, hardly ever two in a row.
    case .trackingOutage: entry.tagged >= 2
    case .clickFraud:
      Self.isDistinct(
        entry.clicks.values.reduce(0, +), from: entry.clicks.values.reduce(0, +) / incident.factor)
    case .stockOut: Self.isDistinct(entry.orders / incident.factor, from: entry.orders)
    case .brokenLandingPage: isDistinct(landing: incident, entry)
    }
  }

  /// Orders that the clicks would have led to within a day of its end beside those that they did.
  private func isDistinct(landing incident: Incident, _ entry: Entry) -> Bool {
    let expected = entry.clicks.reduce(0.0) { sum, part in
      let total = part.key < before.count ? before[part.key] : Counters()
      return sum + part.value * Double(total.orders) / Double(max(1, total.clicks))
    }
    return Self.isDistinct(expected, from: expected * incident.factor)
  }

  /// Two Poisson means, on the scale of square roots on which counts vary by a half.
  private static func isDistinct(_ one: Double, from other: Double) -> Bool {
    // 3.09 for one false alarm in a thousand and 1.28 for nine in ten found.
    2 * abs(one.squareRoot() - other.squareRoot()) >= 4.37
  }
}
