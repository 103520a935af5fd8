import Commerce

/// Notices that a platform's reports stand still: older than they usually are at their worst.
///
/// A report is as old as it was when it was asked for; how long its answer takes is no fault of the
/// report. Both how old reports are and how often they are asked for are learnt: what nineteen
/// looks in twenty do not exceed, over the last days. A report stands still once it is older than
/// usual by two of the agent's own intervals and at least two looks have seen it late; nothing is
/// known of it once two calls in a row have failed.
struct FeedWatch: Sendable {
  private var ages: FadingHours
  private var gaps: FadingHours
  private var lastLook: Instant?
  private(set) var stream = FigureStreams.Stream()
  /// Looks in a row that found it older than usual.
  private var lateLooks = 0
  /// Hours that the report was old at the last look.
  private(set) var age = 0
  /// Looks, or calls in a row without an answer, that one failure or one late hour cannot make.
  static let missesNeeded = 2
  /// Looks that the platform's documented age, and an hourly interval, count for.
  private static let priorLooks = 24.0

  /// - Parameter usualHours: The platform's documented age of a complete report.
  init(usualHours: Int) {
    ages = FadingHours(prior: usualHours, looks: Self.priorLooks)
    gaps = FadingHours(prior: 1, looks: Self.priorLooks)
  }

  /// Hours that nineteen looks in twenty do not exceed.
  var usual: Int { ages.quantile }

  /// Hours from one look to the next, at most, nineteen times in twenty.
  var interval: Int { max(1, gaps.quantile) }

  /// The age from which it counts as standing still.
  var limit: Int { usual + Self.missesNeeded * interval }

  /// Whether the last looks found it standing still.
  var isStale: Bool { lateLooks >= Self.missesNeeded && age >= limit }

  /// Whether it is near its usual age again; between the two nothing changes.
  var isFresh: Bool { age <= usual + interval }

  /// Takes in how old the report was when it was asked for; a look that was taken in before changes
  /// nothing.
  mutating func looked(at instant: Instant, age hours: Int, isUsed: Bool) {
    guard lastLook.map({ instant > $0 }) ?? true else { return }
    if let last = lastLook {
      gaps.learn(Int(instant.seconds(since: last) / Instant.secondsPerHour))
    }
    lastLook = instant
    age = hours
    stream.observe(Double(hours), at: instant.startOfHour)
    lateLooks = hours > usual ? lateLooks + 1 : 0
    if isUsed, !isStale { ages.learn(hours) }
  }
}

/// How often something took so many hours, fading.
struct FadingHours: Sendable {
  private var counts = [Double](repeating: 0, count: 49)
  /// What is left of a look a week of hourly ones later is a half.
  private static let memory = 0.995883

  init(prior hours: Int, looks: Double) { counts[place(hours)] = looks }

  /// Hours that nineteen in twenty do not exceed.
  var quantile: Int {
    let limit = 0.95 * counts.reduce(0, +)
    var sum = 0.0
    for (hours, count) in counts.enumerated() {
      sum += count
      if sum >= limit { return hours }
    }
    return counts.count - 1
  }

  mutating func learn(_ hours: Int) {
    for place in counts.indices { counts[place] *= Self.memory }
    counts[place(hours)] += 1
  }

  private func place(_ hours: Int) -> Int { min(max(0, hours), counts.count - 1) }
}
