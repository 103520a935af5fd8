import RealModule
import Statistics

/// How likely customers are to buy nothing in a period.
///
/// One regression corrects the rate that BG/NBD tells, another tells silence from habits alone. Who
/// is likelier to stay away is told by the mean of both logarithms of the rate, how many will is
/// left to the corrected BG/NBD: only that knows how silence grows with the period. Two forecasts
/// that err differently err less together. Source: Bates and Granger, "The combination of
/// forecasts", Operational Research Quarterly 20, 1969.
struct SilenceModel: Sendable {
  private let correction: RateRegression
  /// Without BG/NBD; `nil` if there was no pseudo-period.
  private let habits: RateRegression?
  private let horizonDays: Int

  /// - Parameters:
  ///   - periods: What was known and what followed; empty leaves BG/NBD as it is.
  ///   - horizonDays: The period to speak of.
  init(_ periods: [PseudoPeriod], horizonDays: Int) {
    correction = Self.correction(periods)
    habits = Self.habits(periods)
    self.horizonDays = horizonDays
  }

  /// Probabilities of no purchase, one a customer of the panel: as many as the corrected BG/NBD
  /// tells, as unequal as both tell.
  func risks(_ panel: BehaviourPanel) -> [Double] {
    let corrected = panel.rows.indices.map {
      panel.logHazards[$0] + correction.logFactor(panel.features(of: $0, in: .shared))
    }
    var rates = corrected.map { SpreadRate(logRate: $0, spread: restlessness) }
    guard let habits else { return rates.map(\.silence) }
    for index in rates.indices {
      let alone = habits.logFactor(panel.features(of: index, in: .shared))
      rates[index].logRate = 0.5 * (corrected[index] + alone)
    }
    let share = corrected.reduce(0) { $0 + Double.exp(-Double.exp($1)) }
    let shift = SpreadRate.shift(of: rates, toSilence: share / Double(max(1, rates.count)))
    return rates.map { $0.shifted(by: shift).silence }
  }

  /// How far the logarithm of a customer's rate in the period may lie from what is told, as a
  /// standard deviation.
  ///
  /// Without it the probabilities of customers who are quite sure to buy, or not to, are too
  /// extreme. Moods of a quarter or so cancel out over a longer period, as in a mean.
  private var restlessness: Double {
    0.9 * min(1, 91 / Double(max(1, horizonDays))).squareRoot()
  }

  /// Silence by habits alone.
  private static func habits(_ periods: [PseudoPeriod]) -> RateRegression? {
    guard periods.contains(where: \.tellsLevel) else { return nil }
    let columns = BehaviourPanel.habits
    let found = RateRegression(
      PseudoPeriod.rows(of: periods, columns: columns, in: .shared) { $0.rows.map { _ in 0 } },
      outcome: .whetherAny, ridge: 3)
    var slopes = [Double](repeating: 0, count: BehaviourPanel.dimension)
    for (column, slope) in zip(columns, found.slopes) { slopes[column] = slope }
    return RateRegression(intercept: found.intercept, slopes: slopes)
  }

  /// The slopes come from all periods, the level of silence from those as long as can be.
  private static func correction(_ periods: [PseudoPeriod]) -> RateRegression {
    let level = periods.filter(\.tellsLevel)
    guard !level.isEmpty else { return .neutral(dimension: BehaviourPanel.dimension) }
    let slopes = RateRegression(
      PseudoPeriod.rows(of: periods, in: .shared, offset: \.logHazards), outcome: .whetherAny,
      ridge: 3)
    let base = RateRegression(
      PseudoPeriod.rows(of: level, in: .shared, offset: \.logHazards).reduced(by: slopes),
      outcome: .whetherAny, ridge: 0)
    return RateRegression(intercept: base.intercept, slopes: slopes.slopes)
  }
}

extension RateRegression {
  /// Corrects nothing.
  static func neutral(dimension: Int) -> RateRegression {
    RateRegression(intercept: 0, slopes: Array(repeating: 0, count: dimension))
  }
}
