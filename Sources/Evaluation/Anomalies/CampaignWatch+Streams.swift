import Commerce

extension FigureStreams {
  /// Actual and expected of several campaigns, added up: money, then orders.
  struct Sums: Sendable {
    var clicksPaid = (actual: 0.0, expected: 0.0)
    var impressionsPaid = (actual: 0.0, expected: 0.0)
    var conversions = (actual: 0.0, expected: 0.0)
    var returns = (actual: 0.0, expected: 0.0)
    var orders = (actual: 0.0, expected: 0.0)
    var revenue = (actual: 0.0, expected: 0.0)
  }

  /// Prices of what was bought in an hour beside the usual ones.
  mutating func observePrices(_ sums: Sums, at hour: Instant) {
    observe(.costPerClick, measured: sums.clicksPaid, at: hour)
    observe(.costPerThousand, measured: sums.impressionsPaid, at: hour)
  }

  /// Orders that came in and what they are worth.
  mutating func observeOrders(_ sums: Sums, at hour: Instant) {
    observe(.conversionRate, counted: sums.conversions, at: hour)
    observe(.returnOnAdSpend, counted: sums.returns, at: hour)
    observe(.orders, counted: sums.orders, at: hour)
    observe(.revenue, counted: sums.revenue, at: hour)
  }

  mutating func observe(
    _ figure: WatchedFigure, measured pair: (actual: Double, expected: Double), at hour: Instant
  ) {
    observe(
      figure, WatchedFigure.distance(measured: pair.actual, from: pair.expected), at: hour)
  }

  mutating func observe(
    _ figure: WatchedFigure, counted pair: (actual: Double, expected: Double), at hour: Instant
  ) {
    observe(figure, WatchedFigure.distance(counted: pair.actual, from: pair.expected), at: hour)
  }
}

extension CampaignWatch {
  /// Hands a closed hour to the streams of its figures, and its prices to the platform's sums.
  mutating func observe(
    _ judged: JudgedHour, seasons: PlatformSeasons, _ sums: inout FigureStreams.Sums
  ) {
    let hour = judged.hour
    guard hour >= settlingUntil else { return }
    var own = FigureStreams.Sums()
    if judged.spend > 0, let usual = usualCostPerClick(at: hour, seasons), judged.clicks > 0 {
      own.clicksPaid = (judged.spend, usual * judged.clicks)
    }
    if judged.spend > 0, let usual = usualCostPerImpression(at: hour, seasons) {
      own.impressionsPaid = (judged.spend, usual * judged.impressions)
    }
    streams.observePrices(own, at: hour)
    if let expected = judged.expectedClicks {
      streams.observe(.clickThroughRate, counted: (judged.clicks, expected), at: hour)
    }
    if let expected = judged.paced?.expected {
      streams.observe(.spend, measured: (judged.spend, expected), at: hour)
    }
    sums.clicksPaid = sums.clicksPaid + own.clicksPaid
    sums.impressionsPaid = sums.impressionsPaid + own.impressionsPaid
  }

  /// Hands what has come in lately to the streams, and to the platform's sums.
  mutating func observeOrders(at hour: Instant, _ sums: inout FigureStreams.Sums) {
    guard hour >= settlingUntil else { return }
    let own = lastLook
    lastLook = FigureStreams.Sums()
    streams.observeOrders(own, at: hour)
    sums.conversions = sums.conversions + own.conversions
    sums.returns = sums.returns + own.returns
    sums.orders = sums.orders + own.orders
    sums.revenue = sums.revenue + own.revenue
  }

  /// What an impression usually costs at an hour, whatever is charged for.
  func usualCostPerImpression(at hour: Instant, _ seasons: PlatformSeasons) -> Double? {
    guard knowsPrice, let usual = price.price else { return nil }
    let charged = usual * seasons.price.factor(at: hour)
    guard !platform.chargesImpressions else { return charged }
    guard knowsTraffic, let rate = clickRate.rate else { return nil }
    return charged * rate * seasons.clickRate.factor(at: hour)
  }
}

private func + (
  left: (actual: Double, expected: Double), right: (actual: Double, expected: Double)
) -> (actual: Double, expected: Double) {
  (left.actual + right.actual, left.expected + right.expected)
}
