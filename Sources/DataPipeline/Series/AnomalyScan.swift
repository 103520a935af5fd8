package import Commerce
package import Statistics

/// What is unusual in a stream of readings: collected one by one, in memory that grows with the
/// days and alerts, not with the rows.
package struct AnomalyScan: Sendable {
  package private(set) var rows = 0
  /// Rows without a value.
  package private(set) var missing = 0
  package private(set) var first: Int64 = 0
  package private(set) var last: Int64 = 0
  private var detector: AnomalyDetector
  private var alerts = AnomalyAlerts()
  private var closed: [AnomalyAlert] = []
  private var gaps: [Double] = []
  private var previous: Int64?
  private var days: [(day: Int32, sum: Double, count: Double)] = []

  /// Distances between rows that are looked at to tell the interval.
  private static let gapsKept = 1_000
  /// Days from which changes of the daily mean are looked for.
  private static let daysNeeded = 10

  package init(limits: AnomalyDetector.Limits = .init()) {
    detector = AnomalyDetector(limits: limits)
  }

  /// Takes the next reading.
  package mutating func take(_ reading: ReadingStream.Reading) -> AnomalyVerdict {
    let (value, seconds) = (reading.value, reading.seconds)
    let verdict = detector.observe(value, at: seconds)
    closed += alerts.take(verdict, of: value, at: seconds)
    (first, last) = rows == 0 ? (seconds, seconds) : (min(first, seconds), max(last, seconds))
    if let previous, gaps.count < Self.gapsKept { gaps.append(Double(seconds - previous)) }
    previous = seconds
    rows += 1
    value.isFinite ? addToDay(value, seconds) : (missing += 1)
    return verdict
  }

  private mutating func addToDay(_ value: Double, _ seconds: Int64) {
    let day = Instant(seconds: seconds).day.number
    if let last = days.last, last.day >= day {
      days[days.count - 1].sum += value
      days[days.count - 1].count += 1
    } else {
      days.append((day, value, 1))
    }
  }

  /// The median distance between rows in seconds; `nil` for less than two rows.
  package var interval: Double? { SortedSample(gaps)?.median }

  /// From the first to the last, those still open too.
  package var allAlerts: [AnomalyAlert] {
    (closed + alerts.open).sorted { ($0.start, $0.cause.rawValue) < ($1.start, $1.cause.rawValue) }
  }

  /// The days from which the daily mean is another one.
  package var changePoints: [Day] {
    guard days.count >= Self.daysNeeded else { return [] }
    let means = days.map { $0.sum / $0.count }
    return ChangePoints(standardising: means).starts.map { Day(number: days[$0].day) }
  }
}
