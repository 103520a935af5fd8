/// The textbook's rules for outliers in a whole sample, by index.
///
/// They are references to compare with: they look back from the sample's end and assume one mean.
package enum OutlierRules {
  /// Values more than `limit` sample deviations from the mean.
  package static func standardScores(_ values: [Double], beyond limit: Double) -> [Int] {
    let moments = Moments(values)
    guard let variance = moments.variance, variance > 0 else { return [] }
    return values.indices.filter {
      abs(values[$0] - moments.mean) / variance.squareRoot() > limit
    }
  }

  /// Values whose modified z-score 0.6745 (x − median) / MAD is beyond `limit` (Iglewicz and
  /// Hoaglin 1993).
  package static func modifiedScores(_ values: [Double], beyond limit: Double) -> [Int] {
    guard let sample = SortedSample(values), sample.medianAbsoluteDeviation > 0 else { return [] }
    return values.indices.filter {
      0.6745 * abs(values[$0] - sample.median) / sample.medianAbsoluteDeviation > limit
    }
  }

  /// Values more than `reach` interquartile ranges outside the quartiles (Tukey 1977).
  package static func fences(_ values: [Double], reach: Double) -> [Int] {
    guard let sample = SortedSample(values) else { return [] }
    let usual = sample.fences(reach: reach)
    return values.indices.filter { !usual.contains(values[$0]) }
  }

  /// Values more than `limit` sample deviations from the mean of the `window` values before them.
  package static func rollingScores(
    _ values: [Double], window: Int, beyond limit: Double
  ) -> [Int] {
    guard window > 1, values.count > window else { return [] }
    return (window..<values.count).filter { index in
      let before = Moments(values[index - window..<index])
      guard let variance = before.variance, variance > 0 else { return false }
      return abs(values[index] - before.mean) / variance.squareRoot() > limit
    }
  }

  /// Where a two-sided cumulative sum of standardised values passes `limit`, starting anew after.
  ///
  /// - Parameters:
  ///   - values: In order.
  ///   - slack: What each value may be off without adding, in deviations (Page 1954).
  ///   - limit: The sum that raises an alarm, in deviations.
  ///   - baseline: The first values, whose mean and deviation are the standard.
  /// - Returns: The indices of the alarms; none without a spread in the baseline.
  package static func cumulativeSums(
    _ values: [Double], slack: Double, limit: Double, baseline: Int
  ) -> [Int] {
    let standard = Moments(values.prefix(baseline))
    guard let variance = standard.variance, variance > 0 else { return [] }
    var (above, below, alarms) = (0.0, 0.0, [Int]())
    for (index, value) in values.enumerated() {
      let score = (value - standard.mean) / variance.squareRoot()
      above = max(0, above + score - slack)
      below = max(0, below - score - slack)
      guard above > limit || below > limit else { continue }
      alarms.append(index)
      (above, below) = (0, 0)
    }
    return alarms
  }
}
