/// How far the click-through rate has fallen since a campaign's creatives, or one of them, were new.
package struct Wear: Codable, Hashable, Sendable {
  /// Click-through rate of the first seven days with views.
  package var early: Double
  /// Of the last seven.
  package var late: Double
  /// Days with views that were looked at, 14…28.
  package var days: Int
  /// Two-sided, of no change.
  package var pValue: Double

  package init(early: Double, late: Double, days: Int, pValue: Double) {
    self.early = early
    self.late = late
    self.days = days
    self.pValue = pValue
  }

  /// Fallen by a third or more, beyond chance. Every campaign is looked at every day, so the bar is
  /// far above that of a single look.
  package var isWorn: Bool { late < early * 0.67 && pValue < 0.001 }

  /// Relative to the start: −0.4 is a loss of 40 %.
  package var change: Double { late / early - 1 }
}
