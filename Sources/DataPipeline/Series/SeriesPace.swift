package import Commerce

/// The interval between the values of a regular series.
package enum SeriesPace: Hashable, Sendable {
  /// At least 1.
  case seconds(Int64)
  /// Calendar months, at least 1; on the last day of the month if `isAtEnd`.
  case months(Int, isAtEnd: Bool)

  /// The interval of which the distances of `times`, which rise, are multiples.
  ///
  /// `nil` for less than two times or if there is none: the most frequent distance has to go into
  /// all others.
  init?(of times: [Instant]) {
    let distances = zip(times.dropFirst(), times).map { $0.seconds(since: $1) }
    guard let least = distances.min(), least > 0 else { return nil }
    if least >= 28 * Instant.secondsPerDay, let months = Self.months(of: times) {
      self = months
      return
    }
    let counts = Dictionary(grouping: distances) { $0 }.mapValues(\.count)
    let usual = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? least
    guard distances.allSatisfy({ $0.isMultiple(of: usual) }) else { return nil }
    self = .seconds(usual)
  }

  private static func months(of times: [Instant]) -> SeriesPace? {
    let dates = times.map(\.day.civil)
    let isAtEnd = times.allSatisfy { $0.day.adding(days: 1).civil.day == 1 }
    guard isAtEnd || dates.allSatisfy({ $0.day == dates[0].day }) else { return nil }
    let numbers = dates.map { $0.year * 12 + $0.month }
    let distances = zip(numbers.dropFirst(), numbers).map { $0 - $1 }
    let shared = distances.reduce(0) { greatestDivisor($0, $1) }
    return shared > 0 ? .months(shared, isAtEnd: isAtEnd) : nil
  }

  /// The time `count` steps after `time`.
  package func adding(_ count: Int, to time: Instant) -> Instant {
    switch self {
    case .seconds(let step): return time.adding(seconds: step * Int64(count))
    case .months(let step, let isAtEnd):
      let date = time.day.civil
      let number = date.year * 12 + date.month - 1 + step * count
      let next = Day(year: (number + 1) / 12, month: (number + 1) % 12 + 1, day: 1)
      let first = Day(year: number / 12, month: number % 12 + 1, day: 1)
      guard let next, let first else { return time }
      let day = isAtEnd ? next.adding(days: -1) : first.adding(days: date.day - 1)
      return Instant(day).adding(seconds: time.seconds - Instant(time.day).seconds)
    }
  }

  /// Steps from `earlier` to `later`.
  func steps(from earlier: Instant, to later: Instant) -> Int {
    switch self {
    case .seconds(let step): return Int(later.seconds(since: earlier) / step)
    case .months(let step, _):
      let (first, last) = (earlier.day.civil, later.day.civil)
      return ((last.year - first.year) * 12 + last.month - first.month) / step
    }
  }

  /// Steps after which a season may return, from the shortest.
  var periods: [Int] {
    switch self {
    case .seconds(Instant.secondsPerDay): return [7]
    case .seconds(7 * Instant.secondsPerDay): return [52]
    case .seconds(let step) where step < Instant.secondsPerDay:
      // A day of minutes is too long to be told from its values.
      guard Instant.secondsPerDay.isMultiple(of: step) else { return [] }
      let day = Int(Instant.secondsPerDay / step)
      return [day, 7 * day].filter { (2...400).contains($0) }
    case .seconds: return []
    case .months(let step, _): return 12.isMultiple(of: step) && step < 12 ? [12 / step] : []
    }
  }

  /// Steps of a year where that is longer than a period can be.
  var year: Double? { self == .seconds(Instant.secondsPerDay) ? 365.25 : nil }

  /// `day`, `hour`, `month`, or how many of them.
  package var name: String {
    switch self {
    case .months(1, _): "month"
    case .months(3, _): "quarter"
    case .months(12, _): "year"
    case .months(let count, _): "\(count) months"
    case .seconds(604_800): "week"
    case .seconds(86_400): "day"
    case .seconds(3_600): "hour"
    case .seconds(let count) where count.isMultiple(of: 86_400): "\(count / 86_400) days"
    case .seconds(let count) where count.isMultiple(of: 60): "\(count / 60) minutes"
    case .seconds(let count): "\(count) seconds"
    }
  }

  /// The date of `time`, with the time of day where steps are shorter than a day.
  package func label(of time: Instant) -> String {
    if case .seconds(let step) = self, !step.isMultiple(of: Instant.secondsPerDay) {
      let second = time.seconds - time.startOfHour.seconds - Int64(time.minute) * 60
      return "\(time.day) \(time.timeOfDay):\(second < 10 ? "0" : "")\(second)"
    }
    return "\(time.day)"
  }
}

private func greatestDivisor(_ one: Int, _ other: Int) -> Int {
  other == 0 ? one : greatestDivisor(other, one % other)
}
