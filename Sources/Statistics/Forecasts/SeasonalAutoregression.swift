/// The next value from the last few, by a weighted sum that returns to the usual after a shock.
///
/// With a period, w is the difference from the value a period earlier, else the value itself; then
/// w = c + Σ φ w(lag) over the last few steps and those around a period back, fitted by ridge
/// regression. A long autoregression stands in for the moving averages of seasonal ARIMA models.
struct SeasonalAutoregression {
  /// 0 for values as they are.
  private let period: Int
  private let lags: [Int]
  private let intercept: Double
  private let weights: [Double]

  /// Learns from `values`; `nil` if they are too few or do not vary.
  init?(_ values: ArraySlice<Double>, period: Int) {
    let changes = Self.changes(Array(values), period)
    let lags = Self.lags(for: changes.count, period: period)
    let longest = lags.max() ?? 0
    guard changes.count - longest > 2 * lags.count + 4,
      let fit = Self.fit(changes, lags: lags, from: longest)
    else { return nil }
    self.period = period
    self.lags = lags
    (intercept, weights) = fit
  }

  private static func lags(for count: Int, period: Int) -> [Int] {
    guard period > 1 else { return count < 30 ? [1, 2] : [1, 2, 3, 4, 5] }
    var lags = Set(count >= 200 ? [1, 2, 3, 4, 5, 6] : [1, 2, 3])
    if count >= 3 * period { lags.formUnion([period, period + 1]) }
    if count >= 5 * period, period < 60 { lags.insert(2 * period) }
    return lags.sorted()
  }

  private static func changes(_ values: [Double], _ period: Int) -> [Double] {
    guard period > 0 else { return values }
    return values.indices.dropFirst(period).map { values[$0] - values[$0 - period] }
  }

  private static func fit(
    _ changes: [Double], lags: [Int], from longest: Int
  ) -> (intercept: Double, weights: [Double])? {
    let rows = Double(changes.count - longest)
    func centred(_ column: [Double]) -> (values: [Double], mean: Double) {
      let mean = column.reduce(0, +) / rows
      return (column.map { $0 - mean }, mean)
    }
    let columns = lags.map { lag in centred((longest..<changes.count).map { changes[$0 - lag] }) }
    let target = centred(Array(changes[longest...]))
    var matrix = columns.map { one in columns.map { dot(one.values, $0.values) } }
    let diagonal = matrix.indices.reduce(0) { $0 + matrix[$1][$1] } / Double(lags.count)
    guard diagonal > 0 else { return nil }
    for index in lags.indices { matrix[index][index] += diagonal * 2 / rows }
    let products = columns.map { dot($0.values, target.values) }
    guard let weights = SymmetricMatrix(rows: matrix).solution(of: products) else { return nil }
    return (target.mean - dot(weights, columns.map(\.mean)), weights)
  }

  /// The expected values after `values`; `nil` if those are fewer than the longest lag.
  func forecast(after values: ArraySlice<Double>, horizon: Int) -> [Double]? {
    let needed = (lags.max() ?? 0) + period
    guard values.count >= needed else { return nil }
    var series = Array(values.suffix(needed))
    for _ in 0..<horizon {
      let end = series.count
      var next = intercept + (period > 0 ? series[end - period] : 0)
      for (lag, weight) in zip(lags, weights) {
        next += weight * (series[end - lag] - (period > 0 ? series[end - lag - period] : 0))
      }
      series.append(next)
    }
    return Array(series[needed...])
  }
}
