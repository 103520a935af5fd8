import RealModule

/// Mann and Kendall's test for a trend, and Theil and Sen's estimate of it.
package struct TrendTest: Sendable, Codable, Equatable {
  /// Pairs that rise minus pairs that fall (S).
  package let statistic: Double
  package let variance: Double
  /// The statistic in deviations, corrected for continuity.
  package let score: Double
  /// Two-sided, of no trend.
  package let pValue: Double

  /// Tests `values` in the order of time.
  ///
  /// - Parameters:
  ///   - values: At least 3, all finite.
  ///   - corrected: Whether the variance allows for autocorrelation (Hamed and Rao 1998), without
  ///     which a wave is often taken for a trend.
  /// - Throws: ``ForecastError`` for a series too short or not finite.
  /// - Complexity: O(*n*²).
  package init(_ values: [Double], corrected: Bool = false) throws(ForecastError) {
    try TrendTest.check(values)
    let variance = TrendTest.variance(of: values)
    self.init(
      statistic: TrendTest.risesMinusFalls(values),
      variance: corrected ? try variance * inflation(of: values) : variance)
  }

  /// Tests whether each season has a trend, so that the season itself is none (Hirsch 1982).
  ///
  /// - Parameters:
  ///   - values: At least two periods, all finite.
  ///   - period: Steps after which the season returns.
  /// - Throws: ``ForecastError`` for a series too short or not finite.
  package init(seasonal values: [Double], period: Int) throws(ForecastError) {
    try TrendTest.check(values)
    guard period >= 1, values.count >= 2 * period else {
      throw .tooFewValues(found: values.count, needed: 2 * max(1, period))
    }
    let seasons = (0..<period).map { first in
      stride(from: first, to: values.count, by: period).map { values[$0] }
    }
    self.init(
      statistic: seasons.reduce(0) { $0 + TrendTest.risesMinusFalls($1) },
      variance: seasons.reduce(0) { $0 + TrendTest.variance(of: $1) })
  }

  private init(statistic: Double, variance: Double) {
    self.statistic = statistic
    self.variance = variance
    let towardsZero = statistic > 0 ? statistic - 1 : statistic < 0 ? statistic + 1 : 0
    score = variance > 0 ? towardsZero / variance.squareRoot() : 0
    pValue = twoSidedNormalP(score)
  }

  private static func check(_ values: [Double]) throws(ForecastError) {
    guard values.count >= 3 else { throw .tooFewValues(found: values.count, needed: 3) }
    if let bad = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(index: bad) }
  }

  private static func risesMinusFalls(_ values: [Double]) -> Double {
    var sum = 0
    for later in values.indices {
      for earlier in 0..<later {
        if values[later] > values[earlier] {
          sum += 1
        } else if values[later] < values[earlier] {
          sum -= 1
        }
      }
    }
    return Double(sum)
  }

  /// n (n − 1) (2 n + 5) / 18 less the same of each group of equal values.
  private static func variance(of values: [Double]) -> Double {
    func part(_ size: Int) -> Double { Double(size * (size - 1) * (2 * size + 5)) / 18 }
    let groups = Dictionary(grouping: values) { $0 }
    return groups.values.reduce(part(values.count)) { $0 - part($1.count) }
  }
}

/// A robust straight line: the median of the slopes between all pairs.
package struct TheilSenLine: Sendable, Codable, Equatable {
  /// Change a step.
  package let slope: Double
  /// The value at the first step.
  package let intercept: Double

  /// - Parameter values: One a step; at least 2, all finite.
  /// - Throws: ``ForecastError`` for a series too short or not finite.
  /// - Complexity: O(*n*² log *n*).
  package init(_ values: [Double]) throws(ForecastError) {
    if let bad = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(index: bad) }
    var slopes: [Double] = []
    slopes.reserveCapacity(values.count * (values.count - 1) / 2)
    for later in values.indices {
      for earlier in 0..<later {
        slopes.append((values[later] - values[earlier]) / Double(later - earlier))
      }
    }
    guard let middle = SortedSample(slopes)?.median, let level = SortedSample(values)?.median else {
      throw .tooFewValues(found: values.count, needed: 2)
    }
    slope = middle
    intercept = level - middle * Double(values.count - 1) / 2
  }
}

/// How much autocorrelation of the ranks widens the variance (Hamed and Rao 1998, equation 11).
private func inflation(of values: [Double]) throws(ForecastError) -> Double {
  let slope = try TheilSenLine(values).slope
  let ranks = meanRanks(values.enumerated().map { $1 - slope * Double($0 + 1) })
  let count = ranks.count
  let centred = ranks.map { $0 - Double(count + 1) / 2 }
  let square = dot(centred, centred)
  guard square > 0 else { return 1 }
  let limit = NormalDistribution.standard.quantile(0.975) / Double(count).squareRoot()
  var sum = 0.0
  for lag in 1..<count {
    var product = 0.0
    for index in lag..<count { product += centred[index] * centred[index - lag] }
    guard abs(product / square) > limit else { continue }
    let left = Double(count - lag)
    sum += left * (left - 1) * (left - 2) * (product / square)
  }
  let whole = Double(count)
  return max(1e-12, 1 + 2 / (whole * (whole - 1) * (whole - 2)) * sum)
}

/// Ranks from 1, equal values sharing their mean rank.
func meanRanks(_ values: [Double]) -> [Double] {
  let order = values.indices.sorted { values[$0] < values[$1] }
  var ranks = [Double](repeating: 0, count: values.count)
  var first = 0
  while first < order.count {
    var last = first
    while last + 1 < order.count, values[order[last + 1]] == values[order[first]] { last += 1 }
    for place in first...last { ranks[order[place]] = Double(first + last) / 2 + 1 }
    first = last + 1
  }
  return ranks
}
