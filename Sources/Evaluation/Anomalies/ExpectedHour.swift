import Commerce
import RealModule

/// What campaigns were expected to bring in an hour, added up, and the band around it.
struct ExpectedHour: Sendable {
  /// What an order is usually worth; `nil` before any are known.
  let order: UsualOrder?
  /// Events, or money.
  private var amount = 0.0
  /// What the figure is taken of.
  private var exposure = 0.0
  /// Variance beyond counting, of the amount.
  private var variance = 0.0

  init(order: UsualOrder?) { self.order = order }

  mutating func add(_ part: Double, of exposure: Double, spread: Double) {
    amount += part
    self.exposure += exposure
    variance += spread * part * part
  }

  /// Where 99 of 100 usual hours would be; `nil` where nothing was expected.
  func estimate(_ kpi: KPI) -> Estimate? {
    guard amount > 0, exposure > 0 else { return nil }
    let spread = variance / (amount * amount)
    switch kpi {
    case .costPerClick, .costPerThousand:
      let unit = kpi == .costPerThousand ? 1_000.0 : 1
      return Self.ratioBand(around: amount / exposure * unit, variance: spread)
    case .spend: return Self.ratioBand(around: amount, variance: spread)
    case .impressions, .orders: return Self.countBand(around: amount, spread: spread)
    case .revenue: return order.map { Self.worthBand(around: amount, $0, spread: spread) }
    case .returnOnAdSpend:
      return order.map {
        Self.worthBand(around: amount, $0, spread: spread).scaled(by: 1 / exposure)
      }
    default: return Self.countBand(around: amount, spread: spread).scaled(by: 1 / exposure)
    }
  }

  /// 99 of 100 standard normal values are nearer to 0.
  private static let reach = 2.5758

  static func ratioBand(around mean: Double, variance: Double) -> Estimate {
    let width = Double.exp(reach * variance.squareRoot())
    return Estimate(mean: mean, low: mean / width, high: mean * width, level: 0.99)
  }

  /// A count with a relative variance beyond counting, by the variance-stabilising square root.
  static func countBand(around mean: Double, spread: Double) -> Estimate {
    let width = reach / 2 * (1 + spread * mean).squareRoot()
    let root = (mean + 0.375).squareRoot()
    let low = max(0, root - width)
    return Estimate(
      mean: mean, low: max(0, low * low - 0.375),
      high: (root + width) * (root + width) - 0.375, level: 0.99)
  }

  /// The worth of so many orders in money: a count of orders that varies more by their values.
  static func worthBand(around orders: Double, _ order: UsualOrder, spread: Double) -> Estimate {
    let beyond = (order.dispersion - 1) / max(orders, .leastNormalMagnitude)
    return countBand(around: orders, spread: spread + beyond).scaled(by: order.mean)
  }
}

/// One hour of a campaign as its reports have it by now.
struct HourView: Sendable {
  var hour: Instant
  var metrics: Metrics
  var seasons: PlatformSeasons
  /// Money spent earlier on its day.
  var spentBefore: Double
  /// Share of its orders that have come in by now.
  var maturity: Double
}

extension CampaignWatch {
  /// Adds what was expected of an hour to a sum; nothing where the level is not known.
  func add(_ kpi: KPI, of view: HourView, to sum: inout ExpectedHour) {
    let impressions = Double(view.metrics.impressions)
    let clicks = Double(view.metrics.clicks)
    switch kpi {
    case .costPerClick:
      guard let usual = usualCostPerClick(at: view.hour, view.seasons), clicks > 0 else { return }
      sum.add(usual * clicks, of: clicks, spread: priceSpread(view, isOther: isPaidByImpression))
    case .costPerThousand:
      guard let usual = usualCostPerImpression(at: view.hour, view.seasons), impressions > 0 else {
        return
      }
      sum.add(
        usual * impressions, of: impressions,
        spread: priceSpread(view, isOther: !isPaidByImpression))
    case .clickThroughRate:
      guard knowsTraffic, let rate = clickRate.rate, impressions > 0 else { return }
      sum.add(
        rate * view.seasons.clickRate.factor(at: view.hour) * impressions, of: impressions,
        spread: clickRate.spread)
    case .conversionRate:
      guard let rate = conversion.rate, clicks > 0 else { return }
      sum.add(rate * clicks * view.maturity, of: clicks, spread: conversion.spread)
    case .impressions:
      guard let rate = delivery.rate, delivery.hours >= 24 else { return }
      sum.add(rate * view.seasons.delivery.factor(at: view.hour), of: 1, spread: delivery.spread)
    case .spend, .orders, .revenue, .returnOnAdSpend: addMoney(kpi, of: view, to: &sum)
    case .clicks, .feedAge, .averageOrderValue, .acquisitionCost, .lifetimeValue, .churnRate,
      .activeRate:
      return
    }
  }

  private func addMoney(_ kpi: KPI, of view: HourView, to sum: inout ExpectedHour) {
    let usual = usualSpend(at: view.hour, after: view.spentBefore, view.seasons)
    let spent = Double(view.metrics.spendMicros) / 1_000_000
    switch kpi {
    case .spend:
      guard let usual, let budget = seen.budget?.units else { return }
      sum.add(usual, of: 1, spread: paceVariance(budget: budget))
    case .orders:
      guard let rate = conversion.rate, let usual,
        let price = usualCostPerClick(at: view.hour, view.seasons)
      else { return }
      sum.add(
        rate * usual / price * view.maturity, of: 1, spread: conversion.spread + Self.daySpread)
    case .revenue:
      guard let rate = knownReturn, let usual else { return }
      sum.add(rate * usual * view.maturity, of: 1, spread: returns.spread + Self.daySpread)
    case .returnOnAdSpend:
      guard let rate = knownReturn, spent > 0 else { return }
      sum.add(rate * spent * view.maturity, of: spent, spread: returns.spread)
    default: return
    }
  }

  private var knownReturn: Double? { knowsReturns ? returns.rate : nil }

  private var isPaidByImpression: Bool { platform.chargesImpressions }

  /// Of the logarithm of a price; where another thing is charged for, its rate varies too.
  private func priceSpread(_ view: HourView, isOther: Bool) -> Double {
    let charged = Double(isPaidByImpression ? view.metrics.impressions : view.metrics.clicks)
    let clicks = max(1, Double(view.metrics.clicks))
    return price.variance(clicks: charged) + (isOther ? clickRate.spread + 1 / clicks : 0)
  }

  /// What the budget lets expect of an hour, up to what was left of it.
  private func usualSpend(
    at hour: Instant, after spent: Double, _ seasons: PlatformSeasons
  ) -> Double? {
    guard knowsPace, let usual = pace.price, let budget = seen.budget?.units else { return nil }
    let left = budget - spent
    guard left > 0 else { return nil }
    return min(left, usual * budget * seasons.delivery.factor(at: hour))
  }
}
