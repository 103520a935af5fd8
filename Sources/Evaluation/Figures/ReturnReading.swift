package import Commerce
import Statistics

/// Attributed return on ad spend with its uncertainty, from how many orders there were and how much
/// they vary.
///
/// Revenue is a sum of a Poisson number N of order values with coefficient of variation c, so its
/// variance is
/// N (1 + c²) squared mean values; a gamma distribution with that mean and variance is used. Half
/// an order of
/// average value is added before, so that no conversions is a small return with a wide interval,
/// not certainty.
package struct ReturnReading: Hashable, Sendable {
  /// Attributed revenue a unit of spend, as it was.
  package let mean: Double
  private let spendPerDay: Double
  private let margin: Double
  private let shape: Double
  /// Mean of the distribution, half an order included.
  private let centre: Double

  /// Fails without spend.
  ///
  /// - Parameters:
  ///   - metrics: What was spent and came back.
  ///   - days: Days that `metrics` covers, at least 1.
  ///   - shop: Its margin turns revenue into profit.
  ///   - orderValue: Currency units of an order where there is none yet.
  ///   - orderSpread: Coefficient of variation of order values, at least 0.
  package init?(
    _ metrics: Metrics, days: Int, shop: Shop, orderValue: Double = 0, orderSpread: Double = 0.8
  ) {
    let spend = Double(metrics.spendMicros) / 1_000_000
    guard spend > 0, days > 0 else { return nil }
    let revenue = max(0, Double(metrics.revenueMicros) / 1_000_000)
    let conversions = max(0, metrics.conversions)
    let value = conversions > 0 && revenue > 0 ? revenue / conversions : max(0, orderValue)
    shape = (conversions + 0.5) / (1 + orderSpread * orderSpread)
    centre = (revenue + 0.5 * value) / spend
    mean = revenue / spend
    margin = shop.grossMargin
    spendPerDay = spend / Double(days)
  }

  /// Attributed revenue a unit of spend, with an interval of level 0.8.
  package var roas: Estimate {
    let law = GammaDistribution(shape: shape, scale: 1)
    let low = centre * law.quantile(0.1) / shape
    let high = centre * law.quantile(0.9) / shape
    return Estimate(mean: mean, low: min(low, mean), high: max(high, mean))
  }

  /// Attributed revenue × margin − spend, in currency units a day.
  package var profitPerDay: Estimate {
    let roas = roas
    return Estimate(
      mean: (roas.mean * margin - 1) * spendPerDay, low: (roas.low * margin - 1) * spendPerDay,
      high: (roas.high * margin - 1) * spendPerDay)
  }

  /// Probability that the true return lies below `limit`.
  package func probabilityBelow(_ limit: Double) -> Double {
    guard centre > 0 else { return limit > 0 ? 1 : 0 }
    return GammaDistribution(shape: shape, scale: 1).cumulative(max(0, limit) / centre * shape)
  }
}
