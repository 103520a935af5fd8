/// A series in which single far values count no more than usual ones.
///
/// One value says little of those to come, however far it lies: a wholesale order, a day on which the
/// feed was cut. Such a value is moved to where a usual value lies, on its side. Three values and more
/// that lie far together on the same side may be a new level or a season of their own and stay.
///
/// Each value is compared with the running median and the median of its place in the season, in
/// robust deviations (Hampel, "The influence curve and its role in robust estimation", Journal of
/// the American Statistical Association 69, 1974).
struct LimitedOutliers {
  /// As long as the series.
  private(set) var values: [Double]
  /// Which values were moved, rising.
  private(set) var places: [Int] = []

  /// Robust deviations from which on a value is far, and those to which it is moved.
  private static let (limit, moved) = (8.0, 1.0)

  /// - Parameters:
  ///   - actual: As given, all finite.
  ///   - period: Steps after which the season returns; 1 for none.
  ///   - scale: On which swings do not grow with the level.
  init(_ actual: [Double], period: Int, scale: ValueScale) {
    self.init(scale.encoded(actual), period: period)
    let moved = values
    values = actual
    for place in places { values[place] = scale.decoded(moved[place]) }
  }

  private init(_ values: [Double], period: Int) {
    self.values = values
    // Whole periods, so that a season does not move the median.
    let period = max(1, period)
    let window = period > 1 ? (7 + period - 1) / period * period : 5
    guard values.count >= (period > 1 ? 2 * window : 8) else { return }
    let expected = Self.expected(values, period: period, window: window)
    let rests = zip(values, expected).map { $0 - $1 }
    guard let deviation = Self.deviation(rests) else { return }
    for run in Self.farRuns(rests, reach: Self.limit * deviation) where run.count < 3 {
      for place in run {
        let step = (rests[place] > 0 ? 1 : -1) * Self.moved * deviation
        self.values[place] = expected[place] + step
        places.append(place)
      }
    }
  }

  /// Neighbours that are far on the same side; one that is half as far belongs to them.
  private static func farRuns(_ rests: [Double], reach: Double) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var place = 0
    while place < rests.count {
      guard abs(rests[place]) > reach / 2 else {
        place += 1
        continue
      }
      var end = place
      while end < rests.count, abs(rests[end]) > reach / 2, (rests[end] > 0) == (rests[place] > 0) {
        end += 1
      }
      if rests[place..<end].contains(where: { abs($0) > reach }) { runs.append(place..<end) }
      place = end
    }
    return runs
  }

  /// The running median, and what each place of the season usually adds to it.
  private static func expected(_ values: [Double], period: Int, window: Int) -> [Double] {
    let levels = runningMedians(values, window: window)
    guard period > 1 else { return levels }
    let seasons = (0..<period).map { phase in
      let rests = stride(from: phase, to: values.count, by: period).map { values[$0] - levels[$0] }
      return SortedSample(rests)?.median ?? 0
    }
    return levels.indices.map { levels[$0] + seasons[$0 % period] }
  }

  /// The robust deviation of the rests, or where most of them are 0, as of things that sell now and
  /// then, of the others; `nil` if there are too few of those to say anything, 0 if hardly any.
  private static func deviation(_ rests: [Double]) -> Double? {
    let sizes = rests.map(abs)
    let deviation = normal * (SortedSample(sizes)?.median ?? 0)
    guard deviation == 0 else { return deviation }
    let others = sizes.filter { $0 > 0 }
    if others.count <= max(1, rests.count / 20) { return others.count <= 2 ? 0 : nil }
    return normal * (SortedSample(others)?.median ?? 0)
  }

  /// The deviation of a normal distribution over the median distance from its centre.
  private static let normal = 1.482_602_218_505_602
}

/// The median of the `window` nearest values at each place.
private func runningMedians(_ values: [Double], window: Int) -> [Double] {
  let width = min(window, values.count)
  return values.indices.map { place in
    let first = min(max(0, place - width / 2), values.count - width)
    return SortedSample(Array(values[first..<first + width]))?.median ?? values[place]
  }
}
