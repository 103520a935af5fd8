import Commerce

/// How a level changes with the hour and the day of the week, learnt as actual over expected in
/// each cell.
///
/// A cell starts at its prior and moves as events come; `weight` events count as much as the prior.
struct SeasonalFactors: Sendable {
  private var actual: [Double]
  private var expected: [Double]
  private let prior: [Double]
  private let weight: Double
  private let byWeekday: Bool
  /// What is left of a cell's evidence when the next comes.
  private let memory = 0.97

  /// All hours alike until something else is learnt; workdays and weekends apart.
  init(weight: Double) {
    self.init(prior: [Double](repeating: 1, count: 48), weight: weight, byWeekday: false)
  }

  /// The same beginning with 24 factors around 1 for every day.
  init(daily prior: [Double], weight: Double) {
    precondition(prior.count == 24, "a day has 24 hours, not \(prior.count)")
    self.init(prior: prior + prior, weight: weight, byWeekday: false)
  }

  /// Each hour of each weekday apart, beginning with `prior` (168 factors around 1, Monday 00:00
  /// first).
  init(weekly prior: [Double], weight: Double) {
    precondition(prior.count == 168, "a week has 168 hours, not \(prior.count)")
    self.init(prior: prior, weight: weight, byWeekday: true)
  }

  private init(prior: [Double], weight: Double, byWeekday: Bool) {
    self.prior = prior
    self.weight = weight
    self.byWeekday = byWeekday
    actual = [Double](repeating: 0, count: prior.count)
    expected = actual
  }

  func factor(at hour: Instant) -> Double {
    let cell = cell(of: hour)
    return (actual[cell] + weight * prior[cell]) / (expected[cell] + weight)
  }

  /// Takes an hour in: how many events came, and how many would have come in an average hour.
  mutating func learn(at hour: Instant, actual: Double, expected: Double) {
    guard expected > 0 else { return }
    let cell = cell(of: hour)
    self.actual[cell] = self.actual[cell] * memory + actual
    self.expected[cell] = self.expected[cell] * memory + expected
  }

  /// The mean factor of a weekday, 0 for Monday to 6.
  func mean(weekday: Int) -> Double {
    let first = (byWeekday ? weekday : weekday >= 5 ? 1 : 0) * 24
    let sum = (first..<(first + 24)).reduce(0) {
      $0 + (actual[$1] + weight * prior[$1]) / (expected[$1] + weight)
    }
    return sum / 24
  }

  private func cell(of hour: Instant) -> Int {
    let weekday = hour.day.weekday
    return (byWeekday ? weekday : weekday >= 5 ? 1 : 0) * 24 + hour.hour
  }
}
