import RealModule

/// Actual over expected of the last hours, fading with a half-life of so many hours that had any.
struct RecentRatio: Sendable {
  private(set) var actual = 0.0
  private(set) var expected = 0.0
  private let memory: Double

  init(halfLifeHours: Double = 6) { memory = Double.pow(0.5, 1 / halfLifeHours) }

  /// `nil` while too little was expected for a ratio to mean anything.
  var value: Double? { expected >= 1 ? actual / expected : nil }

  mutating func learn(actual: Double, expected: Double) {
    guard expected > 0 else { return }
    self.actual = self.actual * memory + actual
    self.expected = self.expected * memory + expected
  }
}
