import RealModule

/// How the effect of one period's spend is spread over the periods after it.
///
/// The forms are those of PyMC-Marketing and Robyn, so that curves fitted there can be used here.
package enum Adstock: Sendable, Equatable, Codable {
  /// Each period keeps the share `decay` of the one before, for `window` periods.
  case geometric(decay: Double, window: Int, isNormalised: Bool)
  /// The same without end and not normalised: yₜ = xₜ + decay yₜ₋₁ (Robyn).
  case carryOver(decay: Double)
  /// The effect is largest `peak` periods later: weights decay^((i − peak)²).
  case delayed(decay: Double, peak: Double, window: Int, isNormalised: Bool)
  /// Robyn's cumulative Weibull: wᵢ = Π 1 − F(j) over j ≤ i, where F has the shape and, as its
  /// scale, the quantile `scale` of the periods' numbers, rounded to even.
  case weibull(shape: Double, scale: Double)

  /// The weight of spend `i` periods ago, for i from 0.
  ///
  /// - Parameter count: Periods of the series, at least 0; no more weights are needed.
  /// - Returns: At most `count` weights; those of a normalised form add up to 1 over its window.
  package func weights(count: Int) -> [Double] {
    switch self {
    case .geometric(let decay, let window, let isNormalised):
      let weights = (0..<max(1, window)).map { Double.pow(decay, $0) }
      return Array(Self.normalised(weights, isNormalised).prefix(count))
    case .carryOver(let decay):
      return (0..<count).map { Double.pow(decay, $0) }
    case .delayed(let decay, let peak, let window, let isNormalised):
      let weights = (0..<max(1, window)).map { index -> Double in
        let distance = Double(index) - peak
        return Self.power(decay, distance * distance)
      }
      return Array(Self.normalised(weights, isNormalised).prefix(count))
    case .weibull(let shape, let scale):
      return Self.weibull(shape: shape, scale: scale, count: count)
    }
  }

  /// The series with the effects of earlier periods in it.
  ///
  /// - Parameter spends: One value a period, oldest first; nothing is spent before the first.
  /// - Returns: As many values.
  package func applied(to spends: [Double]) -> [Double] {
    if case .carryOver(let decay) = self {
      var carried = 0.0
      return spends.map { spend in
        carried = spend + decay * carried
        return carried
      }
    }
    let weights = weights(count: spends.count)
    return spends.indices.map { period in
      (0...period).prefix(weights.count).reduce(0) { $0 + weights[$1] * spends[period - $1] }
    }
  }

  private static func normalised(_ weights: [Double], _ isNormalised: Bool) -> [Double] {
    let total = weights.reduce(0, +)
    return isNormalised && total > 0 ? weights.map { $0 / total } : weights
  }

  /// 0⁰ is 1: what decays at once has its effect at the peak alone.
  private static func power(_ base: Double, _ exponent: Double) -> Double {
    exponent == 0 ? 1 : base <= 0 ? 0 : Double.pow(base, exponent)
  }

  private static func weibull(shape: Double, scale: Double, count: Int) -> [Double] {
    let place = 1 + Double(max(0, count - 1)) * min(1, max(0, scale))
    let length = place.rounded(.toNearestOrEven)
    var exponent = 0.0
    return (0..<count).map { period in
      if period > 0 { exponent += Double.pow(Double(period) / length, shape) }
      return Double.exp(-exponent)
    }
  }
}
