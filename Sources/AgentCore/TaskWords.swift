package import Commerce
package import Persistence

/// What a call waits for, for people.
package enum TaskWords {
  /// A sentence without its end: `behind 3 others on Meta Ads`.
  ///
  /// - Parameters:
  ///   - wait: What it waits for.
  ///   - entry: The call.
  ///   - isUrgent: It lowers risk and is never given up for rate limits.
  ///   - most: Times that a rate limit may send it back.
  ///   - now: The agent's time.
  /// - Returns: The words.
  package static func words(
    _ wait: TaskQueue.Wait, _ entry: OutboxEntry, isUrgent: Bool, most: Int, now: Instant
  ) -> String {
    let platform = entry.platform.name
    switch wait {
    case .nothing: return "goes next"
    case .step(let number): return "waits for step \(number)"
    case .halt: return "waits until the halt is over"
    case .place(let behind):
      return "behind \(behind) \(behind == 1 ? "other" : "others") on \(platform)"
    case .answer: return "\(platform) has not answered yet"
    case .reading: return "no answer; \(platform) is read before anything is sent again"
    case .limit(let until):
      let time = span(seconds: until.seconds(since: now))
      guard case .waiting = entry.state, let limits = entry.limits else {
        return "in \(time): \(platform) limits calls"
      }
      return isUrgent
        ? "again in \(time), as soon as \(platform) allows it"
        : "again in \(time) after a rate limit, attempt \(limits + 1) of \(most)"
    }
  }

  /// `40 s`, `12 min`, `2 h 5 min`.
  package static func span(seconds: Int64) -> String {
    let seconds = max(0, seconds)
    if seconds < 120 { return "\(seconds) s" }
    // Up, so that nothing is promised for too early.
    let minutes = (seconds + 59) / 60
    if minutes < 60 { return "\(minutes) min" }
    return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
  }
}
