/// What a detector says of one value.
package struct AnomalyVerdict: Sendable, Codable, Equatable {
  /// From the level and the season, known before the value; not finite for the first.
  package var expected: Double
  /// Residuals outside have been seen at most three times.
  package var low: Double
  package var high: Double
  /// The value less the expectation; 0 where either is missing.
  package var residual: Double
  /// Whether to alert: at least ``AnomalyDetector/threshold`` once an event, in [0, 1].
  package var score: Double
  /// How unusual this value is, whatever came before it: in [0, 1].
  package var strength: Double
  /// What is unusual; empty if nothing is.
  package var causes: AnomalyCauses
  /// The cause that stands out most; `nil` if nothing is unusual.
  package var cause: AnomalyCause?

  package init(
    expected: Double, low: Double, high: Double, residual: Double, score: Double,
    strength: Double, causes: AnomalyCauses, cause: AnomalyCause?
  ) {
    (self.expected, self.low, self.high, self.residual) = (expected, low, high, residual)
    (self.score, self.strength) = (score, strength)
    (self.causes, self.cause) = (causes, cause)
  }
}

/// In which way a value or the run of values up to it is unusual.
package enum AnomalyCause: String, Sendable, Codable, CaseIterable {
  /// Outside the limits that were given.
  case limit
  /// No value for longer than ever.
  case silence
  /// The same value for longer than ever.
  case stale
  /// Larger or smaller than anything before.
  case neverSeen = "never_seen"
  /// Far from the level.
  case spike
  /// Far from what the hour of the week lets expect.
  case seasonal
  /// The mean of some fifty values has moved.
  case levelShift = "level_shift"
  /// Values rise or fall for longer or faster than before.
  case trendShift = "trend_shift"
  /// Values scatter more than before.
  case variance
}

/// Several causes.
package struct AnomalyCauses: OptionSet, Sendable, Codable, Hashable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) { self.rawValue = rawValue }

  package init(_ cause: AnomalyCause) {
    self.init(rawValue: 1 << UInt16(AnomalyCause.allCases.firstIndex(of: cause) ?? 0))
  }

  package func contains(_ cause: AnomalyCause) -> Bool { contains(AnomalyCauses(cause)) }
}
