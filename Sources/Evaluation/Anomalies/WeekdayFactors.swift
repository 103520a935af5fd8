import RealModule

/// How the days of the week differ, learnt as actual over expected for each of them.
struct WeekdayFactors: Sendable {
  private var actual = [Double](repeating: 0, count: 7)
  private var expected = [Double](repeating: 0, count: 7)
  /// Expected events that the prior, all days alike, counts for.
  private let weight: Double
  /// What is left of an hour of a weekday when its next one comes: half after six weeks.
  private static let memory = Double.pow(0.5, 1.0 / (24 * 6))

  init(weight: Double) { self.weight = weight }

  /// Around 1; Monday is 0.
  subscript(weekday: Int) -> Double {
    (actual[weekday] + weight) / (expected[weekday] + weight)
  }

  mutating func learn(weekday: Int, actual new: Double, expected usual: Double) {
    actual[weekday] = actual[weekday] * Self.memory + new
    expected[weekday] = expected[weekday] * Self.memory + usual
  }
}
