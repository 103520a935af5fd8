import Commerce
import Evaluation
import Platforms

/// How far each feed has been read.
struct FeedBook: Hashable, Sendable {
  var orders: ReportCursor?
  var reports: [Platform: ReportCursor] = [:]
  /// Hours before this have been reported at least once, by platform.
  var completeTo: [Platform: Instant] = [:]
  /// When the newest answer of each feed was asked for, and how many calls failed since.
  private(set) var polls: [Platform: FeedPoll] = [:]
  /// When the platform's campaigns were last compared with ours.
  var listedAt: [Platform: Instant] = [:]
  /// Why the last call of a feed failed, while it does.
  var trouble: [Platform: String] = [:]

  mutating func answered(_ platform: Platform, askedAt instant: Instant) {
    polls[platform] = FeedPoll(answeredFrom: instant, misses: 0)
  }

  mutating func missed(_ platform: Platform) {
    polls[platform, default: FeedPoll(answeredFrom: nil, misses: 0)].misses += 1
  }

  /// Hours since the platform's report was complete; `nil` before the first one.
  func ageHours(of platform: Platform, at now: Instant) -> Int? {
    completeTo[platform].map { max(0, Int(now.seconds(since: $0) / Instant.secondsPerHour)) }
  }
}
