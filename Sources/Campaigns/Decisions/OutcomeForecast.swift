import Commerce
import Evaluation
import Oversight
import RealModule

/// What will be measured, with both what is not known of the mean and the chance of a few days'
/// orders.
enum OutcomeForecast {
  /// Coefficient of variation of order values.
  static let orderSpread = 0.8

  /// Attributed revenue a day over `days` days.
  ///
  /// - Parameters:
  ///   - mean: Expected revenue a day, in currency units, at least 0.
  ///   - logDeviation: How little is known of it: standard deviation of its logarithm.
  ///   - days: Whole days that are measured.
  ///   - orderValue: Currency units of an order, above 0.
  /// - Returns: A forecast at the level 0.8.
  static func revenue(
    mean: Double, logDeviation: Double, days: Int, orderValue: Double
  ) -> Decision.Forecast {
    let horizon = max(1, days)
    let orders = max(0.05, mean * Double(horizon) / max(0.01, orderValue))
    let chance = (1 + orderSpread * orderSpread) / orders
    let deviation = min(2, (logDeviation * logDeviation + Double.log(onePlus: chance)).squareRoot())
    let median = mean * Double.exp(-deviation * deviation / 2)
    return Decision.Forecast(
      metric: .attributedRevenue,
      estimate: Estimate(
        mean: mean, low: orders < 1.5 ? 0 : median * Double.exp(-1.2816 * deviation),
        high: median * Double.exp(1.2816 * deviation)), horizonDays: days)
  }

  /// The same from an estimate at the level 0.8.
  static func revenue(_ estimate: Estimate, days: Int, orderValue: Double) -> Decision.Forecast {
    let low = max(estimate.low, estimate.mean * 0.05, 0.01)
    let high = max(estimate.high, low)
    let deviation = Double.log(high / low) / (2 * 1.2816)
    return revenue(
      mean: max(0, estimate.mean), logDeviation: deviation, days: days, orderValue: orderValue)
  }

  /// Click-through rate over `impressions` impressions.
  static func clickRate(
    mean: Double, logDeviation: Double, impressions: Double, days: Int
  ) -> Decision.Forecast {
    let clicks = max(1, mean * impressions)
    let deviation = (logDeviation * logDeviation + 1 / clicks).squareRoot()
    return Decision.Forecast(
      metric: .clickThroughRate,
      estimate: Estimate(
        mean: mean, low: mean * Double.exp(-1.2816 * deviation),
        high: min(1, mean * Double.exp(1.2816 * deviation))), horizonDays: days)
  }

  /// For upkeep that is not scored.
  static func none(_ estimate: Estimate) -> Decision.Forecast {
    Decision.Forecast(metric: .attributedRevenue, estimate: estimate, horizonDays: 0)
  }
}

extension Decision.Forecast {
  /// The same with what the decision adds.
  func adding(_ gain: Estimate) -> Decision.Forecast {
    var forecast = self
    forecast.gain = gain
    return forecast
  }
}

extension PlanningInput {
  /// First and last instant of the data of a campaign that are used; of the shop's without one.
  func dataWindow(_ campaign: Campaign.ID?) -> (from: Instant, to: Instant) {
    let oldest = Instant(now.day.adding(days: -28))
    guard let campaign, let first = book.firstDay(of: campaign) else { return (oldest, now) }
    return (max(Instant(first), oldest), now)
  }

  /// Most that a campaign can spend until its last day, or until its cap.
  func spendAtWorst(_ budget: Money?, _ platform: Platform, end: Day, cap: Money?) -> Money {
    guard let budget else { return .zero(currency) }
    let days = max(1, end.days(since: now.day) + 1)
    let most = budget.scaledUp(by: platform.overspendFactor * Double(days))
    return cap.map { min($0, most) } ?? most
  }

  func evidence(
    _ reason: String, _ facts: [Decision.Fact], campaign: Campaign.ID? = nil,
    curve: Decision.Curve? = nil, alternatives: [String] = []
  ) -> Decision.Evidence {
    let window = dataWindow(campaign)
    return Decision.Evidence(
      reason: reason, facts: facts, dataFrom: window.from, dataTo: window.to, curve: curve,
      alternatives: alternatives)
  }

  /// The last settled fortnight of a campaign, as facts.
  func figures(_ campaign: Campaign) -> [Decision.Fact] {
    let lag = AttributionLag.days(campaign.platform)
    let metrics = book.settled(campaign.id, now: now, lagDays: lag, days: 14)
    guard metrics.impressions > 0 else { return [Decision.Fact("figures", "none settled yet")] }
    let kpis: [KPI] =
      campaign.platform.hasBudgets
      ? [.spend, .revenue, .orders, .returnOnAdSpend, .clickThroughRate, .costPerClick]
      : [.impressions, .orders, .revenue]
    return kpis.compactMap { kpi in
      KPIReading.value(kpi, of: metrics).map {
        Decision.Fact("\(kpi.rawValue), 14 settled days", KPIReading.words(kpi, $0, currency))
      }
    }
  }
}
