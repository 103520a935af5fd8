import Commerce
import RealModule

/// How the hours of the day differ on one platform, learnt from all its campaigns together.
struct PlatformSeasons: Sendable {
  var clickRate = SeasonalFactors(weight: 150)
  var price = SeasonalFactors(weight: 150)
  /// Ads are shown when people are awake: a small campaign would need months to tell from a flat day.
  var delivery = SeasonalFactors(daily: ShopWatch.usualDay, weight: 300)
}

/// What is watched of one platform: all its campaigns' hours beside what was expected of each,
/// added up.
///
/// Adding up what was expected, campaign by campaign, keeps a change of the mix from looking like a
/// change of price.
struct PlatformWatch: Sendable {
  var seasons = PlatformSeasons()
  var detectors = Signal.allCases.map { signal in
    ShiftDetector(
      ratio: signal.ratio, threshold: signal.platformThreshold, mostAnHour: signal.mostAnHour)
  }
  var clicksNow = RecentRatio()
  var priceNow = RecentRatio()
  var conversionsNow = RecentRatio()
  var streams = FigureStreams()
  private var clickSpread = RateLevel(halfLifeHours: 240, spread: 0.02)
  private var priceSpread = PriceLevel(halfLifeHours: 240)
  private var conversionSpread = RateLevel(halfLifeHours: 240, spread: 0.03)
  /// Orders placed before this have been set beside the clicks that are due.
  var taggedTo: Instant?
  /// Hours before this have been judged.
  var judgedTo: Instant?

  /// All campaigns' expectations of one hour, and what came.
  struct Sum: Sendable {
    var impressions = 0.0
    var clicks = 0.0
    var expectedClicks = 0.0
    /// Variance of the expected clicks, from campaigns whose levels are hardly known.
    var clicksVariance = 0.0
    var charged = 0.0
    var spend = 0.0
    var expectedSpend = 0.0
    /// What came of the spend that a budget lets expect.
    var paced = (spend: 0.0, expected: 0.0)
    var prices = FigureStreams.Sums()

    mutating func add(_ hour: JudgedHour) {
      if let expected = hour.expectedClicks {
        impressions += hour.impressions
        clicks += hour.clicks
        expectedClicks += expected
        clicksVariance += hour.clicksVariance
      }
      if let expected = hour.expectedSpend {
        charged += hour.charged
        spend += hour.spend
        expectedSpend += expected
      }
      if let paced = hour.paced, let expected = paced.expected {
        self.paced.spend += hour.spend
        self.paced.expected += expected
      }
    }
  }

  mutating func detect(_ sum: Sum, at hour: Instant) -> [(Signal, ShiftDetector.Change)] {
    var changes: [(Signal, ShiftDetector.Change)] = []
    if sum.expectedClicks > 0 {
      clicksNow.learn(actual: sum.clicks, expected: sum.expectedClicks)
      let unknown = sum.clicksVariance / (sum.expectedClicks * sum.expectedClicks)
      let spread = clickSpread.noise + unknown
      for signal in [Signal.clickRateUp, .clickRateDown] {
        let change = detectors[signal.rawValue].counted(
          sum.clicks, expected: sum.expectedClicks, exposure: sum.impressions,
          spread: spread, at: hour)
        if let change { changes.append((signal, change)) }
      }
      clickSpread.learn(events: sum.clicks, exposure: sum.expectedClicks)
    }
    if sum.expectedSpend > 0 {
      priceNow.learn(actual: sum.spend, expected: sum.expectedSpend)
      let variance = priceSpread.noise(clicks: sum.charged)
      for signal in [Signal.priceUp, .priceDown] {
        let change = detectors[signal.rawValue].measured(
          sum.spend, expected: sum.expectedSpend, exposure: sum.charged, variance: variance,
          at: hour)
        if let change { changes.append((signal, change)) }
      }
      if detectors[Signal.priceUp.rawValue].evidence < 3 {
        priceSpread.learn(
          cost: sum.spend / sum.expectedSpend * sum.charged, clicks: sum.charged)
      }
    }
    return changes
  }

  mutating func detectReturns(
    _ judged: JudgedReturns?, at hour: Instant
  ) -> [(Signal, ShiftDetector.Change)] {
    guard let judged, let change = detectors[Signal.returnDown.rawValue].valued(judged, at: hour)
    else { return [] }
    return [(.returnDown, change)]
  }

  /// Hands an hour's clicks, spend and prices to the streams.
  mutating func observe(_ sum: Sum, at hour: Instant) {
    streams.observe(.clickThroughRate, counted: (sum.clicks, sum.expectedClicks), at: hour)
    streams.observe(.spend, measured: (sum.paced.spend, sum.paced.expected), at: hour)
    streams.observePrices(sum.prices, at: hour)
  }

  mutating func observe(_ sums: FigureStreams.Sums, at hour: Instant) {
    streams.observeOrders(sums, at: hour)
  }

  mutating func detectConversions(
    arrived: Double, expected: Double, due: Double, at hour: Instant
  ) -> [(Signal, ShiftDetector.Change)] {
    guard expected > 0 else { return [] }
    conversionsNow.learn(actual: arrived, expected: expected)
    var changes: [(Signal, ShiftDetector.Change)] = []
    for signal in [Signal.conversionUp, .conversionDown] {
      let change = detectors[signal.rawValue].counted(
        arrived, expected: expected, exposure: due, spread: conversionSpread.noise, at: hour)
      if let change { changes.append((signal, change)) }
    }
    if detectors[Signal.conversionDown.rawValue].evidence < 3 {
      conversionSpread.learn(events: arrived, exposure: expected)
    }
    return changes
  }
}
