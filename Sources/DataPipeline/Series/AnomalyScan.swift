package import Commerce
package import Statistics

/// What is unusual in a stream of readings: collected one by one, in memory that grows with the
/// days and alerts, not with the rows.
package struct AnomalyScan: Sendable {
  package private(set) var rows = 0
  /// Rows without a value.
  package private(set) var missing = 0
  /// Of those, the ones whose value is too large to be one.
  package private(set) var tooLarge = 0
  /// Rows that are earlier than the row before.
  package private(set) var backwards = 0
  /// Rows of the same time as the row before.
  package private(set) var repeated = 0
  package private(set) var first: Int64 = 0
  package private(set) var last: Int64 = 0
  private var detector: AnomalyDetector
  private var alerts = AnomalyAlerts()
  private var closed: [AnomalyAlert] = []
  private var gaps: [Double] = []
  private var previous: Int64?
  /// The row before each alert's first.
  private var rowBefore: [Int64: Int64] = [:]
  private var recent = RecentReadings()
  /// The reading farthest from what was expected shortly before each alert's first.
  private var farthest: [Int64: RecentReadings.Entry] = [:]
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
    let before = alerts.open.count
    let ended = alerts.take(verdict, of: value, at: seconds)
    closed += ended
    if let previous, alerts.open.count > before - ended.count {
      rowBefore[seconds] = previous
      farthest[seconds] = recent.farthest
    }
    recent.take(value, verdict, at: seconds)
    (first, last) = rows == 0 ? (seconds, seconds) : (min(first, seconds), max(last, seconds))
    if let previous {
      if seconds == previous {
        repeated += 1
      } else {
        if gaps.count < Self.gapsKept { gaps.append(abs(Double(seconds) - Double(previous))) }
        if seconds < previous { backwards += 1 }
      }
    }
    previous = seconds
    rows += 1
    guard value.isFinite, abs(value) < AnomalyDetector.tooLarge else {
      missing += 1
      if value.isFinite { tooLarge += 1 }
      return verdict
    }
    addToDay(value, seconds)
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

  /// The median distance in seconds between rows of different times; `nil` without two of them.
  package var interval: Double? { SortedSample(gaps)?.median }

  /// From the first to the last, those still open too; one ends where the next begins, whatever it
  /// would have gone on with.
  package var allAlerts: [AnomalyAlert] {
    var all = (closed + alerts.open)
      .sorted { ($0.start, $0.cause.rawValue) < ($1.start, $1.cause.rawValue) }
    for place in all.indices.dropLast() where all[place].end >= all[place + 1].start {
      let next = all[place + 1].start
      all[place].end = max(all[place].start, rowBefore[next] ?? next)
    }
    for place in all.indices {
      guard let earlier = farthest[all[place].start],
        abs(earlier.verdict.residual) > abs(all[place].verdict.residual),
        earlier.seconds < all[place].start, place == 0 || earlier.seconds > all[place - 1].end
      else { continue }
      all[place].begin(with: earlier)
    }
    return all
  }

  /// What a reader of the result has to know, in words.
  package var notes: [String] {
    var notes: [String] = []
    let values = rows - missing
    if values < AnomalyDetector.warmUp {
      notes.append(
        "Too little data: \(values) of at least \(AnomalyDetector.warmUp) values, so nothing can be "
          + "called unusual yet.")
    }
    if tooLarge > 0 {
      notes.append(
        "Values of 1e100 and more, above or below 0, count as missing: \(tooLarge) of \(rows).")
    }
    if repeated > 0 {
      notes.append(
        "\(repeated) of \(rows) rows have the time of the row before. Each is judged as a value of its "
          + "own; add them up if they are parts of one.")
    }
    if backwards > 0 {
      notes.append(
        "\(backwards) of \(rows) rows are earlier than the row before. They are judged in the file's "
          + "order; gaps and silence are not judged there. Sort the file by time.")
    }
    return notes
  }

  /// The days from which the daily mean is another one.
  package var changePoints: [Day] {
    guard days.count >= Self.daysNeeded else { return [] }
    let means = days.map { $0.sum / $0.count }
    return ChangePoints(standardising: means).starts.map { Day(number: days[$0].day) }
  }
}
