/// Notices that a platform's reports stand still: older than they usually are at their worst.
///
/// How old the newest report usually is differs between platforms and is learnt: the age that
/// nineteen looks in twenty do not exceed, over the last days.
struct FeedWatch: Sendable {
  /// How often the newest report was so many hours old, fading.
  private var looks = [Double](repeating: 0, count: 49)
  /// Hours that a report may be older than usual before it counts as standing still: one call that
  /// fails is no news.
  static let grace = 2
  /// Looks that the platform's documented age counts for.
  private static let priorLooks = 24.0
  /// What is left of a look a week of hours later is a half.
  private static let memory = 0.995883

  /// - Parameter usualHours: The platform's documented age of a complete report.
  init(usualHours: Int) {
    looks[min(max(0, usualHours), looks.count - 1)] = Self.priorLooks
  }

  /// Hours that nineteen looks in twenty do not exceed.
  var usual: Int {
    let limit = 0.95 * looks.reduce(0, +)
    var sum = 0.0
    for (age, count) in looks.enumerated() {
      sum += count
      if sum >= limit { return age }
    }
    return looks.count - 1
  }

  func isStale(_ hours: Int) -> Bool { hours >= usual + Self.grace }

  /// Takes in how old the newest report is at a usual hour.
  mutating func learn(_ hours: Int) {
    for age in looks.indices { looks[age] *= Self.memory }
    looks[min(max(0, hours), looks.count - 1)] += 1
  }
}
