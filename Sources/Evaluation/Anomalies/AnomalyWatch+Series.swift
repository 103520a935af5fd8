package import Commerce
import RealModule

/// One hour of what an alert is about.
package struct AlertPoint: Hashable, Sendable {
  /// Its start.
  package var hour: Instant
  /// In the metric's own unit; `nil` where nothing was reported.
  package var value: Double?
  /// Where 99 of 100 usual hours would be; `nil` where no level is known.
  package var expected: Estimate?
  /// Whether the streaming detector found the hour unusual for this figure in this scope.
  package var isUnusual = false

  package var isFlagged: Bool {
    guard let value, let expected else { return isUnusual }
    return isUnusual || !expected.contains(value)
  }
}

extension AnomalyWatch {
  /// The hours that an alert speaks of beside what was expected of each, by the levels as they are
  /// known now.
  ///
  /// - Parameters:
  ///   - alert: Of any scope, open or not.
  ///   - hours: How many, from 0 to 72.
  ///   - world: The figures as they stand; the hours end with its present.
  /// - Returns: One point for each hour, oldest first.
  package func series(of alert: Alert, hours: Int = 72, _ world: WatchInput) -> [AlertPoint] {
    series(of: alert.metric, in: alert.scope, hours: hours, world)
  }

  /// The hours of a figure beside what was expected of each.
  ///
  /// - Parameters:
  ///   - kpi: Any that an hour has.
  ///   - scope: Whose.
  ///   - hours: How many, from 0 to 72.
  ///   - world: The figures as they stand; the hours end with its present.
  /// - Returns: One point for each hour, oldest first.
  package func series(
    of kpi: KPI, in scope: Alert.Scope, hours: Int = 72, _ world: WatchInput
  ) -> [AlertPoint] {
    let end = world.now.startOfHour
    let detected = WatchedFigure(kpi).flatMap { stream(of: $0, in: scope) }
    return (0..<min(72, max(0, hours))).reversed().map { back in
      let hour = end.adding(hours: -back - 1)
      var result = point(of: kpi, in: scope, at: hour, world)
      result.isUnusual = detected?.isFlagged(at: hour) ?? false
      return result
    }
  }

  private func stream(of figure: WatchedFigure, in scope: Alert.Scope) -> FigureStreams.Stream? {
    switch scope {
    case .shop: shop.streams[figure]
    case .platform(let platform):
      figure == .feedAge ? feeds[platform]?.stream : platforms[platform]?.streams[figure]
    case .campaign(let id): campaigns[id]?.streams[figure]
    }
  }

  private func point(
    of kpi: KPI, in scope: Alert.Scope, at hour: Instant, _ world: WatchInput
  ) -> AlertPoint {
    switch (kpi, scope) {
    case (.feedAge, .platform(let platform)): agePoint(of: platform, at: hour, world)
    case (.orders, .shop), (.averageOrderValue, .shop), (.revenue, .shop):
      shopPoint(kpi, at: hour, world)
    default: figurePoint(kpi, scope, at: hour, world)
    }
  }

  private func agePoint(
    of platform: Platform, at hour: Instant, _ world: WatchInput
  ) -> AlertPoint {
    let feed = feeds[platform] ?? FeedWatch(usualHours: Self.documentedAge(platform))
    let (usual, limit) = (Double(feed.usual), Double(feed.limit) - 0.5)
    let age = world.completeTo[platform].map {
      max(usual, Double(hour.adding(hours: 1).seconds(since: $0) / Instant.secondsPerHour))
    }
    return AlertPoint(
      hour: hour, value: age, expected: Estimate(mean: usual, low: 0, high: limit, level: 0.99))
  }

  private func shopPoint(_ kpi: KPI, at hour: Instant, _ world: WatchInput) -> AlertPoint {
    let count = world.orders.hour(hour)
    let orders = Double(count.orders)
    let revenue = Double(count.revenueMicros) / 1_000_000
    let expected = shop.expectedOrders(at: hour)
    switch kpi {
    case .orders:
      return AlertPoint(
        hour: hour, value: orders,
        expected: expected.map { ExpectedHour.countBand(around: $0, spread: shop.orders.noise) })
    case .revenue:
      guard let order = shop.usualOrder else { return AlertPoint(hour: hour, value: revenue) }
      return AlertPoint(
        hour: hour, value: revenue,
        expected: expected.map {
          ExpectedHour.worthBand(around: $0, order, spread: shop.orders.noise)
        })
    default:
      return AlertPoint(
        hour: hour, value: count.orders > 0 ? revenue / orders : nil,
        expected: shop.basket.value.map {
          ExpectedHour.ratioBand(around: $0, variance: shop.basket.variance(orders: orders))
        })
    }
  }

  /// A figure of one campaign, or of all that a scope holds, added up.
  private func figurePoint(
    _ kpi: KPI, _ scope: Alert.Scope, at hour: Instant, _ world: WatchInput
  ) -> AlertPoint {
    var sum = Metrics.zero
    var parts = ExpectedHour(order: shop.usualOrder)
    var isReported = false
    for member in world.campaigns where concerns(scope, member) {
      guard let metrics = world.book.hour(hour, of: member.id) else { continue }
      isReported = true
      sum += metrics
      guard let own = campaigns[member.id] else { continue }
      let seasons = platforms[own.platform]?.seasons ?? PlatformSeasons()
      let view = HourView(
        hour: hour, metrics: metrics, seasons: seasons,
        spentBefore: kpi.needsPace ? spent(by: member.id, before: hour, world) : 0,
        maturity: AttributionLag.share(on: member.platform, afterHours: hour, now: world.now))
      own.add(kpi, of: view, to: &parts)
    }
    return AlertPoint(
      hour: hour, value: isReported ? KPIReading.value(kpi, of: sum) : nil,
      expected: parts.estimate(kpi))
  }

  /// Money spent on the day of an hour before it.
  private func spent(by id: Campaign.ID, before hour: Instant, _ world: WatchInput) -> Double {
    let micros = (0..<hour.hour).reduce(Int64(0)) { sum, earlier in
      sum + (world.book.hour(Instant(hour.day, hour: earlier), of: id)?.spendMicros ?? 0)
    }
    return Double(micros) / 1_000_000
  }

  private func concerns(_ scope: Alert.Scope, _ campaign: Campaign) -> Bool {
    switch scope {
    case .shop: Self.watchedPlatforms.contains(campaign.platform)
    case .platform(let platform): campaign.platform == platform
    case .campaign(let id): campaign.id == id
    }
  }
}

extension KPI {
  /// Whether what is expected of it follows from what the budget lets expect of the spend.
  fileprivate var needsPace: Bool { self == .spend || self == .orders || self == .revenue }
}
