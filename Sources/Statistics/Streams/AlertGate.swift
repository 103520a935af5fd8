import RealModule

/// Turns rarity into a score that is high once an event, and less easily so after many events.
package struct AlertGate: Sendable, Codable, Equatable {
  /// Observations after an alert that belong to the same event.
  package static let refractory: UInt16 = 60
  /// Past sizes as large at which the score is a half.
  package static let tolerated = 3.0
  /// Each alert halves the rarity of the next; observations after which e⁻¹ of that is left.
  private static let memory: Float = 1_500

  private var remaining: UInt16 = 0
  private var recentAlerts: Float = 0

  package init() {}

  /// Scores a value and remembers if that is an alert.
  ///
  /// - Parameter count: Past sizes at least as large and one, positive.
  /// - Returns: In [0, 1]; at least 0.5 opens an alert.
  package mutating func score(count: Double) -> Double {
    recentAlerts -= recentAlerts / Self.memory
    let isFresh = remaining > 0
    if isFresh { remaining -= 1 }
    let score = Self.strength(count: count * Double.exp2(Double(recentAlerts)))
    guard !isFresh else { return min(score, 0.5) * 0.9 }
    if score >= 0.5 {
      remaining = Self.refractory - 1
      recentAlerts += 1
    }
    return score
  }

  /// How unusual a value is on its own, in [0, 1].
  package static func strength(count: Double) -> Double { 1 / (1 + count / tolerated) }
}
