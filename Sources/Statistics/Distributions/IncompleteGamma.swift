import RealModule

/// Both tails of the regularized incomplete gamma function, each to about 10⁻¹³ of its size.
///
/// A power series below the mean and a continued fraction (modified Lentz) above it, with the
/// common factor by Loader's saddle-point form, so that large shapes keep their digits.
///
/// - Parameters:
///   - shape: Above 0.
///   - value: At least 0.
/// - Returns: The share of the unit gamma distribution below and above `value`.
/// - Complexity: O(√`shape`) near the mean.
package func regularizedGamma(shape: Double, at value: Double) -> (lower: Double, upper: Double) {
  guard shape > 0, value >= 0 else { return (.nan, .nan) }
  guard value > 0 else { return (0, 1) }
  guard value.isFinite else { return (1, 0) }
  let factor = gammaFactor(shape: shape, at: value)
  if value < shape + 1 {
    let lower = min(1, factor * lowerGammaSeries(shape: shape, at: value))
    return (lower, 1 - lower)
  }
  let upper = min(1, factor * upperGammaFraction(shape: shape, at: value))
  return (1 - upper, upper)
}

/// xᵃ e⁻ˣ / Γ(a + 1).
private func gammaFactor(shape: Double, at value: Double) -> Double {
  guard shape >= 10 else {
    return Double.exp(shape * Double.log(value) - value - Double.logGamma(shape + 1))
  }
  let exponent = -stirlingError(shape) - poissonDeviance(shape, mean: value)
  return Double.exp(exponent) / (2 * Double.pi * shape).squareRoot()
}

private func lowerGammaSeries(shape: Double, at value: Double) -> Double {
  var term = 1.0
  var sum = 1.0
  var denominator = shape
  repeat {
    denominator += 1
    term *= value / denominator
    sum += term
  } while term > sum * 0x1p-54
  return sum
}

private func upperGammaFraction(shape: Double, at value: Double) -> Double {
  let tiny = 1e-300
  var bottom = value + 1 - shape
  var ratio = 1 / tiny
  var inverse = 1 / bottom
  var fraction = inverse
  var index = 1.0
  while index < 1e7 {
    let top = -index * (index - shape)
    bottom += 2
    inverse = top * inverse + bottom
    if abs(inverse) < tiny { inverse = tiny }
    ratio = bottom + top / ratio
    if abs(ratio) < tiny { ratio = tiny }
    inverse = 1 / inverse
    let change = inverse * ratio
    fraction *= change
    if abs(change - 1) < 0x1p-52 { break }
    index += 1
  }
  return fraction * shape
}
