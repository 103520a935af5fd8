/// A sample in rising order, from which quantiles and outlier bounds are read.
package struct SortedSample: Sendable, Equatable {
  /// In rising order, at least one, none of them NaN.
  package let values: [Double]

  /// Sorts `values`; `nil` if there are none or one is NaN.
  package init?(_ values: some Sequence<Double>) {
    let sorted = values.sorted()
    guard !sorted.isEmpty, !values.contains(where: \.isNaN) else { return nil }
    self.values = sorted
  }

  /// The quantile of type 7 (Hyndman and Fan 1996), the default of R, numpy and spreadsheets.
  ///
  /// Linear between neighbours; a `probability` outside [0, 1] counts as the nearer end.
  package func quantile(_ probability: Double) -> Double {
    let place = Double(values.count - 1) * min(1, max(0, probability))
    let below = Int(place)
    guard below + 1 < values.count else { return values[values.count - 1] }
    let share = place - Double(below)
    guard share > 0 else { return values[below] }
    return values[below] + share * (values[below + 1] - values[below])
  }

  package var median: Double { quantile(0.5) }

  /// The median distance from the median; times 1.4826 it estimates a normal deviation.
  package var medianAbsoluteDeviation: Double {
    let centre = median
    return SortedSample(values.map { abs($0 - centre) })?.median ?? 0
  }

  /// The bounds 20, 40, 60 and 80 per cent of the sample lie below.
  package var quintiles: [Double] { [0.2, 0.4, 0.6, 0.8].map(quantile) }

  /// Tukey's fences: `reach` interquartile ranges outside the quartiles.
  ///
  /// - Parameter reach: 1.5 for outliers, 3 for far outliers.
  /// - Returns: The range values usually lie in.
  package func fences(reach: Double = 1.5) -> ClosedRange<Double> {
    let (low, high) = (quantile(0.25), quantile(0.75))
    let margin = reach * (high - low)
    guard margin.isFinite else { return low...high }
    return (low - margin)...(high + margin)
  }

  /// How far `value` is from the median in robust deviations (Iglewicz and Hoaglin 1993).
  ///
  /// 0 where the sample has no spread; above 3.5 in size counts as an outlier.
  package func robustScore(of value: Double) -> Double {
    let spread = medianAbsoluteDeviation
    return spread > 0 ? 0.6744897501960817 * (value - median) / spread : 0
  }
}

/// Scores of equal-sized parts by rank: 1 for the smallest, `parts` for the largest values.
///
/// Equal values are ranked in their order, so the parts are as equal as they can be: the score of
/// rank i of n (from 0) is ⌊i · parts / n⌋ + 1.
package func rankScores(_ values: [Double], parts: Int = 5) -> [Int] {
  let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
  var scores = [Int](repeating: 1, count: values.count)
  for (rank, index) in order.enumerated() { scores[index] = rank * parts / values.count + 1 }
  return scores
}
