import RealModule

/// Mean and variance of a stream in which old values fade.
package struct EWMA: Sendable, Codable, Equatable {
  /// What a new value counts once the stream has run in, in (0, 1].
  package let weight: Double
  package private(set) var mean = 0.0
  /// The faded variance around the faded mean, at least 0.
  package private(set) var variance = 0.0
  /// Values seen.
  package private(set) var count = 0

  package init(weight: Double) {
    self.weight = min(1, max(1e-9, weight))
  }

  /// Lets a value count half after `halfLife` further values.
  package init(halfLife: Double) {
    self.init(weight: 1 - Double.exp2(-1 / max(1e-9, halfLife)))
  }

  /// Adds a value; one that is not finite is ignored.
  ///
  /// Until 1 / weight values have come all count the same, so the first does not count too much.
  package mutating func add(_ value: Double) {
    guard value.isFinite else { return }
    count += 1
    let share = max(weight, 1 / Double(count))
    let distance = value - mean
    mean += share * distance
    variance = (1 - share) * (variance + share * distance * distance)
  }

  package var deviation: Double { variance.squareRoot() }
}
