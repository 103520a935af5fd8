/// How likely gaps as large as the test's are where nothing happened.
///
/// Under a supposed effect the treated series without it is matched over all periods, test included,
/// and the gaps of the test are compared with those of every other stretch of the same length, the
/// series taken as a circle: Chernozhukov, Wüthrich & Zhu, "An exact and robust conformal inference
/// method for counterfactual and synthetic controls" (2021), with moving blocks, so that gaps may
/// depend on those of the days before. Matching before the test alone would find effects in
/// one of four tests without any, because the donors fit there better than they can later.
struct ConformalTest {
  let series: [Double]
  let donors: [[Double]]
  let test: Range<Int>
  let penalty: Double?

  /// The probability of a mean gap at least as far from 0 if each test period has the effect
  /// `supposed`; a multiple of 1 ÷ periods.
  func p(supposed: Double) -> Double {
    var series = series
    for period in test { series[period] -= supposed }
    let all = 0..<test.upperBound
    let control = SyntheticControl(of: series, donors: donors, matched: all, penalty: penalty)
    return share(of: Array(control.gaps[all]))
  }

  /// The share of stretches whose gaps add up to at least as much as the last one's.
  private func share(of gaps: [Double]) -> Double {
    let count = test.count
    var sum = gaps.suffix(count).reduce(0, +)
    let own = sum.magnitude
    // Rounding must not make a stretch differ from itself.
    let limit = own - 1e-9 * gaps.reduce(own) { $0 + $1.magnitude }
    var atLeast = 0
    for start in gaps.indices {
      if sum.magnitude >= limit { atLeast += 1 }
      let leaving = gaps[(gaps.count - count + start) % gaps.count]
      sum += gaps[start] - leaving
    }
    return Double(atLeast) / Double(gaps.count)
  }

  /// The effects that are not rejected.
  ///
  /// - Parameters:
  ///   - level: Probability that the interval covers the effect, in (0.5, 1).
  ///   - estimate: Where to begin.
  ///   - scale: A deviation of the estimate, above 0.
  /// - Returns: `nil` where there are too few periods to reject anything at that level.
  func interval(
    level: Double, around estimate: Double, scale: Double
  ) -> ClosedRange<Double>? {
    let least = 1 - level
    guard 1 / Double(test.upperBound) <= least, scale > 0 else { return nil }
    let tries = (-8...8).map { estimate + 0.25 * Double($0) * scale }
    let scored = tries.map { (effect: $0, p: p(supposed: $0)) }
    let centre = scored.max {
      ($0.p, -abs($0.effect - estimate)) < ($1.p, -abs($1.effect - estimate))
    }
    guard let centre, centre.p > least else { return nil }
    let low = end(from: centre.effect, step: -scale, least: least)
    let high = end(from: centre.effect, step: scale, least: least)
    guard let low, let high else { return nil }
    return min(low, high)...max(low, high)
  }

  /// The last effect in one direction that is not rejected; `nil` where none is ever.
  private func end(from centre: Double, step: Double, least: Double) -> Double? {
    var (inside, reach) = (centre, step)
    var outside: Double?
    for _ in 0..<24 {
      let next = centre + reach
      guard p(supposed: next) > least else {
        outside = next
        break
      }
      inside = next
      reach *= 1.6
    }
    guard var outside else { return nil }
    for _ in 0..<14 {
      let middle = 0.5 * (inside + outside)
      if p(supposed: middle) > least { inside = middle } else { outside = middle }
    }
    return inside
  }
}
