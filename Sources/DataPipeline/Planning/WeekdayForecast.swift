import Commerce
import RealModule

/// A level that is smoothed exponentially times the share of the weekday, with intervals from its
/// own past errors.
///
/// Shops have weeks, days on which they are closed, and levels that wander; yearly seasons need
/// more than the
/// one year most shops have. The smoothing weight is the one whose one-day errors were smallest.
/// The
/// intervals are quantiles of the errors that the same method would have made from each of the last
/// 90 days on, as ratios, apart for the first week and later ones; so they hold whatever the errors
/// look like.
struct WeekdayForecast {
  /// One for each day ahead, from the first.
  let estimates: [Estimate]

  private static let level = 0.8
  private static let weights = [0.03, 0.06, 0.1, 0.2, 0.3, 0.5]
  /// Days before the first forecast is judged.
  private static let warmUp = 14

  /// - Parameters:
  ///   - values: One a day, at least 0; at least 28 of them.
  ///   - firstWeekday: Weekday of the first value, 0…6.
  ///   - horizon: Days ahead, at least 1.
  init(values: [Double], firstWeekday: Int, horizon: Int) {
    let kept = Array(values.suffix(200))
    let shift = (firstWeekday + values.count - kept.count) % 7
    let weight = Self.bestWeight(kept, shift: shift)
    let errors = Self.pastErrors(kept, shift: shift, weight: weight, horizon: horizon)
    let now = WeekdayLevel(kept[...], shift: shift, weight: weight)
    let offset = errors.offset
    estimates = (0..<horizon).map { step in
      let mean = now.forecast(on: kept.count + step, shift: shift)
      guard mean > 0 else { return Estimate(mean: 0, low: 0, high: 0, level: Self.level) }
      let ratios = step < 7 ? errors.early : errors.late
      let low = (mean + offset) * Double.exp(ratios.lowerBound) - offset
      let high = (mean + offset) * Double.exp(ratios.upperBound) - offset
      return Estimate(
        mean: mean, low: max(min(low, mean), 0), high: max(high, mean), level: Self.level)
    }
  }

  private static func bestWeight(_ values: [Double], shift: Int) -> Double {
    var best = (weight: weights[0], error: Double.infinity)
    for weight in weights {
      let error = (warmUp..<values.count).reduce(0.0) { sum, day in
        let expected = WeekdayLevel(values[..<day], shift: shift, weight: weight)
          .forecast(on: day, shift: shift)
        return sum + (values[day] - expected) * (values[day] - expected)
      }
      if error < best.error { best = (weight, error) }
    }
    return best.weight
  }

  /// Logarithms of actual over expected that 80 % of the past lay between, and what was added to
  /// both.
  private static func pastErrors(
    _ values: [Double], shift: Int, weight: Double, horizon: Int
  ) -> (early: ClosedRange<Double>, late: ClosedRange<Double>, offset: Double) {
    let offset = max(values.reduce(0, +) / Double(values.count) / 4, 1e-9)
    var early: [Double] = []
    var late: [Double] = []
    for origin in max(warmUp, values.count - 90)..<values.count {
      let past = WeekdayLevel(values[..<origin], shift: shift, weight: weight)
      for day in origin..<min(origin + max(horizon, 14), values.count) {
        let expected = past.forecast(on: day, shift: shift)
        guard expected > 0 else { continue }
        let error = Double.log((values[day] + offset) / (expected + offset))
        if day < origin + 7 { early.append(error) } else { late.append(error) }
      }
    }
    let first = middle(early)
    let second = late.count >= 20 ? middle(late) : first
    return (
      first,
      min(first.lowerBound, second.lowerBound)...max(first.upperBound, second.upperBound), offset
    )
  }

  /// The 10 % and 90 % quantiles, one place further out than the sample's own, as conformal
  /// intervals take them.
  private static func middle(_ errors: [Double]) -> ClosedRange<Double> {
    guard errors.count >= 10 else { return -1...1 }
    let sorted = errors.sorted()
    let tail = (1 - level) / 2
    let low = Int((Double(sorted.count + 1) * tail).rounded(.down)) - 1
    let place = min(max(low, 0), sorted.count / 2)
    return sorted[place]...max(sorted[sorted.count - 1 - place], sorted[place])
  }
}

/// The level of a series and the shares of its weekdays, as known at the end of it.
private struct WeekdayLevel {
  /// Ratio of each weekday to the mean day; exactly 0 for a weekday without anything in four weeks.
  private var shares = [Double](repeating: 1, count: 7)
  private var level = 0.0

  init(_ values: ArraySlice<Double>, shift: Int, weight: Double) {
    learnShares(values.suffix(84), shift: shift)
    let start = values.suffix(200)
    guard let opening = firstLevel(start, shift: shift) else { return }
    level = opening
    for day in start.indices {
      let share = shares[(day + shift) % 7]
      if share > 0 { level += weight * (values[day] / share - level) }
    }
  }

  func forecast(on day: Int, shift: Int) -> Double { level * shares[(day + shift) % 7] }

  private mutating func learnShares(_ values: ArraySlice<Double>, shift: Int) {
    var sums = [Double](repeating: 0, count: 7)
    var counts = sums
    for day in values.indices {
      sums[(day + shift) % 7] += values[day]
      counts[(day + shift) % 7] += 1
    }
    let mean = values.reduce(0, +) / Double(values.count)
    guard mean > 0 else { return }
    shares = (0..<7).map { weekday in
      let isClosed = sums[weekday] == 0 && counts[weekday] >= 4
      // Two mean days more keep a share from few weeks near 1.
      return isClosed ? 0 : (sums[weekday] + 2 * mean) / ((counts[weekday] + 2) * mean)
    }
    let average = shares.reduce(0, +) / 7
    shares = shares.map { $0 / average }
  }

  /// The mean of the first two weeks without the weekdays' shares.
  private func firstLevel(_ values: ArraySlice<Double>, shift: Int) -> Double? {
    let opening = values.prefix(14)
    let share = opening.indices.reduce(0.0) { $0 + shares[($1 + shift) % 7] }
    return share > 0 ? opening.reduce(0, +) / share : nil
  }
}
