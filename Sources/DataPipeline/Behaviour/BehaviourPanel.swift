import Commerce
import RealModule
import Statistics

/// What was known of customers at the end of a day, and what BG/NBD expects of them in a window.
///
/// Features count from the mean of the customers of the same day. A shop's customers grow older
/// together; against each other they stay comparable, so what was learnt on an earlier day holds on
/// a later one. As histories get longer, customers come to lie further apart; whether that tells
/// more of them is a matter of the ``Scale``.
struct BehaviourPanel {
  /// Rows in the histories.
  private(set) var rows: [Int] = []
  /// Purchases expected in the window by the model alone.
  private(set) var expected: [Double] = []
  /// ln of the rate λ for which exp(−λ) is the model's probability of no purchase in the window.
  private(set) var logHazards: [Double] = []
  /// Standardised, row after row, ``dimension`` each.
  private var features: [Double] = []
  /// The same in units that all days share; empty until they are known.
  private var shared: [Double] = []
  /// Standard deviation of each feature among the customers.
  private(set) var deviations = [Double](repeating: 1, count: dimension)

  /// What features are measured in.
  enum Scale {
    /// The standard deviations of the panel's own day: who lies twice as far out as another does
    /// so on all days. Forecasts of counts, which are exponential in the features, stay bounded.
    case ownDay
    /// Units that all days share: twice as far out is twice as telling, whatever the day.
    case shared
  }

  static let dimension = 7
  /// Features that tell of habits only: without spend and without the model.
  static let habits = [0, 1, 2, 3, 6]

  /// - Parameters:
  ///   - histories: At least up to `day`.
  ///   - candidates: Rows to look at; who had not bought by `day` is left out.
  ///   - day: The last day that is known.
  ///   - end: The last day of the window.
  ///   - clock: Covers all days of the histories and the window.
  ///   - model: In seasonal weeks of `clock`.
  init(
    _ histories: PurchaseHistories, among candidates: some Collection<Int>, at day: Day,
    until end: Day, clock: SeasonalClock, model: BetaGeometric
  ) {
    let window = clock.weeks(from: day.number, to: end.number)
    let oldest = histories.firstDay.map { clock.weeks(from: $0.number, to: day.number) } ?? 0
    var expectations = SmoothByAge(ages: 0...max(1, oldest), scale: model.rateScale) {
      model.expectedPurchasesIfAlive(in: window, after: $0)
    }
    var meanSpend = 0.0
    for row in candidates where !histories.places(of: row, upTo: day).isEmpty {
      let traits = Traits(histories, row, at: day, clock: clock)
      let history = traits.history
      let alive = model.probabilityAlive(history)
      let silence = model.silenceIfAlive(of: window, after: history)
      let none = min(1 - 1e-6, max(1e-6, 1 - alive * (1 - silence)))
      let ifAlive = expectations.value(frequency: history.frequency, age: history.age)
      rows.append(row)
      expected.append(max(1e-9, alive * ifAlive))
      logHazards.append(Double.log(-Double.log(none)))
      features += traits.features(logHazard: logHazards[logHazards.count - 1])
      meanSpend += traits.spend
    }
    meanSpend /= Double(max(1, rows.count))
    scaleSpend(by: meanSpend)
    standardise()
  }

  func features(of index: Int, in scale: Scale) -> ArraySlice<Double> {
    let range = index * Self.dimension..<(index + 1) * Self.dimension
    return scale == .ownDay ? features[range] : shared[range]
  }

  /// Spend only counts against that of the others, whatever the currency.
  private mutating func scaleSpend(by mean: Double) {
    for index in rows.indices {
      let place = index * Self.dimension + Traits.spendColumn
      features[place] = Double.log(0.01 + features[place] / max(mean, 1e-12))
    }
  }

  private mutating func standardise() {
    guard let table = try? PointTable(features, dimension: Self.dimension) else { return }
    let standardisation = Standardisation(of: table)
    features = standardisation.standardised(table).values
    deviations = standardisation.deviations
  }

  /// Makes `units` those that all days share.
  mutating func measure(in units: [Double]) {
    let factors = zip(deviations, units).map { $0 / $1 }
    shared = features.indices.map { features[$0] * factors[$0 % Self.dimension] }
  }
}

/// One customer's habits at the end of a day.
private struct Traits {
  /// In seasonal weeks.
  let history: PurchaseSummary
  /// Currency units over all days.
  let spend: Double
  private let silentDays: Double
  private let tenureDays: Double
  private let activeDays: Double

  static let spendColumn = 4

  init(_ histories: PurchaseHistories, _ row: Int, at day: Day, clock: SeasonalClock) {
    let places = histories.places(of: row, upTo: day)
    let first = histories.days[places.lowerBound]
    let last = histories.days[places.upperBound - 1]
    let age = clock.weeks(from: first, to: day.number)
    history = PurchaseSummary(
      frequency: places.count - 1, recency: min(age, clock.weeks(from: first, to: last)), age: age)
    spend = places.reduce(0.0) { $0 + Double(histories.micros[$1]) } / 1_000_000
    silentDays = Double(day.number - last)
    tenureDays = Double(day.number - first)
    activeDays = Double(last - first)
  }

  /// Frequency, time between first and last purchase, tenure, silence, spend (not yet scaled), the
  /// model's own hazard, and how long the silence is against the usual gap.
  func features(logHazard: Double) -> [Double] {
    let repeats = Double(history.frequency)
    let usualGap = repeats > 0 ? activeDays / repeats : 0
    return [
      Double.log(onePlus: repeats), activeDays / 7, Double.log(onePlus: tenureDays),
      Double.log(onePlus: silentDays), spend, logHazard,
      repeats > 0 ? min(10, silentDays / (usualGap + 7)) : 0,
    ]
  }
}

extension BetaGeometric {
  /// The probability that a customer who still buys makes no purchase in the next `duration`.
  ///
  /// Of a gamma-distributed rate: E[exp(−λt)] = (β / (β + t))^shape.
  func silenceIfAlive(
    of duration: Double, after history: PurchaseSummary
  ) -> Double {
    let observed = rateScale + history.age
    return Double.pow(observed / (observed + duration), rateShape + Double(history.frequency))
  }
}
