import Commerce
import Platforms

/// How far each feed has been read.
struct FeedBook: Hashable, Sendable {
  var orders: ReportCursor?
  var reports: [Platform: ReportCursor] = [:]
  /// Hours before this have been reported at least once, by platform.
  var completeTo: [Platform: Instant] = [:]
  /// When the platform's campaigns were last compared with ours.
  var listedAt: [Platform: Instant] = [:]
  /// Why the last call of a feed failed, while it does.
  var trouble: [Platform: String] = [:]

  /// Hours since the platform's report was complete; `nil` before the first one.
  func ageHours(of platform: Platform, at now: Instant) -> Int? {
    completeTo[platform].map { max(0, Int(now.seconds(since: $0) / Instant.secondsPerHour)) }
  }
}
