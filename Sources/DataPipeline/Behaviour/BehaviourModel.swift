package import Commerce
import RealModule
package import Statistics

/// What customers will do in the next period: how often they buy, and whether they stay away.
///
/// BG/NBD in seasonal time gives each customer a rate. What is learnt where the answer is known
/// (windows that end with the data, the pseudo-periods) corrects that rate: ``SilenceModel`` for
/// there being no purchase, ``PurchaseCountModel`` for their number. Both use the customer's
/// frequency, silence, tenure, spend and regularity against the other customers of that day.
package struct BehaviourModel: Sendable {
  /// The day up to which it learnt.
  package let asOf: Day
  /// Days ahead it speaks of.
  package let horizonDays: Int
  /// In seasonal weeks.
  package let purchases: BetaGeometricFit
  /// Pseudo-periods the corrections were learnt from; without any BG/NBD stands alone.
  package let windows: Int
  private let clock: SeasonalClock
  private let silence: SilenceModel
  private let counts: PurchaseCountModel
  /// Units of the features.
  private let units: [Double]

  /// Learns from everything up to `day`.
  ///
  /// - Parameters:
  ///   - histories: Of the shop; later days are not looked at.
  ///   - day: The last day that is learnt from.
  ///   - horizonDays: The period to speak of, at least 1.
  ///   - season: How the year runs.
  ///   - limit: Customers to learn from; above it an even sample is taken.
  /// - Throws: ``Statistics/FitError`` if there is nothing to learn from.
  package init(
    _ histories: PurchaseHistories, asOf day: Day, horizonDays: Int,
    season: RetailSeason = .onlineRetail, limit: Int = 6_000
  ) throws(FitError) {
    let first = histories.firstDay ?? day
    clock = SeasonalClock(season, over: min(first, day)...day.adding(days: max(1, horizonDays)))
    asOf = day
    self.horizonDays = horizonDays
    let rows = (0..<histories.count).filter { !histories.places(of: $0, upTo: day).isEmpty }
      .thinned(to: limit)
    let clock = clock
    purchases = try BetaGeometricFit(
      PurchaseTable(rows.map { histories.seasonalSummary($0, asOf: day, clock) }))
    let model = purchases.model
    var periods = PseudoPeriods(
      historyDays: day.days(since: first), horizonDays: horizonDays
    ).windows.map { window in
      PseudoPeriod(
        histories, rows, window, endingAt: day, clock: clock, model: model)
    }.filter(\.isTelling)
    windows = periods.count
    units = PseudoPeriod.measure(&periods)
    silence = SilenceModel(periods, horizonDays: horizonDays)
    counts = PurchaseCountModel(periods)
  }

  /// The forecasts for `rows` from the model's day on.
  package func forecasts(
    of rows: [Int], in histories: PurchaseHistories
  ) -> [BehaviourForecast] {
    var panel = BehaviourPanel(
      histories, among: rows, at: asOf, until: asOf.adding(days: horizonDays), clock: clock,
      model: purchases.model)
    panel.measure(in: units)
    precondition(panel.rows.count == rows.count, "a customer had not bought by \(asOf)")
    let risks = silence.risks(panel)
    let means = counts.means(panel, risks: risks)
    let nearest = counts.nearest(panel)
    return rows.indices.map {
      BehaviourForecast(purchases: means[$0], nearest: nearest[$0], churnRisk: risks[$0])
    }
  }
}

/// What one customer is expected to do in a period.
package struct BehaviourForecast: Hashable, Sendable {
  /// Mean purchase days, at least 1 − ``churnRisk``.
  package let purchases: Double
  /// Purchase days with the least absolute error: where 0 is likeliest it is near 0, though the
  /// mean is not. The sum over all customers is that of ``purchases``.
  package let nearest: Double
  /// Probability of no purchase, 0…1.
  package let churnRisk: Double

  package init(purchases: Double, nearest: Double, churnRisk: Double) {
    self.purchases = purchases
    self.nearest = nearest
    self.churnRisk = churnRisk
  }
}

extension PurchaseHistories {
  /// Repeat purchases, recency and age in seasonal weeks, of a customer who had bought by `day`.
  fileprivate func seasonalSummary(
    _ row: Int, asOf day: Day, _ clock: SeasonalClock
  ) -> PurchaseSummary {
    let places = places(of: row, upTo: day)
    let age = clock.weeks(from: days[places.lowerBound], to: day.number)
    let recency = clock.weeks(from: days[places.lowerBound], to: days[places.upperBound - 1])
    return PurchaseSummary(frequency: places.count - 1, recency: min(recency, age), age: age)
  }
}
