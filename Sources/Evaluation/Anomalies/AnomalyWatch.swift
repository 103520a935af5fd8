package import Commerce
package import Oversight

/// Watches every campaign, platform and the shop for what chance does not explain, and says so once
/// a cause.
///
/// It is fed with closed hours: those that a platform has reported completely. Conversions are
/// judged as they come
/// in, against the clicks that are due to have converted by then. It is not stored: after a restart
/// ``restore(_:open:)``
/// learns the usual levels again from the stored hours and takes up the alerts that are open.
/// Of e-mails only the reports and the tracking are watched: a send is over before it has a level.
package struct AnomalyWatch: Sendable {
  let configuration: Configuration
  var campaigns: [Campaign.ID: CampaignWatch] = [:]
  var platforms: [Platform: PlatformWatch] = [:]
  /// Orders beside reported conversions, by platform, e-mail included.
  var tracking: [Platform: TrackingBook] = [:]
  /// How old reports usually are.
  var feeds: [Platform: FeedWatch] = [:]
  var shop = ShopWatch()
  var open: [Key: OpenAlert] = [:]
  /// Alerts of the last day whose figure came back by itself.
  var ended: [Key: Alert] = [:]
  /// Shifts of the whole shop's conversion rate are told once for all platforms.
  static let watchedPlatforms: [Platform] = [.googleAds, .metaAds]

  /// Money is in currency units a day.
  package struct Configuration: Hashable, Sendable {
    package var warningMoney: Double
    package var criticalMoney: Double
    /// Hours after which a report counts as stale.
    package var staleHours: Int
    package var currency: Currency
    package var grossMargin: Double

    package init(
      warningMoney: Double, criticalMoney: Double, staleHours: Int, currency: Currency,
      grossMargin: Double
    ) {
      self.warningMoney = warningMoney
      self.criticalMoney = criticalMoney
      self.staleHours = staleHours
      self.currency = currency
      self.grossMargin = grossMargin
    }

    /// A warning from 1 % of the day cap at risk a day, critical from 15 %.
    package init(policy: Policy, shop: Shop) {
      self.init(
        warningMoney: policy.dayCap.units * 0.01, criticalMoney: policy.dayCap.units * 0.15,
        staleHours: policy.staleReportHours, currency: shop.currency,
        grossMargin: shop.grossMargin)
    }
  }

  struct Key: Hashable, Sendable {
    var scope: Alert.Scope
    var group: AlertGroup
  }

  struct OpenAlert: Sendable {
    var alert: Alert
    var signal: Signal?
    /// When it was last told.
    var toldAt: Instant
  }

  package init(_ configuration: Configuration) {
    self.configuration = configuration
  }

  /// Takes in the hours that have closed since the last call.
  ///
  /// - Parameters:
  ///   - world: The figures as they stand.
  ///   - newID: Called once for each alert that is opened.
  /// - Returns: What happened to alerts, in order.
  package mutating func advance(_ world: WatchInput, newID: () -> Alert.ID) -> [AlertEvent] {
    var events: [AlertEvent] = []
    forgetEnded(before: world.now)
    compareCampaigns(world)
    watchReports(world, newID: newID, into: &events)
    for platform in [Platform.googleAds, .metaAds, .klaviyo] {
      reconcile(platform, world, newID: newID, into: &events)
    }
    for platform in Self.watchedPlatforms {
      advance(platform, world, newID: newID, into: &events)
    }
    advanceShop(world, newID: newID, into: &events)
    review(world, into: &events)
    return events
  }

  /// Whether increases in a scope have to wait: an alert of at least a warning is open there.
  package func isHeld(_ scope: Alert.Scope) -> Bool {
    open.values.contains { $0.alert.scope == scope && $0.alert.severity >= .warning }
  }

  mutating func compareCampaigns(_ world: WatchInput) {
    for campaign in world.campaigns where Self.watchedPlatforms.contains(campaign.platform) {
      campaigns[campaign.id, default: CampaignWatch(campaign, at: world.now)]
        .compare(with: campaign, at: world.now)
    }
  }

  func isOpen(_ scope: Alert.Scope, _ group: AlertGroup) -> Bool {
    open[Key(scope: scope, group: group)] != nil
  }

  /// Whether a campaign's levels must not be learnt, because they are known to be off.
  func isFrozen(_ campaign: Campaign.ID, on platform: Platform, _ group: AlertGroup) -> Bool {
    guard !open.isEmpty else { return false }
    return isOpen(.campaign(campaign), group) || isOpen(.platform(platform), group)
      || isOpen(.shop, group)
  }
}

/// The figures that the watch looks at.
package struct WatchInput: Sendable {
  package var now: Instant
  package var campaigns: [Campaign]
  package var book: MetricsBook
  package var orders: OrderBook
  /// Orders placed before this are known.
  package var ordersCompleteTo: Instant
  /// Hours before this have been reported by the platform at least once.
  package var completeTo: [Platform: Instant]
  /// How the feeds have answered; one that is not named has answered just now.
  package var polls: [Platform: FeedPoll]

  package init(
    now: Instant, campaigns: [Campaign], book: MetricsBook, orders: OrderBook,
    ordersCompleteTo: Instant, completeTo: [Platform: Instant], polls: [Platform: FeedPoll] = [:]
  ) {
    self.now = now
    self.campaigns = campaigns
    self.book = book
    self.orders = orders
    self.ordersCompleteTo = ordersCompleteTo
    self.completeTo = completeTo
    self.polls = polls
  }
}

/// How a feed has answered.
package struct FeedPoll: Hashable, Sendable {
  /// When the newest answer was asked for; `nil` before the first.
  package var answeredFrom: Instant?
  /// Calls since then that failed.
  package var misses: Int

  package init(answeredFrom: Instant?, misses: Int) {
    self.answeredFrom = answeredFrom
    self.misses = misses
  }
}

/// What happened to an alert.
package enum AlertEvent: Hashable, Sendable {
  case opened(Alert)
  /// Severity, actual or causes have changed; who acknowledged it is not known here.
  case updated(Alert)
  /// It had ended less than a day ago and is back.
  case reopened(Alert)
  case resolved(Alert, note: String)

  package var alert: Alert {
    switch self {
    case .opened(let alert), .updated(let alert), .reopened(let alert), .resolved(let alert, _):
      alert
    }
  }
}
