package import Commerce

/// Values at a regular interval, without gaps.
package struct DatedSeries: Hashable, Sendable {
  package let pace: SeriesPace
  package let first: Instant
  package let values: [Double]
  /// What had to be done to make it regular, in sentences.
  package let notes: [String]

  /// One value at a time.
  package struct Point: Hashable, Sendable {
    package var time: Instant
    package var value: Double

    package init(time: Instant, value: Double) {
      self.time = time
      self.value = value
    }
  }

  package init(pace: SeriesPace, first: Instant, values: [Double], notes: [String] = []) {
    self.pace = pace
    self.first = first
    self.values = values
    self.notes = notes
  }

  /// Makes a series of points in any order.
  ///
  /// A weekday on which there never is a value counts as closed, with 0; other missing values are
  /// interpolated between those of the same season.
  ///
  /// - Parameter points: All finite, no two at the same time.
  /// - Throws: ``SeriesError`` for less than two points, or times without a regular interval.
  package init(_ points: [Point]) throws(SeriesError) {
    guard points.count > 1 else { throw .tooFewValues(found: points.count, needed: 10, of: nil) }
    let sorted = points.sorted { $0.time < $1.time }
    if let twice = zip(sorted, sorted.dropFirst()).first(where: { $0.time == $1.time }) {
      throw .repeatedTime(twice.0.time)
    }
    let times = sorted.map(\.time)
    guard let pace = SeriesPace(of: times) else { throw .irregular }
    let steps = times.map { pace.steps(from: times[0], to: $0) }
    let whole = (steps.last ?? 0) + 1
    guard whole <= 3 * points.count else { throw .irregular }
    var filled = [Double?](repeating: nil, count: whole)
    for (step, point) in zip(steps, sorted) { filled[step] = point.value }
    var notes =
      zip(points, points.dropFirst()).contains { $0.time > $1.time }
      ? ["The dates were not in order and have been sorted."] : []
    let gaps = GapFilling(filled, pace: pace, first: times[0])
    notes += gaps.notes
    self.init(pace: pace, first: times[0], values: gaps.values, notes: notes)
  }

  package func time(of index: Int) -> Instant { pace.adding(index, to: first) }

  package var last: Instant { time(of: values.count - 1) }
}

/// Values for the steps at which none was given.
private struct GapFilling {
  private(set) var values: [Double]
  private(set) var notes: [String] = []

  init(_ given: [Double?], pace: SeriesPace, first: Instant) {
    var given = given
    if pace == .seconds(Instant.secondsPerDay) {
      let closed = Self.closedWeekdays(given)
      for index in given.indices where closed.contains(index % 7) { given[index] = 0 }
      let names = closed.sorted().map { first.day.adding(days: $0).weekdayName }
      if !names.isEmpty {
        notes.append("There is never a value on \(names.joined(separator: ", ")): taken as 0.")
      }
    }
    let missing = given.indices.filter { given[$0] == nil }
    values = given.map { $0 ?? 0 }
    guard let gap = missing.first else { return }
    let period = pace.periods.first ?? 1
    for index in missing { values[index] = Self.between(given, index, period: period) }
    let label = pace.label(of: pace.adding(gap, to: first))
    notes.append(
      missing.count == 1
        ? "1 value is missing, at \(label): interpolated."
        : "\(missing.count) values are missing, the first at \(label): interpolated.")
  }

  private static func closedWeekdays(_ given: [Double?]) -> Set<Int> {
    guard given.count >= 28 else { return [] }
    return Set(
      (0..<7).filter { weekday in
        stride(from: weekday, to: given.count, by: 7).allSatisfy { given[$0] == nil }
      })
  }

  /// The mean of the nearest values of the same season, else of the nearest at all.
  private static func between(_ given: [Double?], _ index: Int, period: Int) -> Double {
    for step in Set([period, 1]).sorted(by: >) {
      let before = stride(from: index - step, through: 0, by: -step).lazy
        .compactMap { given[$0] }.first
      let after = stride(from: index + step, to: given.count, by: step).lazy
        .compactMap { given[$0] }.first
      if let before, let after { return (before + after) / 2 }
      if let value = before ?? after { return value }
    }
    return 0
  }
}
