import RealModule
import Statistics

/// How often customers will buy in a period.
///
/// A regression corrects the number that BG/NBD expects. Two numbers are told of each customer: the
/// mean, and the number that is nearest to what one customer does. Which of several numbers is the
/// right one depends on how errors count; see Gneiting, "Making and evaluating point forecasts",
/// Journal of the American Statistical Association 106, 2011.
struct PurchaseCountModel: Sendable {
  private let correction: RateRegression
  /// The part of the mean forecast that is taken off each for the nearest number.
  ///
  /// Most customers with a small expectation buy nothing. Taking a constant off all forecasts, not
  /// below 0, and scaling the rest back to the total lowers the mean absolute error; here it is the
  /// part that lowers it most on the pseudo-periods without raising the squared error by more than
  /// 3 per cent.
  private let calm: Double

  /// - Parameter periods: What was known and what followed; empty leaves BG/NBD as it is.
  init(_ periods: [PseudoPeriod]) {
    let level = periods.filter(\.tellsLevel)
    correction =
      level.isEmpty
      ? .neutral(dimension: BehaviourPanel.dimension)
      : RateRegression(
        PseudoPeriod.rows(of: level, in: .ownDay) { $0.expected.map { Double.log($0) } },
        outcome: .count, ridge: 20)
    calm = Self.calm(for: correction, level)
  }

  /// Mean purchase days of each customer of the panel.
  ///
  /// Who buys at all buys at least once, so none is below the probability of buying.
  ///
  /// - Parameters:
  ///   - panel: Of the customers.
  ///   - risks: The probability of each to buy nothing.
  /// - Returns: One a customer.
  func means(_ panel: BehaviourPanel, risks: [Double]) -> [Double] {
    let corrected = Self.corrected(panel, correction)
    let buying = risks.map { 1 - $0 }
    let later = zip(corrected, buying).map { max(0, $0 - $1) }
    let laterSum = later.reduce(0, +)
    let room = max(0, corrected.reduce(0, +) - buying.reduce(0, +))
    let scale = laterSum > 0 ? room / laterSum : 0
    return zip(buying, later).map { $0 + $1 * scale }
  }

  /// Purchase days of each customer of the panel with the least absolute error; as many in all as
  /// the means.
  func nearest(_ panel: BehaviourPanel) -> [Double] {
    Self.calmed(Self.corrected(panel, correction), by: calm)
  }

  private static func corrected(
    _ panel: BehaviourPanel, _ correction: RateRegression
  ) -> [Double] {
    panel.rows.indices.map {
      panel.expected[$0] * Double.exp(correction.logFactor(panel.features(of: $0, in: .ownDay)))
    }
  }

  private static func calm(for correction: RateRegression, _ periods: [PseudoPeriod]) -> Double {
    let means = periods.map { corrected($0.panel, correction) }
    let actual = periods.flatMap { $0.purchases }
    let weights = periods.flatMap { period in
      period.purchases.map { _ in 1 / Double(period.purchases.count) }
    }
    var best = (part: 0.0, absolute: Double.infinity)
    var limit = Double.infinity
    for step in 0...20 {
      let part = 0.025 * Double(step)
      let forecasts = means.flatMap { calmed($0, by: part) }
      guard let errors = ForecastErrors(forecasts, actual: actual, weights: weights) else { break }
      if step == 0 { limit = 1.03 * errors.rootMeanSquare }
      guard errors.rootMeanSquare <= limit, errors.meanAbsolute < best.absolute else { continue }
      best = (part, errors.meanAbsolute)
    }
    return best.part
  }

  private static func calmed(_ means: [Double], by part: Double) -> [Double] {
    let total = means.reduce(0, +)
    let off = part * total / Double(max(1, means.count))
    let lowered = means.map { max(0, $0 - off) }
    let rest = lowered.reduce(0, +)
    return rest > 0 ? lowered.map { $0 * total / rest } : means
  }
}
