/// A series in which single far values count no more than usual ones.
///
/// One value says little of those to come, however far it lies: a wholesale order, a day on which the
/// feed was cut. Such a value is moved to where a usual far value would lie. Values that lie far
/// together with a neighbour on the same side may be a new level or a season of their own and stay.
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
  private static let (limit, moved) = (8.0, 2.0)

  /// - Parameters:
  ///   - values: On the scale on which swings do not grow with the level; all finite.
  ///   - period: Steps after which the season returns; 1 for none.
  init(_ values: [Double], period: Int) {
    self.values = values
    // Whole periods, so that a season does not move the median.
    let period = max(1, period)
    let window = (7 + period - 1) / period * period
    guard values.count >= 2 * window else { return }
    let expected = Self.expected(values, period: period, window: window)
    let rests = zip(values, expected).map { $0 - $1 }
    guard let deviation = Self.deviation(rests) else { return }
    let reach = Self.limit * deviation
    for place in rests.indices where abs(rests[place]) > reach {
      let isRise = rests[place] > 0
      let hasCompany = [place - 1, place + 1].contains { neighbour in
        rests.indices.contains(neighbour) && (rests[neighbour] > 0) == isRise
          && abs(rests[neighbour]) > reach / 2
      }
      guard !hasCompany else { continue }
      self.values[place] = expected[place] + (isRise ? 1 : -1) * Self.moved * deviation
      places.append(place)
    }
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

  /// The robust deviation of the rests; 0 if all but a few are 0, `nil` if nothing can be said.
  private static func deviation(_ rests: [Double]) -> Double? {
    let sizes = rests.map(abs)
    let deviation = 1.482_602_218_505_602 * (SortedSample(sizes)?.median ?? 0)
    guard deviation == 0 else { return deviation }
    // A series that hardly ever moves: what moved at many places is how it is.
    return sizes.count { $0 > 0 } <= max(1, rests.count / 20) ? 0 : nil
  }
}

/// The median of the `window` nearest values at each place.
private func runningMedians(_ values: [Double], window: Int) -> [Double] {
  let width = min(window, values.count)
  return values.indices.map { place in
    let first = min(max(0, place - width / 2), values.count - width)
    return SortedSample(Array(values[first..<first + width]))?.median ?? values[place]
  }
}
