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

  package var isFlagged: Bool {
    guard let value, let expected else { return false }
    return !expected.contains(value)
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
    let end = world.now.startOfHour
    return (0..<min(72, max(0, hours))).reversed().map { back in
      point(of: alert, at: end.adding(hours: -back - 1), world)
    }
  }

  private func point(of alert: Alert, at hour: Instant, _ world: WatchInput) -> AlertPoint {
    switch (alert.metric, alert.scope) {
    case (.feedAge, .platform(let platform)): agePoint(of: platform, at: hour, world)
    case (.orders, .shop), (.revenue, .shop): shopPoint(alert.metric, at: hour, world)
    default: figurePoint(alert, at: hour, world)
    }
  }

  private func agePoint(
    of platform: Platform, at hour: Instant, _ world: WatchInput
  ) -> AlertPoint {
    let usual = Double(feeds[platform]?.usual ?? Self.documentedAge(platform))
    let limit = usual + Double(FeedWatch.grace) - 0.5
    let age = world.completeTo[platform].map {
      max(usual, Double(hour.adding(hours: 1).seconds(since: $0) / Instant.secondsPerHour))
    }
    return AlertPoint(
      hour: hour, value: age, expected: Estimate(mean: usual, low: 0, high: limit, level: 0.99))
  }

  private func shopPoint(_ kpi: KPI, at hour: Instant, _ world: WatchInput) -> AlertPoint {
    let count = world.orders.hour(hour)
    if kpi == .orders {
      return AlertPoint(
        hour: hour, value: Double(count.orders),
        expected: shop.expectedOrders(at: hour).map {
          Self.countBand(around: $0, spread: shop.orders.noise)
        })
    }
    let orders = Double(count.orders)
    let value = count.orders > 0 ? Double(count.revenueMicros) / 1_000_000 / orders : nil
    return AlertPoint(
      hour: hour, value: value,
      expected: shop.basket.value.map {
        Self.ratioBand(around: $0, variance: shop.basket.variance(orders: orders))
      })
  }

  /// A figure of one campaign, or of all that a scope holds, added up.
  private func figurePoint(_ alert: Alert, at hour: Instant, _ world: WatchInput) -> AlertPoint {
    var sum = Metrics.zero
    var parts = Expected()
    var isReported = false
    for member in world.campaigns where concerns(alert.scope, member) {
      guard let metrics = world.book.hour(hour, of: member.id) else { continue }
      isReported = true
      sum += metrics
      guard let own = campaigns[member.id] else { continue }
      let seasons = platforms[own.platform]?.seasons ?? PlatformSeasons()
      own.add(alert.metric, of: metrics, at: hour, seasons: seasons, to: &parts)
    }
    return AlertPoint(
      hour: hour, value: isReported ? KPIReading.value(alert.metric, of: sum) : nil,
      expected: parts.estimate(alert.metric))
  }

  private func concerns(_ scope: Alert.Scope, _ campaign: Campaign) -> Bool {
    switch scope {
    case .shop: Self.watchedPlatforms.contains(campaign.platform)
    case .platform(let platform): campaign.platform == platform
    case .campaign(let id): campaign.id == id
    }
  }

  /// What campaigns were expected to bring in an hour, added up.
  struct Expected {
    /// Events, or money for a price.
    var amount = 0.0
    /// What the figure is taken of.
    var exposure = 0.0
    /// Variance beyond counting, of the amount.
    var variance = 0.0

    mutating func add(_ part: Double, of exposure: Double, spread: Double) {
      amount += part
      self.exposure += exposure
      variance += spread * part * part
    }

    func estimate(_ kpi: KPI) -> Estimate? {
      guard amount > 0, exposure > 0 else { return nil }
      switch kpi {
      case .costPerClick, .costPerThousand:
        let unit = kpi == .costPerThousand ? 1_000.0 : 1
        return AnomalyWatch.ratioBand(
          around: amount / exposure * unit, variance: variance / (amount * amount))
      case .impressions:
        return AnomalyWatch.countBand(around: amount, spread: variance / (amount * amount))
      default:
        return AnomalyWatch.countBand(around: amount, spread: variance / (amount * amount))
          .scaled(by: 1 / exposure)
      }
    }
  }

  /// 99 of 100 standard normal values are nearer to 0.
  private static let reach = 2.5758

  fileprivate static func ratioBand(around mean: Double, variance: Double) -> Estimate {
    let width = Double.exp(reach * variance.squareRoot())
    return Estimate(mean: mean, low: mean / width, high: mean * width, level: 0.99)
  }

  /// A count with a relative variance beyond counting, by the variance-stabilising square root.
  fileprivate static func countBand(around mean: Double, spread: Double) -> Estimate {
    let width = reach / 2 * (1 + spread * mean).squareRoot()
    let root = (mean + 0.375).squareRoot()
    let low = max(0, root - width)
    return Estimate(
      mean: mean, low: max(0, low * low - 0.375),
      high: (root + width) * (root + width) - 0.375, level: 0.99)
  }
}

extension CampaignWatch {
  /// Adds what was expected of an hour to a sum; nothing where the level is not known.
  fileprivate func add(
    _ kpi: KPI, of metrics: Metrics, at hour: Instant, seasons: PlatformSeasons,
    to sum: inout AnomalyWatch.Expected
  ) {
    let impressions = Double(metrics.impressions)
    let clicks = Double(metrics.clicks)
    switch kpi {
    case .costPerClick, .costPerThousand:
      let charged = platform.chargesImpressions ? impressions : clicks
      let exposure = kpi == .costPerClick ? clicks : impressions
      guard knowsPrice, let usual = price.price, charged > 0, exposure > 0 else { return }
      sum.add(
        usual * seasons.price.factor(at: hour) * charged, of: exposure,
        spread: price.variance(clicks: charged))
    case .clickThroughRate:
      guard knowsTraffic, let rate = clickRate.rate, impressions > 0 else { return }
      sum.add(
        rate * seasons.clickRate.factor(at: hour) * impressions, of: impressions,
        spread: clickRate.spread)
    case .conversionRate:
      guard let rate = conversion.rate, clicks > 0 else { return }
      sum.add(rate * clicks, of: clicks, spread: conversion.spread)
    case .impressions:
      guard let rate = delivery.rate, delivery.hours >= 24 else { return }
      sum.add(rate * seasons.delivery.factor(at: hour), of: 1, spread: delivery.spread)
    case .spend, .clicks, .orders, .revenue, .returnOnAdSpend, .feedAge, .averageOrderValue,
      .acquisitionCost, .lifetimeValue, .churnRate, .activeRate:
      return
    }
  }
}
