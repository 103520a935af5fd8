package import Commerce
package import Evaluation
import RealModule
import Statistics

/// How large a shop's orders and days are, which decides how much a campaign's day can tell.
package struct ResponseScale: Hashable, Sendable {
  /// Currency units of a usual order, above 0.
  package var orderValue: Double
  /// Currency units a day of the whole shop, at least 0.
  package var revenuePerDay: Double

  package init(orderValue: Double, revenuePerDay: Double) {
    self.orderValue = orderValue > 0 ? orderValue : 50
    self.revenuePerDay = max(0, revenuePerDay)
  }

  /// How much a campaign differs from a published average, as a deviation of the logarithm, beside
  /// what all campaigns of a shop differ by (``Statistics/ResponsePool``).
  private static let publishedDeviation = 0.4

  /// What is believed of an audience's response before any day of it.
  ///
  /// - Parameters:
  ///   - audience: Who is spoken to.
  ///   - dailySpend: Currency units a day such as is spent on it, above 0.
  ///   - roas: What a unit of spend is thought to bring there, above 0.
  /// - Returns: Attributed revenue a day by daily spend.
  func prior(_ audience: Audience, dailySpend: Double, roas: Double) -> ResponsePosterior {
    let spend = typicalSpend(dailySpend, audience)
    let expected = spend * max(0.05, roas)
    let noise = noise(of: expected)
    // A published average is worth as many days as know the return as well as it does.
    let days = noise * noise / (Self.publishedDeviation * Self.publishedDeviation)
    return ResponsePosterior(
      ResponsePosterior.Configuration(
        typicalSpend: spend, typicalReturn: expected, priorWeight: days, noise: noise,
        memory: 0.985))
  }

  /// A spend a day for which published returns hold: that of a usual campaign of a shop of this
  /// size, or the campaign's own in a shop without orders. It is the same for all campaigns to such
  /// an audience, so that they can learn from each other how returns fall off.
  ///
  /// Shops whose returns are averaged spend about a tenth of their revenue on advertising, half of
  /// it where they do most; a segment is reached with a third of such a campaign.
  private func typicalSpend(_ dailySpend: Double, _ audience: Audience) -> Double {
    let share = if case .segment = audience { 0.015 } else { 0.05 }
    return max(1, revenuePerDay > 0 ? share * revenuePerDay : dailySpend)
  }

  /// The deviation of a day's return of a typical spend, relative to its mean.
  ///
  /// Orders come by chance (Poisson): the variance of *n* is 1 / *n* of its square. A fifth comes on
  /// top, for what days differ in.
  private func noise(of return: Double) -> Double {
    (0.04 + orderValue / max(1e-9, `return`)).squareRoot()
  }
}

extension ResponseScale {
  /// That of the last four weeks: the medians of the days, so that no single large order counts.
  package init(_ orders: OrderBook, before day: Day) {
    let days = orders.daily(28, through: day.adding(days: -1)).filter { $0.orders > 0 }
    let revenues = days.map { Double($0.revenueMicros) / 1_000_000 }
    let values = zip(days, revenues).map { $1 / Double($0.orders) }
    self.init(
      orderValue: SortedSample(values)?.median ?? 0,
      revenuePerDay: (SortedSample(revenues)?.median ?? 0) * Double(days.count) / 28)
  }
}
