/// How far from a forecast the truth may lie, from the forecast's own past errors.
///
/// Errors are taken on the scale on which swings do not grow with the level, divided by their usual
/// size so many steps ahead, and pooled: the bound is a quantile of theirs, as in split conformal
/// prediction (Vovk, Gammerman and Shafer 2005; Xu and Xie, "Conformal prediction interval for
/// dynamic time-series", 2021), so that no distribution is assumed.
struct ResidualBand: Sendable {
  /// The usual size of an error at each step ahead, never falling.
  private let sizes: [Double]
  /// Absolute errors over their usual size, rising.
  private let ratios: [Double]
  /// Origins that do not overlap, of which the errors are worth.
  private let independent: Double

  /// - Parameters:
  ///   - errors: For each origin those of the steps known by now.
  ///   - horizon: At least 1.
  ///   - reach: Steps from the first origin to the end of the series.
  init(errors: [[Double]], horizon: Int, reach: Int) {
    var sums = [Double](repeating: 0, count: horizon)
    var counts = sums
    for row in errors {
      for (step, error) in row.enumerated() {
        sums[step] += abs(error)
        counts[step] += 1
      }
    }
    let sizes = rising(zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }, weights: counts)
    self.sizes = sizes
    ratios = errors.flatMap { row in
      row.enumerated().map { sizes[$0] > 0 ? abs($1) / sizes[$0] : 0 }
    }.sorted()
    independent = max(1, Double(reach) / Double(horizon))
  }

  /// Half the width of the interval that holds the truth with probability `level`, at each step.
  func reach(level: Double) -> [Double] {
    guard let most = ratios.last else { return sizes }
    // Errors of overlapping forecasts repeat each other, so the sample's own quantile is too near.
    let outer = min(1, level + (1 - level) * min(0.5, 1 / independent))
    let place = Double(ratios.count - 1) * outer
    let below = Int(place)
    let ratio =
      below + 1 < ratios.count
      ? ratios[below] + (place - Double(below)) * (ratios[below + 1] - ratios[below]) : most
    let margin = 1 + 0.5 / independent
    return sizes.map { $0 * ratio * margin }
  }
}

/// The rising series nearest to `values` (pool adjacent violators; Ayer et al. 1955).
private func rising(_ values: [Double], weights: [Double]) -> [Double] {
  var pools: [(sum: Double, weight: Double, count: Int)] = []
  for (value, weight) in zip(values, weights) {
    var pool = (sum: value * max(weight, 1e-9), weight: max(weight, 1e-9), count: 1)
    while let last = pools.last, last.sum / last.weight > pool.sum / pool.weight {
      pool = (pool.sum + last.sum, pool.weight + last.weight, pool.count + last.count)
      pools.removeLast()
    }
    pools.append(pool)
  }
  return pools.flatMap { [Double](repeating: $0.sum / $0.weight, count: $0.count) }
}
