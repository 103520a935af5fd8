/// What methods would have forecast from origins in the past, knowing only what came before them.
struct RollingForecasts {
  let values: [Double]
  /// Rising; the last lie closer to the end than the horizon.
  let origins: [Int]
  let horizon: Int
  /// For each method the forecasts from each origin.
  private(set) var forecasts: [[[Double]]] = []

  /// Origins whose methods share the parameters learnt before the first of them.
  private static let blocks = 3

  /// - Parameters:
  ///   - values: The whole series.
  ///   - needed: Values before the first origin.
  ///   - horizon: At least 1.
  init(_ values: [Double], needed: Int, horizon: Int) {
    self.values = values
    self.horizon = horizon
    let first = max(needed, values.count / 2)
    let last = max(first, values.count - max(1, horizon / 4))
    let number = min(values.count < 800 ? 36 : 24, last - first + 1)
    origins = (0..<number).map { first + (number > 1 ? (last - first) * $0 / (number - 1) : 0) }
  }

  /// Adds a method's forecasts.
  ///
  /// - Returns: Whether it works from every origin; if not, nothing is added.
  mutating func add(_ member: ForecastMember, parts: DecomposedPasts) -> Bool {
    let size = (origins.count + Self.blocks - 1) / Self.blocks
    var rows: [[Double]] = []
    for first in stride(from: 0, to: origins.count, by: size) {
      let block = Array(origins[first..<min(first + size, origins.count)])
      let found = member.forecasts(
        of: values, learnt: block[0], origins: block, horizon: horizon, parts: parts)
      for row in found {
        guard let row, row.allSatisfy(\.isFinite) else { return false }
        rows.append(row)
      }
    }
    forecasts.append(rows)
    return true
  }

  /// The mean of the added methods' forecasts by `weights`.
  func combined(_ weights: [Double]) -> [[Double]] {
    origins.indices.map { place in
      mixture(forecasts.map { $0[place] }, weights: weights)
    }
  }

  /// The mean absolute error over all origins and steps that are known by now.
  func meanError(of forecasts: [[Double]]) -> Double {
    var (sum, count) = (0.0, 0)
    for (origin, row) in zip(origins, forecasts) {
      for (value, expected) in zip(values[origin...], row) {
        sum += abs(value - expected)
        count += 1
      }
    }
    return sum / Double(max(1, count))
  }
}

/// The mean of series of the same length by weights that add up to 1.
func mixture(_ series: [[Double]], weights: [Double]) -> [Double] {
  var sum = [Double](repeating: 0, count: series.first?.count ?? 0)
  for (row, weight) in zip(series, weights) where weight > 0 {
    for index in sum.indices { sum[index] += weight * row[index] }
  }
  return sum
}

/// Weights in proportion to a power of how much smaller an error is; 0 for more than twice the
/// least.
func weights(ofErrors errors: [Double], power: Int) -> [Double] {
  let least = errors.min() ?? 0
  let shares = errors.map { error in
    guard error > 0 else { return 1.0 }
    guard error <= 2 * least else { return 0 }
    return (0..<power).reduce(1) { share, _ in share * least / error }
  }
  let total = shares.reduce(0, +)
  return shares.map { $0 / total }
}
