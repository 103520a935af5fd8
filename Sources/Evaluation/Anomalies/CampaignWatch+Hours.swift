import Commerce
import RealModule

/// What a closed hour brought beside what was expected of it; `nil` where there is no expectation
/// yet.
struct JudgedHour: Sendable {
  var hour: Instant
  var impressions = 0.0
  var clicks = 0.0
  var spend = 0.0
  /// What the platform charges for: clicks or impressions.
  var charged = 0.0
  var expectedClicks: Double?
  /// Variance of ``expectedClicks`` because the level is not known exactly, in clicks squared.
  var clicksVariance = 0.0
  var expectedSpend: Double?
  /// What the daily budget lets expect of the hour; `nil` where it is nearly used up.
  var paced: Paced?

  struct Paced: Sendable {
    var budget: Double
    /// `nil` until the usual pace is known.
    var expected: Double?
  }
}

extension CampaignWatch {
  /// Sets a closed hour beside the usual levels.
  func judged(_ metrics: Metrics, at hour: Instant, seasons: PlatformSeasons) -> JudgedHour {
    var result = JudgedHour(
      hour: hour, impressions: Double(metrics.impressions), clicks: Double(metrics.clicks),
      spend: Double(metrics.spendMicros) / 1_000_000)
    result.charged = platform.chargesImpressions ? result.impressions : result.clicks
    result.paced = paced(at: hour, seasons: seasons)
    guard hour >= settlingUntil else { return result }
    if knowsTraffic, let rate = clickRate.rate, result.impressions > 0 {
      let expected = rate * seasons.clickRate.factor(at: hour) * result.impressions
      result.expectedClicks = expected
      result.clicksVariance = expected * expected * clickRate.levelVariance
    }
    if knowsPrice, let usual = price.price, result.charged > 0, result.spend > 0 {
      result.expectedSpend = usual * seasons.price.factor(at: hour) * result.charged
    }
    return result
  }

  /// What the budget lets expect of an hour, while a good part of it is left.
  private func paced(at hour: Instant, seasons: PlatformSeasons) -> JudgedHour.Paced? {
    guard let budget = seen.budget?.units, budget > 0, runningFrom.map({ hour >= $0 }) ?? false
    else { return nil }
    let left = budget - spending.before(hour)
    guard left > 0.2 * budget else { return nil }
    guard knowsPace, let usual = pace.price else { return JudgedHour.Paced(budget: budget) }
    let expected = usual * budget * seasons.delivery.factor(at: hour)
    // An hour that the rest of the budget may cut short says nothing.
    guard 2 * expected < left else { return nil }
    return JudgedHour.Paced(budget: budget, expected: expected)
  }

  /// Budgets of the past are not stored: what was spent is learnt beside the present one.
  func replayedPace(at hour: Instant) -> JudgedHour.Paced? {
    guard let budget = seen.budget?.units, spending.before(hour) < 0.8 * budget else { return nil }
    return JudgedHour.Paced(budget: budget)
  }

  /// Hands an hour's clicks and costs to the detectors.
  mutating func detect(_ judged: JudgedHour) -> [(Signal, ShiftDetector.Change)] {
    var changes: [(Signal, ShiftDetector.Change)] = []
    if let expected = judged.expectedClicks {
      clicksNow.learn(actual: judged.clicks, expected: expected)
      for signal in [Signal.clickRateUp, .clickRateDown] {
        if let change = detectors[signal.rawValue].counted(
          judged.clicks, expected: expected, exposure: judged.impressions,
          spread: clickRate.spread, at: judged.hour)
        {
          changes.append((signal, change))
        }
      }
    }
    if let expected = judged.expectedSpend {
      priceNow.learn(actual: judged.spend, expected: expected)
      let variance = price.variance(clicks: judged.charged)
      for signal in [Signal.priceUp, .priceDown] {
        if let change = detectors[signal.rawValue].measured(
          judged.spend, expected: expected, exposure: judged.charged, variance: variance,
          at: judged.hour)
        {
          changes.append((signal, change))
        }
      }
    }
    if let expected = judged.paced?.expected {
      spendNow.learn(actual: judged.spend, expected: expected)
    }
    return changes
  }

  /// Learns an hour's levels, unless something seems wrong with them at the moment.
  mutating func learn(_ judged: JudgedHour, seasons: PlatformSeasons, trafficIsFrozen: Bool) {
    spending.add(judged.spend, at: judged.hour)
    budgetDoubt *= Self.doubtMemory
    guard !trafficIsFrozen else { return }
    learnPace(judged, seasons)
    if !isSuspicious(.clickRateUp), !isSuspicious(.clickRateDown) {
      clickRate.learn(
        events: judged.clicks / seasons.clickRate.factor(at: judged.hour),
        exposure: judged.impressions)
    }
    if !isSuspicious(.priceUp), !isSuspicious(.priceDown) {
      price.learn(
        cost: judged.spend / seasons.price.factor(at: judged.hour), clicks: judged.charged)
    }
  }

  private mutating func learnPace(_ judged: JudgedHour, _ seasons: PlatformSeasons) {
    guard let paced = judged.paced, judged.spend > 0 else { return }
    pace.learn(
      cost: judged.spend / seasons.delivery.factor(at: judged.hour), clicks: paced.budget)
  }

  /// What is left an hour later of the doubt that a changed budget brings: half after two days.
  private static let doubtMemory = Double.pow(0.5, 1.0 / 48)

  /// Evidence has gathered, but not for so long that it must be the new state of things.
  func isSuspicious(_ signal: Signal) -> Bool {
    let detector = detectors[signal.rawValue]
    return detector.evidence > detector.threshold / 3 && detector.run.hours <= 72
  }

  /// Clicks whose orders should have come in during one hour, after `clicks` more of them.
  mutating func ripen(_ clicks: Double) -> Double {
    ripening += clicks
    let share = Self.shareADue(platform)
    let due = ripening * share
    ripening -= due
    return due
  }

  /// Lets what an hour paid for ripen beside its clicks.
  mutating func ripen(_ judged: JudgedHour, seasons: PlatformSeasons) {
    let usual = judged.paced?.expected ?? judged.spend
    waiting += PaidFor(
      spend: judged.spend, usualSpend: usual,
      usualClicks: usualCostPerClick(at: judged.hour, seasons).map { usual / $0 } ?? judged.clicks)
    came += waiting.release(Self.shareADue(platform))
  }

  /// What a click usually costs at an hour, whatever is charged for.
  func usualCostPerClick(at hour: Instant, _ seasons: PlatformSeasons) -> Double? {
    guard knowsPrice, let usual = price.price else { return nil }
    let charged = usual * seasons.price.factor(at: hour)
    guard platform.chargesImpressions else { return charged }
    guard knowsTraffic, let rate = clickRate.rate else { return nil }
    return charged / (rate * seasons.clickRate.factor(at: hour))
  }

  /// Share of the waiting clicks whose orders come in within an hour.
  static func shareADue(_ platform: Platform) -> Double {
    1 - Double.exp(-1 / (24 * AttributionLag.meanDays(platform)))
  }
}

extension CampaignWatch {
  /// Sets the conversions that have come in since the last look beside those that were due.
  mutating func detectConversions(
    arrived: Double, at hour: Instant, isFrozen: Bool
  ) -> (expected: Double?, changes: [(Signal, ShiftDetector.Change)]) {
    defer {
      due = 0
      came = PaidFor()
    }
    guard due > 0 else { return (nil, []) }
    guard knowsConversion, hour >= settlingUntil, let rate = conversion.rate else {
      learnConversions(arrived: arrived, isFrozen: isFrozen)
      return (nil, [])
    }
    let expected = rate * due
    lastLook.conversions = (arrived, expected)
    conversionsNow.learn(actual: arrived, expected: expected)
    var changes: [(Signal, ShiftDetector.Change)] = []
    for signal in [Signal.conversionUp, .conversionDown] {
      if let change = detectors[signal.rawValue].counted(
        arrived, expected: expected, exposure: due, spread: conversion.spread, at: hour)
      {
        changes.append((signal, change))
      }
    }
    learnConversions(arrived: arrived, isFrozen: isFrozen)
    return (expected, changes)
  }

  mutating func learnConversions(arrived: Double, isFrozen: Bool) {
    guard !isFrozen, !isSuspicious(.conversionUp), !isSuspicious(.conversionDown) else { return }
    conversion.learn(events: max(0, arrived), exposure: due)
  }

  /// Watches for hours without a single impression while it should run.
  ///
  /// - Returns: True once the silence is longer than chance.
  mutating func heardOf(
    impressions: Double, at hour: Instant, budgetIsUsedUp: Bool, seasons: PlatformSeasons
  ) -> Bool {
    guard let from = runningFrom, hour >= from, !budgetIsUsedUp else {
      if impressions > 0 { silence = Silence() }
      return false
    }
    if impressions > 0 {
      silence = Silence()
      delivery.learn(events: impressions / seasons.delivery.factor(at: hour), exposure: 1)
      return false
    }
    silence.start = silence.start ?? hour
    silence.hours += 1
    silence.expected += (delivery.rate ?? 0) * seasons.delivery.factor(at: hour)
    return silence.hours >= 5 && silence.expected >= 40 && delivery.hours >= 24
  }
}
