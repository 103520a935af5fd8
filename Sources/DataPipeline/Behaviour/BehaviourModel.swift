package import Commerce
import RealModule
package import Statistics

/// What customers will do in the next period: how often they buy, and whether they stay away.
///
/// BG/NBD in seasonal time gives each customer a rate. Two regressions, learnt where the answer is
/// known (windows that end with the data, the pseudo-periods), correct that rate: one for the number
/// of purchases, one for there being none. They use the customer's frequency, silence, tenure,
/// spend and regularity against the other customers of that day.
///
/// A third regression tells silence from habits alone, without BG/NBD. Who is likelier to stay away
/// is told by the mean of both logarithms of the rate, how many will is left to the corrected
/// BG/NBD: only that knows how silence grows with the period. Two forecasts that err differently
/// err less together. Source: Bates and Granger, "The combination of forecasts", Operational
/// Research Quarterly 20, 1969.
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
  private let countCorrection: RateRegression
  private let silenceCorrection: RateRegression
  /// Without BG/NBD; `nil` if there was no pseudo-period.
  private let habits: RateRegression?
  /// Units of the features.
  private let units: [Double]
  private let calm: Double

  /// How far the logarithm of a customer's rate in the period may lie from what is told, as a
  /// standard deviation.
  ///
  /// Without it the probabilities of customers who are quite sure to buy, or not to, are too
  /// extreme. Moods of a quarter or so cancel out over a longer period, as in a mean.
  private var restlessness: Double {
    0.9 * min(1, 91 / Double(max(1, horizonDays))).squareRoot()
  }

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
    habits = BehaviourModel.habits(periods)
    (silenceCorrection, countCorrection) = BehaviourModel.corrections(periods)
    calm = BehaviourModel.calm(for: countCorrection, periods.filter(\.tellsLevel))
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
    let means = rows.indices.map {
      panel.expected[$0]
        * Double.exp(countCorrection.logFactor(panel.features(of: $0, in: .ownDay)))
    }
    let calmed = BehaviourModel.calmed(means, by: calm)
    let risks = risks(panel)
    return rows.indices.map {
      BehaviourForecast(purchases: calmed[$0], churnRisk: risks[$0])
    }
  }

  /// Probabilities of no purchase: as many as the corrected BG/NBD tells, as unequal as both tell.
  private func risks(_ panel: BehaviourPanel) -> [Double] {
    let corrected = panel.rows.indices.map {
      panel.logHazards[$0] + silenceCorrection.logFactor(panel.features(of: $0, in: .shared))
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
}

/// A rate of purchases known up to a normal spread of its logarithm.
private struct SpreadRate {
  var logRate: Double
  /// Standard deviation.
  let spread: Double

  /// The mean of exp(−rate), by three points of Gauss and Hermite.
  var silence: Double {
    mean { Double.exp(-$0) }
  }

  /// The derivative of ``silence`` by the logarithm of the rate.
  private var slope: Double {
    mean { -$0 * Double.exp(-$0) }
  }

  func shifted(by shift: Double) -> SpreadRate {
    SpreadRate(logRate: logRate + shift, spread: spread)
  }

  private func mean(_ value: (Double) -> Double) -> Double {
    let reach = spread * Double(3).squareRoot()
    return 2.0 / 3 * value(Double.exp(logRate))
      + (value(Double.exp(logRate - reach)) + value(Double.exp(logRate + reach))) / 6
  }

  /// What to add to all logarithms so that the mean silence is `target`, by Newton's method with
  /// steps of at most 1.
  static func shift(of rates: [SpreadRate], toSilence target: Double) -> Double {
    var shift = 0.0
    for _ in 0..<20 {
      var (excess, slope) = (0.0, 0.0)
      for rate in rates {
        let moved = rate.shifted(by: shift)
        excess += moved.silence - target
        slope += moved.slope
      }
      guard slope < 0 else { break }
      let step = -excess / slope
      shift += min(1, max(-1, step))
      if abs(step) < 1e-6 { break }
    }
    return shift
  }
}

/// What one customer is expected to do in a period.
package struct BehaviourForecast: Hashable, Sendable {
  /// Purchase days. The sum over all customers is the expected total; see ``BehaviourModel``.
  package let purchases: Double
  /// Probability of no purchase, 0…1.
  package let churnRisk: Double

  package init(purchases: Double, churnRisk: Double) {
    self.purchases = purchases
    self.churnRisk = churnRisk
  }
}

// MARK: Learning

extension BehaviourModel {
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
  private static func corrections(
    _ periods: [PseudoPeriod]
  ) -> (silence: RateRegression, count: RateRegression) {
    let neutral = RateRegression(
      intercept: 0, slopes: Array(repeating: 0, count: BehaviourPanel.dimension))
    let level = periods.filter(\.tellsLevel)
    guard !level.isEmpty else { return (neutral, neutral) }
    let slopes = RateRegression(
      PseudoPeriod.rows(of: periods, in: .shared, offset: \.logHazards), outcome: .whetherAny,
      ridge: 3)
    let base = RateRegression(
      PseudoPeriod.rows(of: level, in: .shared, offset: \.logHazards).reduced(by: slopes),
      outcome: .whetherAny, ridge: 0)
    let count = RateRegression(
      PseudoPeriod.rows(of: level, in: .ownDay, offset: { $0.expected.map { Double.log($0) } }),
      outcome: .count, ridge: 20)
    return (RateRegression(intercept: base.intercept, slopes: slopes.slopes), count)
  }

  /// The part of the mean forecast to take off each, so that forecasts are right for one customer
  /// more often.
  ///
  /// Most customers with a small expectation buy nothing. Taking a constant off all forecasts, not
  /// below 0, and scaling the rest back to the total lowers the mean absolute error; here it is the
  /// part that lowers it most on the pseudo-periods without raising the squared error by more than
  /// 3 per cent.
  private static func calm(for correction: RateRegression, _ periods: [PseudoPeriod]) -> Double {
    let means = periods.map { period in
      period.panel.rows.indices.map {
        period.panel.expected[$0]
          * Double.exp(correction.logFactor(period.panel.features(of: $0, in: .ownDay)))
      }
    }
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
