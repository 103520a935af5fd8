package import Commerce
import RealModule

extension AnomalyWatch {
  /// Learns the usual levels from the hours that are stored, and takes up the alerts that are open.
  ///
  /// Nothing is judged: what happened before was told at the time. When a conversion came in is not
  /// stored, so the
  /// replay lets the conversions of each hour's clicks come in at the platform's usual pace.
  ///
  /// - Parameters:
  ///   - world: The figures as they are stored.
  ///   - alerts: Those that are not resolved, and what ended lately.
  package mutating func restore(_ world: WatchInput, open alerts: [Alert]) {
    self = AnomalyWatch(configuration)
    compareCampaigns(world)
    for alert in alerts where alert.state != .resolved { takeUp(alert, world) }
    replayShop(world)
    for platform in Self.watchedPlatforms { replay(platform, world) }
    for alert in alerts where alert.state != .resolved { resumeDetector(of: alert) }
    // Reports always end by moving again; of other alerts it is not stored how they ended.
    for alert in alerts where alert.state == .resolved && alert.metric == .feedAge {
      ended[Key(scope: alert.scope, group: .feed)] = alert
    }
  }

  private mutating func takeUp(_ alert: Alert, _ world: WatchInput) {
    let key = Key(scope: alert.scope, group: AlertGroup(alert.metric))
    let place = platform(of: alert.scope)
    let signal = Signal.allCases.first {
      $0.kpi(on: place) == alert.metric && $0.isRise == (alert.actual > alert.expected.mean)
    }
    open[key] = OpenAlert(alert: alert, signal: signal, toldAt: world.now)
  }

  private mutating func resumeDetector(of alert: Alert) {
    guard let entry = open[Key(scope: alert.scope, group: AlertGroup(alert.metric))] else {
      return
    }
    switch (alert.scope, entry.signal) {
    case (.campaign(let id), .some(let signal)):
      campaigns[id]?.detectors[signal.rawValue].resume(since: alert.openedAt)
    case (.platform(let platform), .some(let signal)):
      platforms[platform]?.detectors[signal.rawValue].resume(since: alert.openedAt)
    case (.shop, .some(let signal)):
      for platform in Self.watchedPlatforms {
        platforms[platform]?.detectors[signal.rawValue].resume(since: alert.openedAt)
      }
    case (.shop, nil):
      if AlertGroup(alert.metric) == .basket { shop.basketDown.resume(since: alert.openedAt) }
      if alert.metric == .orders, alert.actual < alert.expected.mean {
        shop.ordersDown.resume(since: alert.openedAt)
      } else if alert.metric == .orders {
        shop.ordersUp.resume(since: alert.openedAt)
      }
    case (_, nil): break
    }
  }

  private mutating func replay(_ platform: Platform, _ world: WatchInput) {
    guard let complete = world.completeTo[platform] else { return }
    var watch = PlatformWatch()
    watch.judgedTo = complete
    let members = world.campaigns.filter { $0.platform == platform }
    let settled = world.now.day.adding(days: -AttributionLag.days(platform))
    let order = shop.usualOrder
    let first = members.compactMap { world.book.firstDay(of: $0.id) }.min()
    let oldest = world.now.day.adding(days: 1 - MetricsBook.days)
    if let first {
      var hour = Instant(max(first, oldest))
      while hour < complete {
        for member in members {
          replay(hour, of: member, &watch.seasons, order, isSettled: hour.day < settled, world)
        }
        hour = hour.adding(hours: 1)
      }
    }
    for member in members {
      campaigns[member.id]?.conversionsSeen = world.book.conversionsReported(of: member.id)
      campaigns[member.id]?.revenueSeen = world.book.revenueReported(of: member.id)
      campaigns[member.id]?.due = 0
      campaigns[member.id]?.settlingUntil = complete
      if let from = campaigns[member.id]?.runningFrom {
        campaigns[member.id]?.runningFrom = min(from, complete)
      }
    }
    platforms[platform] = watch
  }

  private mutating func replay(
    _ hour: Instant, of member: Campaign, _ seasons: inout PlatformSeasons,
    _ order: UsualOrder?, isSettled: Bool, _ world: WatchInput
  ) {
    guard let metrics = world.book.hour(hour, of: member.id), var own = campaigns[member.id] else {
      return
    }
    own.settlingUntil = hour
    var judged = own.judged(metrics, at: hour, seasons: seasons)
    judged.paced = own.replayedPace(at: hour)
    var sums = FigureStreams.Sums()
    own.observe(judged, seasons: seasons, &sums)
    let trafficIsOff = isOff(member, .traffic, at: hour)
    if !trafficIsOff { seasons.learn(own, judged) }
    own.learn(judged, seasons: seasons, trafficIsFrozen: trafficIsOff)
    if judged.impressions > 0 {
      own.delivery.learn(
        events: judged.impressions / seasons.delivery.factor(at: hour), exposure: 1)
    }
    own.due = own.ripen(judged.clicks)
    own.ripen(judged, seasons: seasons)
    own.replayed += metrics.conversions
    own.replayedRevenue += Double(metrics.revenueMicros) / 1_000_000
    let arriving = own.replayed * CampaignWatch.shareADue(member.platform)
    own.replayed -= arriving
    let earned = own.replayedRevenue * CampaignWatch.shareADue(member.platform)
    own.replayedRevenue -= earned
    let conversionIsOff = isOff(member, .conversion, at: hour) || isOpen(.shop, .orders)
    if isSettled, own.due > 0 {
      own.learnConversions(arrived: arriving, isFrozen: conversionIsOff)
      if let order { own.learnReturns(revenue: earned, order, isFrozen: conversionIsOff) }
    }
    own.came = CampaignWatch.PaidFor()
    campaigns[member.id] = own
  }

  /// An alert that is open now was on in that hour.
  private func isOff(_ member: Campaign, _ group: AlertGroup, at hour: Instant) -> Bool {
    let scopes: [Alert.Scope] = [.campaign(member.id), .platform(member.platform), .shop]
    return scopes.contains { scope in
      guard let alert = open[Key(scope: scope, group: group)]?.alert else { return false }
      return hour >= alert.openedAt.adding(hours: -12)
    }
  }

  private mutating func replayShop(_ world: WatchInput) {
    let complete = world.ordersCompleteTo.startOfHour
    shop.judgedTo = complete
    guard let known = world.orders.firstHour else { return }
    let first = Instant(seconds: known * Instant.secondsPerHour)
    let oldest = Instant(world.now.day.adding(days: 1 - MetricsBook.days))
    let alert = open[Key(scope: .shop, group: .orders)]?.alert
    var hour = max(Instant(first.day.adding(days: 1)), oldest)
    let timesFrom = world.orders.firstDayWithTimes ?? complete.day
    while hour < complete {
      if hour.hour == 0, hour.day < timesFrom {
        shop.learn(wholeDay: world.orders.today(hour.day), weekday: hour.day.weekday)
        hour = hour.adding(hours: 24)
        continue
      }
      let isOff = alert.map { hour >= $0.openedAt.adding(hours: -12) } ?? false
      shop.learn(world.orders.hour(hour), at: hour, isFrozen: isOff)
      hour = hour.adding(hours: 1)
    }
  }
}
