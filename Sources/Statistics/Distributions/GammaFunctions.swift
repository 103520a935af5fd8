import RealModule

/// The natural logarithm of the gamma function at `argument`, above 0.
package func logGamma(_ argument: Double) -> Double {
  Double.logGamma(argument)
}

/// The natural logarithm of the beta function, free of cancellation for large arguments.
///
/// ln Γ(a) + ln Γ(b) − ln Γ(a + b) loses all digits when one argument is large; here Stirling's
/// leading terms cancel by hand first. Relative error below 10⁻¹³ for arguments in [10⁻¹⁰, 10¹⁵].
///
/// - Parameters:
///   - one: Above 0.
///   - other: Above 0.
/// - Returns: ln B(`one`, `other`).
package func logBeta(_ one: Double, _ other: Double) -> Double {
  let small = min(one, other)
  let large = max(one, other)
  guard large >= 10 else {
    return Double.logGamma(small) + Double.logGamma(large) - Double.logGamma(small + large)
  }
  let ratio = small / large
  let largeTerms =
    stirlingError(large) - stirlingError(small + large)
    - (large - 0.5) * Double.log(onePlus: ratio)
  guard small >= 10 else {
    return Double.logGamma(small) + largeTerms + small - small * Double.log(small + large)
  }
  return logRootTwoPi + stirlingError(small) + largeTerms
    + (small - 0.5) * Double.log(small / (small + large)) - 0.5 * Double.log(small + large)
}

/// The derivative of ``logGamma(_:)`` at `argument`, above 0, to about 10⁻¹⁴.
package func digamma(_ argument: Double) -> Double {
  var shifted = argument
  var correction = 0.0
  while shifted < 10 {
    correction -= 1 / shifted
    shifted += 1
  }
  let inverse = 1 / (shifted * shifted)
  let series =
    inverse
    * (1.0 / 12 - inverse
      * (1.0 / 120 - inverse
        * (1.0 / 252 - inverse
          * (1.0 / 240 - inverse * (1.0 / 132 - inverse * (691.0 / 32760 - inverse / 12))))))
  return correction + Double.log(shifted) - 0.5 / shifted - series
}

/// ln √(2π).
let logRootTwoPi = 0.918938533204672741780329736405617640

/// What Stirling's formula for ln Γ(x + 1) leaves out: ln Γ(x + 1) − (x + ½) ln x + x − ln √(2π).
///
/// Source: Loader, "Fast and accurate computation of binomial probabilities", 2000.
func stirlingError(_ argument: Double) -> Double {
  guard argument > 15 else {
    return Double.logGamma(argument + 1) - (argument + 0.5) * Double.log(argument)
      + argument - logRootTwoPi
  }
  let inverse = 1 / (argument * argument)
  let tail = inverse * (1.0 / 1188 - inverse * (691.0 / 360_360 - inverse / 156))
  let series =
    1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse * (1.0 / 1680 - tail)))
  return series / argument
}

/// The deviance x ln(x / m) + m − x, without cancellation where x is near the mean m.
///
/// Source: Loader, as above, function `bd0`.
func poissonDeviance(_ value: Double, mean: Double) -> Double {
  let difference = value - mean
  guard abs(difference) < 0.1 * (value + mean) else {
    return value * Double.log(value / mean) + mean - value
  }
  let ratio = difference / (value + mean)
  var sum = difference * ratio
  var power = 2 * value * ratio
  for odd in stride(from: 3.0, through: 2001, by: 2) {
    power *= ratio * ratio
    let next = sum + power / odd
    if next == sum { break }
    sum = next
  }
  return sum
}
