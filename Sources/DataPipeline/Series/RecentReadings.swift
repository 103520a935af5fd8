import Statistics

/// The last few readings of a stream with what was said of them.
///
/// A value that breaks a long silence is judged by its rank alone, and may turn the next ones into
/// the alert that it is the cause of.
struct RecentReadings: Sendable {
  struct Entry: Sendable {
    var seconds: Int64
    var value: Double
    var verdict: AnomalyVerdict
  }

  private static let kept = 8
  private var entries: [Entry] = []
  private var next = 0

  mutating func take(_ value: Double, _ verdict: AnomalyVerdict, at seconds: Int64) {
    let entry = Entry(seconds: seconds, value: value, verdict: verdict)
    if entries.count < Self.kept {
      entries.append(entry)
    } else {
      entries[next] = entry
      next = (next + 1) % Self.kept
    }
  }

  /// The one farthest from what was expected; `nil` before the first reading.
  var farthest: Entry? { entries.max { abs($0.verdict.residual) < abs($1.verdict.residual) } }
}

extension AnomalyAlert {
  /// The same from an earlier reading on, which is its peak; its score stays.
  mutating func begin(with earlier: RecentReadings.Entry) {
    let score = verdict.score
    (start, peak, value) = (earlier.seconds, earlier.seconds, earlier.value)
    verdict = earlier.verdict
    verdict.score = score
  }
}
