/// The named groups that every customer falls into exactly one of, by recency and
/// frequency-monetary score.
package enum SegmentName: String, CaseIterable, Codable, Sendable {
  case champions = "Champions"
  case loyal = "Loyal"
  case potentialLoyalists = "Potential loyalists"
  case new = "New"
  case promising = "Promising"
  case needAttention = "Need attention"
  case aboutToSleep = "About to sleep"
  case atRisk = "At risk"
  case cannotLose = "Can't lose"
  case hibernating = "Hibernating"
  case lost = "Lost"
}

/// Whom a campaign speaks to.
package enum Audience: Hashable, Codable, Sendable {
  /// Everyone who searches, customers and strangers alike.
  case everyone
  /// People who have not bought yet.
  case prospects
  /// People who resemble the best customers and have not bought yet.
  case lookalike
  case segment(SegmentName)
}

extension Audience: CustomStringConvertible {
  package var description: String {
    switch self {
    case .everyone: "everyone"
    case .prospects: "prospects"
    case .lookalike: "lookalikes"
    case .segment(let name): name.rawValue
    }
  }
}
