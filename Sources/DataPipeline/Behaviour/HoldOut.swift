package import Commerce
import Statistics

/// What was forecast at the end of a calibration period against what then happened.
///
/// Only customers who had bought by the calibration's last day count, one purchase a customer and
/// day. A customer without a purchase in the hold-out period has churned.
package struct HoldOut: Codable, Hashable, Sendable {
  /// Length of the hold-out period.
  package let weeks: Double
  /// Purchase days of all these customers, forecast and real.
  package let predictedPurchases: Double
  package let actualPurchases: Double
  /// Mean absolute error of the number of purchases told as nearest to what a customer does; see
  /// ``BehaviourForecast/nearest``.
  package let mae: Double
  /// Mean absolute error of a customer's mean purchases, which are not made to be near.
  package let maeOfMean: Double
  /// Root mean square error of a customer's mean purchases.
  package let rmse: Double
  /// Area under the curve of the churn probabilities; `nil` if all churned or none.
  package let churnAuc: Double?
  /// Mean squared error of the churn probabilities.
  package let churnBrier: Double
  /// Share of the real spend that came from the tenth forecast to be worth most; `nil` without
  /// spend.
  package let topDecileSpendShare: Double?

  /// - Parameters:
  ///   - forecasts: For the whole hold-out period, one a row.
  ///   - worth: What each row is expected to spend in it, in any unit.
  ///   - rows: Rows of the histories known at the end of the calibration.
  ///   - histories: At least up to `end`.
  ///   - calibrationEnd: The last day that was learnt from.
  ///   - end: The last day that is judged.
  package init?(
    _ forecasts: [BehaviourForecast], worth: [Double], of rows: [Int],
    in histories: PurchaseHistories, from calibrationEnd: Day, upTo end: Day
  ) {
    let later = rows.map { histories.purchases(of: $0, after: calibrationEnd, upTo: end) }
    let days = later.map { Double($0.days) }
    let errors = ForecastErrors(forecasts.map(\.purchases), actual: days)
    let nearest = ForecastErrors(forecasts.map(\.nearest), actual: days)
    let risks = forecasts.map(\.churnRisk)
    let hasChurned = later.map { $0.days == 0 }
    guard let errors, let nearest, let brier = RankingScores.brier(risks, happened: hasChurned)
    else {
      return nil
    }
    weeks = Double(end.days(since: calibrationEnd)) / 7
    predictedPurchases = errors.predictedTotal
    actualPurchases = errors.actualTotal
    mae = nearest.meanAbsolute
    maeOfMean = errors.meanAbsolute
    rmse = errors.rootMeanSquare
    churnAuc = RankingScores.areaUnderCurve(risks, happened: hasChurned)
    churnBrier = brier
    topDecileSpendShare = RankingScores.topShare(
      of: later.map { Double($0.micros) / 1_000_000 }, rankedBy: worth)
  }
}
