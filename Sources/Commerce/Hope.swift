/// What something may be worth where a return that is not known well is better than expected: the
/// reason to try it.
package struct Hope: Hashable, Codable, Sendable {
  /// Profit in currency units, over the same time as the expected one.
  package var profit: Double
  /// Probability of a profit, then, 0…1.
  package var confidence: Double

  package init(profit: Double, confidence: Double) {
    self.profit = profit
    self.confidence = confidence
  }
}
