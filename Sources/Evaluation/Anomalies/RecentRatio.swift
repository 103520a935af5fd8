import RealModule

/// Actual over expected of the last hours, fading with a half-life of 6 hours that had any.
struct RecentRatio: Sendable {
  private(set) var actual = 0.0
  private(set) var expected = 0.0
  private static let memory = Double.pow(0.5, 1.0 / 6)

  /// `nil` while too little was expected for a ratio to mean anything.
  var value: Double? { expected >= 1 ? actual / expected : nil }

  mutating func learn(actual: Double, expected: Double) {
    guard expected > 0 else { return }
    self.actual = self.actual * Self.memory + actual
    self.expected = self.expected * Self.memory + expected
  }

  mutating func reset() { self = RecentRatio() }
}
