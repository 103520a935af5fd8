/// Loess: at each place a weighted straight line or mean through the nearest values.
///
/// Source: Cleveland, "Robust locally weighted regression and smoothing scatterplots", 1979; the
/// bounds at the ends as in Cleveland, Cleveland, McRae and Terpenning's STL program of 1990.
struct LocalRegression {
  /// How many of the nearest values count.
  var span: Int
  /// Whether lines are fitted; otherwise means.
  var isLinear = true

  /// The smoothed values, at the place of each; `robustness` is a factor in [0, 1] on each weight.
  func smoothed(_ values: [Double], robustness: [Double]? = nil) -> [Double] {
    guard values.count > 1 else { return values }
    let width = min(span, values.count)
    let half = (span + 1) / 2
    return values.indices.map { index in
      let first = min(max(0, index + 1 - half), values.count - width)
      return value(
        of: values, at: Double(index), from: first, through: first + width - 1,
        robustness: robustness) ?? values[index]
    }
  }

  /// The smoothed value at `place`, which may lie outside, from the values of a window.
  ///
  /// `nil` if none of them has any weight.
  func value(
    of values: [Double], at place: Double, from first: Int, through last: Int,
    robustness: [Double]? = nil
  ) -> Double? {
    var reach = max(place - Double(first), Double(last) - place)
    if span > values.count { reach += Double((span - values.count) / 2) }
    var (weight, mean, sum) = (0.0, 0.0, 0.0)
    var weights = [Double](repeating: 0, count: last - first + 1)
    for index in first...last {
      var own = Self.tricube(abs(Double(index) - place), reach: reach)
      if let robustness { own *= robustness[index] }
      weights[index - first] = own
      weight += own
      mean += own * Double(index)
      sum += own * values[index]
    }
    guard weight > 0 else { return nil }
    (mean, sum) = (mean / weight, sum / weight)
    guard isLinear, reach > 0 else { return sum }
    var (spread, slope) = (0.0, 0.0)
    for index in first...last {
      let distance = Double(index) - mean
      spread += weights[index - first] * distance * distance
      slope += weights[index - first] * distance * values[index]
    }
    guard (spread / weight).squareRoot() > 0.001 * Double(values.count - 1) else { return sum }
    return sum + slope / spread * (place - mean)
  }

  private static func tricube(_ distance: Double, reach: Double) -> Double {
    guard distance <= 0.999 * reach else { return 0 }
    guard distance > 0.001 * reach else { return 1 }
    let ratio = distance / reach
    let rest = 1 - ratio * ratio * ratio
    return rest * rest * rest
  }
}
