/// A number with the interval it is believed to lie in.
package struct Estimate: Hashable, Codable, Sendable {
  package var mean: Double
  package var low: Double
  package var high: Double
  /// Probability that the interval covers the truth, in (0, 1); 0.8 unless said otherwise.
  package var level: Double

  package init(mean: Double, low: Double, high: Double, level: Double = 0.8) {
    self.mean = mean
    self.low = low
    self.high = high
    self.level = level
  }

  package func scaled(by factor: Double) -> Estimate {
    let ends = [low * factor, high * factor].sorted()
    return Estimate(mean: mean * factor, low: ends[0], high: ends[1], level: level)
  }

  package func contains(_ value: Double) -> Bool { low <= value && value <= high }
}
