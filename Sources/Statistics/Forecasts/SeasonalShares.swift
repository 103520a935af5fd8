/// A level that is smoothed exponentially times the share of the season.
///
/// Shares are means over the last few periods, drawn a little towards 1, so that they are steady
/// even where single values vary much, as a shop's days do. For values of at least 0.
struct SeasonalShares {
  private let period: Int
  private let weight: Double

  private static let weights = [0.03, 0.06, 0.1, 0.2, 0.3, 0.5]
  /// Periods from which shares are learnt, and values from which the level is.
  private static let (periods, memory) = (12, 200)

  /// Chooses the weight whose one-step errors over the last values are smallest.
  init(_ values: ArraySlice<Double>, period: Int) {
    self.period = period
    let shares = Self.shares(values, period)
    let errors = Self.weights.map { Self.follow(values, shares, period, $0).error }
    let best = errors.indices.min { errors[$0] < errors[$1] } ?? 0
    weight = Self.weights[best]
  }

  func forecast(after values: ArraySlice<Double>, horizon: Int) -> [Double] {
    let shares = Self.shares(values, period)
    let level = Self.follow(values, shares, period, weight).level
    return (0..<horizon).map { level * shares[(values.endIndex + $0) % period] }
  }

  private static func follow(
    _ values: ArraySlice<Double>, _ shares: [Double], _ period: Int, _ weight: Double
  ) -> (level: Double, error: Double) {
    let recent = values.suffix(max(memory, 4 * period))
    let opening = recent.prefix(2 * period)
    let share = opening.indices.reduce(0) { $0 + shares[$1 % period] }
    guard share > 0 else { return (0, 0) }
    var (level, error) = (opening.reduce(0, +) / share, 0.0)
    for index in recent.indices where shares[index % period] > 0 {
      let own = recent[index] - level * shares[index % period]
      error += own * own
      level += weight * own / shares[index % period]
    }
    return (level, error)
  }

  private static func shares(_ values: ArraySlice<Double>, _ period: Int) -> [Double] {
    let recent = values.suffix(periods * period)
    let mean = recent.reduce(0, +) / Double(max(1, recent.count))
    guard mean > 0, period > 1 else { return [Double](repeating: 1, count: max(1, period)) }
    var sums = [Double](repeating: 0, count: period)
    var counts = sums
    for index in recent.indices {
      sums[index % period] += recent[index]
      counts[index % period] += 1
    }
    let raw = zip(sums, counts).map { ($0 + 2 * mean) / (($1 + 2) * mean) }
    let average = raw.reduce(0, +) / Double(period)
    return raw.map { $0 / average }
  }
}
