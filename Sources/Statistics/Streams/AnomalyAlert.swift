/// A stretch of a stream that is unusual for one reason.
package struct AnomalyAlert: Sendable, Codable, Equatable {
  package var cause: AnomalyCause
  /// Seconds since 1970 of the first and last unusual value, and of the most unusual one.
  package var start: Int64
  package var end: Int64
  package var peak: Int64
  /// The value at the peak; NaN where it was missing.
  package var value: Double
  package var verdict: AnomalyVerdict
}

/// Makes alerts of verdicts, one for a stretch and cause.
///
/// An alert opens at the detector's threshold and goes on while values stay half as unusual. It
/// closes when none was for as many values as belong to one event.
package struct AnomalyAlerts: Sendable, Codable, Equatable {
  private static let staysOpen = AnomalyDetector.threshold / 2

  /// At most one a cause, in order of their start.
  package private(set) var open: [AnomalyAlert] = []
  private var quiet: [AnomalyCause: UInt16] = [:]

  package init() {}

  /// Takes the next verdict.
  ///
  /// - Returns: The alerts that this closes.
  package mutating func take(
    _ verdict: AnomalyVerdict, of value: Double, at seconds: Int64
  ) -> [AnomalyAlert] {
    var closed: [AnomalyAlert] = []
    for index in open.indices.reversed() {
      let cause = open[index].cause
      if verdict.strength >= Self.staysOpen, verdict.cause == cause || verdict.cause == nil {
        extend(index, verdict, value, seconds)
      } else {
        quiet[cause, default: 0] += 1
        if quiet[cause, default: 0] >= AlertGate.refractory {
          closed.append(open.remove(at: index))
        }
      }
    }
    if verdict.score >= AnomalyDetector.threshold, let cause = verdict.cause,
      !open.contains(where: { $0.cause == cause })
    {
      quiet[cause] = 0
      open.append(
        AnomalyAlert(
          cause: cause, start: seconds, end: seconds, peak: seconds, value: value,
          verdict: verdict))
    }
    return closed.reversed()
  }

  private mutating func extend(
    _ index: Int, _ verdict: AnomalyVerdict, _ value: Double, _ seconds: Int64
  ) {
    open[index].end = max(open[index].end, seconds)
    quiet[open[index].cause] = 0
    guard verdict.strength > open[index].verdict.strength else { return }
    let score = max(open[index].verdict.score, verdict.score)
    (open[index].peak, open[index].value) = (seconds, value)
    open[index].verdict = verdict
    open[index].verdict.score = score
  }
}
