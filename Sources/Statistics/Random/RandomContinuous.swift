import RealModule

/// Draws evenly from [0, 1), in steps of 2⁻⁵³.
@inlinable
package func uniform(using generator: inout some RandomNumberGenerator) -> Double {
  Double(generator.next() &>> 11) * 0x1p-53
}

/// Draws evenly from (0, 1), for formulas that take a logarithm.
@inlinable
package func uniformOpen(using generator: inout some RandomNumberGenerator) -> Double {
  (Double(generator.next() &>> 12) + 0.5) * 0x1p-52
}

/// Draws from the normal distribution by Marsaglia's polar method.
///
/// - Parameters:
///   - mean: Any finite value.
///   - deviation: Standard deviation, at least 0.
///   - generator: The source of chance.
/// - Returns: A finite value.
package func normal(
  mean: Double = 0, deviation: Double = 1, using generator: inout some RandomNumberGenerator
) -> Double {
  while true {
    let across = 2 * uniformOpen(using: &generator) - 1
    let along = 2 * uniformOpen(using: &generator) - 1
    let square = across * across + along * along
    guard square < 1, square > 0 else { continue }
    return mean + deviation * across * (-2 * Double.log(square) / square).squareRoot()
  }
}

/// Draws a value whose logarithm is normal.
///
/// - Parameters:
///   - logMean: Mean of the logarithm; the median of the draws is its exponential.
///   - logDeviation: Standard deviation of the logarithm, at least 0.
///   - generator: The source of chance.
/// - Returns: Above 0.
package func logNormal(
  logMean: Double, logDeviation: Double, using generator: inout some RandomNumberGenerator
) -> Double {
  Double.exp(normal(mean: logMean, deviation: logDeviation, using: &generator))
}

/// Draws a waiting time with mean 1 / `rate`; a rate of 0 waits forever.
package func exponential(
  rate: Double, using generator: inout some RandomNumberGenerator
) -> Double {
  precondition(rate >= 0, "an exponential rate must be at least 0, not \(rate)")
  return -Double.log(uniformOpen(using: &generator)) / rate
}

/// Draws from the gamma distribution with mean `shape` × `scale`.
///
/// Source: Marsaglia and Tsang, "A simple method for generating gamma variables", 2000; a shape
/// below 1 is raised by one and corrected by a power of a uniform draw.
///
/// - Parameters:
///   - shape: Above 0.
///   - scale: Above 0; the inverse of the rate.
///   - generator: The source of chance.
/// - Returns: At least 0; a very small shape can underflow to 0.
package func gamma(
  shape: Double, scale: Double = 1, using generator: inout some RandomNumberGenerator
) -> Double {
  precondition(shape > 0 && scale > 0, "gamma needs shape and scale above 0: \(shape), \(scale)")
  guard shape >= 1 else {
    return scale * Double.exp(logStandardGamma(shape: shape, using: &generator))
  }
  return scale * standardGamma(shape: shape, using: &generator)
}

/// Draws from the beta distribution on [0, 1] with mean `successes` / (`successes` + `failures`).
///
/// Works on the log scale where both are small, so it never divides 0 by 0.
///
/// - Parameters:
///   - successes: The first shape, above 0.
///   - failures: The second shape, above 0.
///   - generator: The source of chance.
/// - Returns: In [0, 1].
package func beta(
  _ successes: Double, _ failures: Double, using generator: inout some RandomNumberGenerator
) -> Double {
  precondition(
    successes > 0 && failures > 0, "beta needs shapes above 0: \(successes), \(failures)")
  if successes >= 1 || failures >= 1 {
    let won = gamma(shape: successes, using: &generator)
    let lost = gamma(shape: failures, using: &generator)
    return won / (won + lost)
  }
  let won = logStandardGamma(shape: successes, using: &generator)
  let lost = logStandardGamma(shape: failures, using: &generator)
  return 1 / (1 + Double.exp(lost - won))
}

/// Draws shares that add up to 1 from the Dirichlet distribution.
///
/// - Parameters:
///   - shapes: Each above 0; their proportions are the expected shares.
///   - generator: The source of chance.
/// - Returns: One share for each shape.
package func dirichlet(
  _ shapes: [Double], using generator: inout some RandomNumberGenerator
) -> [Double] {
  let logs = shapes.map { logStandardGamma(shape: $0, using: &generator) }
  guard let largest = logs.max() else { return [] }
  let weights = logs.map { Double.exp($0 - largest) }
  let total = weights.reduce(0, +)
  return weights.map { $0 / total }
}

private func logStandardGamma(
  shape: Double, using generator: inout some RandomNumberGenerator
) -> Double {
  guard shape < 1 else { return Double.log(standardGamma(shape: shape, using: &generator)) }
  let raised = standardGamma(shape: shape + 1, using: &generator)
  return Double.log(raised) + Double.log(uniformOpen(using: &generator)) / shape
}

private func standardGamma(
  shape: Double, using generator: inout some RandomNumberGenerator
) -> Double {
  let centre = shape - 1.0 / 3
  let width = 1 / (9 * centre).squareRoot()
  while true {
    let deviate = normal(using: &generator)
    let root = 1 + width * deviate
    guard root > 0 else { continue }
    let cube = root * root * root
    let draw = uniformOpen(using: &generator)
    let square = deviate * deviate
    if draw < 1 - 0.0331 * square * square { return centre * cube }
    if Double.log(draw) < 0.5 * square + centre * (1 - cube + Double.log(cube)) {
      return centre * cube
    }
  }
}
