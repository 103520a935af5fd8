import Commerce

/// How far a platform's orders and conversions have been set beside each other.
struct TrackingBook: Sendable {
  var watch = TrackingWatch()
  /// Orders placed before this have been looked for among the conversions.
  var lookedTo: Instant
  /// Conversions reported of each campaign when last looked at.
  var seen: [Campaign.ID: Double] = [:]
}
