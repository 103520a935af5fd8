import RealModule

/// Both tails of the regularized incomplete beta function, each to about 10⁻¹² of its size.
///
/// A continued fraction on that side of the mean where it converges fast, with the common factor
/// by Loader's saddle-point form, so that shapes in the millions keep their digits.
///
/// - Parameters:
///   - value: In [0, 1].
///   - complement: 1 − `value`, given apart because a value near 1 has lost its small part.
///   - one: The first shape, above 0.
///   - other: The second shape, above 0.
/// - Returns: The share of the beta distribution below and above `value`.
/// - Complexity: O(√max(shapes)) near the mean.
package func regularizedBeta(
  at value: Double, complement: Double? = nil, _ one: Double, _ other: Double
) -> (lower: Double, upper: Double) {
  let complement = complement ?? 1 - value
  guard one > 0, other > 0, value >= 0, complement >= 0 else { return (.nan, .nan) }
  guard value > 0 else { return (0, 1) }
  guard complement > 0 else { return (1, 0) }
  let factor = betaFactor(at: value, complement: complement, one, other)
  if value * other <= one * complement {
    let fraction = betaFraction(at: value, complement: complement, one, other)
    let lower = min(1, factor * fraction)
    return (lower, 1 - lower)
  }
  let fraction = betaFraction(at: complement, complement: value, other, one)
  let upper = min(1, factor * fraction)
  return (1 - upper, upper)
}

/// xᵃ (1 − x)ᵇ / B(a, b).
func betaFactor(at value: Double, complement: Double, _ one: Double, _ other: Double) -> Double {
  guard min(one, other) >= 10 else {
    let logValue = value <= 0.5 ? Double.log(value) : Double.log(onePlus: -complement)
    let logComplement = value <= 0.5 ? Double.log(onePlus: -value) : Double.log(complement)
    return Double.exp(one * logValue + other * logComplement - logBeta(one, other))
  }
  let both = one + other
  let exponent =
    stirlingError(both) - stirlingError(one) - stirlingError(other)
    - poissonDeviance(one, mean: both * value) - poissonDeviance(other, mean: both * complement)
  return Double.exp(exponent) * (one * (other / both) / (2 * Double.pi)).squareRoot()
}

/// The continued fraction of DiDonato and Morris, which keeps its digits where x is near 0 or 1.
///
/// Source: "Algorithm 708: significant digit computation of the incomplete beta function ratios",
/// ACM Transactions on Mathematical Software, 1992, function `BFRAC`. It needs x at or below the
/// mean a / (a + b).
private func betaFraction(
  at value: Double, complement: Double, _ one: Double, _ other: Double
) -> Double {
  let both = one + other
  let distance = one > other ? both * complement - other : one - both * value
  let start = 1 + distance
  let scale = 1 + 1 / one
  var (previousTop, previousBottom) = (0.0, 1.0)
  var (top, bottom) = (1.0, start / scale)
  var ratio = scale / start
  var factor = 1.0
  var shift = one + 1
  var step = 1.0
  while step < 1e7 {
    let relative = step / one
    let weight = step * (other - step) * value
    let before = one / shift
    let alpha = factor * (factor + other / one) * before * before * weight * value
    let after = (relative + 1) / (scale + 2 * relative)
    let beta = step + weight / shift + after * (start + step * (1 + complement))
    (previousTop, top) = (top, alpha * previousTop + beta * top)
    (previousBottom, bottom) = (bottom, alpha * previousBottom + beta * bottom)
    let last = ratio
    ratio = top / bottom
    if abs(ratio - last) <= 0x1p-53 * ratio { break }
    previousTop /= bottom
    previousBottom /= bottom
    (top, bottom) = (ratio, 1)
    factor = relative + 1
    shift += 2
    step += 1
  }
  return ratio
}
