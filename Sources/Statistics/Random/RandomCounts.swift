import RealModule

/// Draws a count of independent events, exactly, in bounded expected time for every mean.
///
/// Below a mean of 10 by multiplying uniform draws, above by transformed rejection (PTRS).
/// A draw above 2⁶² is cut there.
///
/// Source: Hörmann, "The transformed rejection method for generating Poisson random variables",
/// 1993.
///
/// - Parameters:
///   - mean: At least 0 and finite.
///   - generator: The source of chance.
/// - Returns: At least 0.
package func poisson(mean: Double, using generator: inout some RandomNumberGenerator) -> Int {
  precondition(mean >= 0 && mean.isFinite, "a Poisson mean must be finite, at least 0: \(mean)")
  guard mean > 0 else { return 0 }
  return mean < 10
    ? poissonByProduct(mean: mean, using: &generator)
    : poissonByRejection(mean: mean, using: &generator)
}

/// Draws the number of successes in `trials` independent trials, exactly.
///
/// By inversion while fewer than 10 successes (or failures) are expected, above by transformed
/// rejection with squeeze (BTRS), so the cost does not grow with `trials`.
///
/// Source: Hörmann, "The generation of binomial random variates", 1993.
///
/// - Parameters:
///   - trials: At least 0.
///   - probability: Of one success, in [0, 1].
///   - generator: The source of chance.
/// - Returns: In 0...`trials`.
package func binomial(
  trials: Int, probability: Double, using generator: inout some RandomNumberGenerator
) -> Int {
  precondition(trials >= 0, "a binomial draw needs at least 0 trials, not \(trials)")
  precondition(probability >= 0 && probability <= 1, "probability outside [0, 1]: \(probability)")
  guard trials > 0, probability > 0 else { return 0 }
  guard probability < 1 else { return trials }
  if probability > 0.5 {
    return trials - binomial(trials: trials, probability: 1 - probability, using: &generator)
  }
  return Double(trials) * probability < 10
    ? binomialByInversion(trials: trials, probability: probability, using: &generator)
    : binomialByRejection(trials: trials, probability: probability, using: &generator)
}

/// Draws the number of failures before the first success.
///
/// - Parameters:
///   - probability: Of one success, in (0, 1]. The draw is cut at 2⁶².
///   - generator: The source of chance.
/// - Returns: At least 0.
package func geometric(
  probability: Double, using generator: inout some RandomNumberGenerator
) -> Int {
  precondition(probability > 0 && probability <= 1, "probability outside (0, 1]: \(probability)")
  guard probability < 1 else { return 0 }
  let waited = Double.log(uniformOpen(using: &generator)) / Double.log(onePlus: -probability)
  return count(waited)
}

/// Draws how often each outcome happens in `trials` independent trials.
///
/// - Parameters:
///   - trials: At least 0.
///   - shares: The probability of each outcome up to a common factor, each at least 0.
///   - generator: The source of chance.
/// - Returns: One count per outcome; they add up to `trials` if any share is positive.
package func multinomial(
  trials: Int, shares: [Double], using generator: inout some RandomNumberGenerator
) -> [Int] {
  var left = trials
  var shareLeft = shares.reduce(0, +)
  var counts = [Int](repeating: 0, count: shares.count)
  guard let last = shares.lastIndex(where: { $0 > 0 }) else { return counts }
  for index in shares.indices where left > 0 && shares[index] > 0 {
    let probability = index == last ? 1 : min(1, max(0, shares[index] / shareLeft))
    counts[index] = binomial(trials: left, probability: probability, using: &generator)
    left -= counts[index]
    shareLeft -= shares[index]
  }
  return counts
}

private func count(_ value: Double) -> Int {
  value < 0x1p62 ? Int(value) : 1 << 62
}

private func poissonByProduct(
  mean: Double, using generator: inout some RandomNumberGenerator
) -> Int {
  let limit = Double.exp(-mean)
  var product = uniform(using: &generator)
  var events = 0
  while product > limit {
    product *= uniform(using: &generator)
    events += 1
  }
  return events
}

private func poissonByRejection(
  mean: Double, using generator: inout some RandomNumberGenerator
) -> Int {
  let logMean = Double.log(mean)
  let width = 0.931 + 2.53 * mean.squareRoot()
  let skew = -0.059 + 0.02483 * width
  let inverseAlpha = 1.1239 + 1.1328 / (width - 3.4)
  let acceptance = 0.9277 - 3.6224 / (width - 2)
  while true {
    let across = uniform(using: &generator) - 0.5
    let height = 1 - uniform(using: &generator)
    let margin = 0.5 - abs(across)
    let events = ((2 * skew / margin + width) * across + mean + 0.43).rounded(.down)
    if margin >= 0.07, height <= acceptance { return count(events) }
    guard events >= 0, margin >= 0.013 || height <= margin else { continue }
    let bound = height * inverseAlpha / (skew / (margin * margin) + width)
    if Double.log(bound) <= events * logMean - mean - Double.logGamma(events + 1) {
      return count(events)
    }
  }
}

private func binomialByInversion(
  trials: Int, probability: Double, using generator: inout some RandomNumberGenerator
) -> Int {
  // Jumps from success to success by geometric waiting times (Devroye 1986, section X.4.3).
  let logFailure = Double.log(onePlus: -probability)
  var successes = 0
  var passed = 0.0
  while true {
    let wait = (Double.log(uniformOpen(using: &generator)) / logFailure).rounded(.down)
    passed += wait + 1
    if passed > Double(trials) { return successes }
    successes += 1
  }
}

private func binomialByRejection(
  trials: Int, probability: Double, using generator: inout some RandomNumberGenerator
) -> Int {
  let total = Double(trials)
  let spread = (total * probability * (1 - probability)).squareRoot()
  let width = 1.15 + 2.53 * spread
  let skew = -0.0873 + 0.0248 * width + 0.01 * probability
  let centre = total * probability + 0.5
  let acceptance = 0.92 - 4.2 / width
  let alpha = (2.83 + 5.1 / width) * spread
  let logOdds = Double.log(probability / (1 - probability))
  let mode = ((total + 1) * probability).rounded(.down)
  let peak = Double.logGamma(mode + 1) + Double.logGamma(total - mode + 1)
  while true {
    let across = uniform(using: &generator) - 0.5
    let height = 1 - uniform(using: &generator)
    let margin = 0.5 - abs(across)
    let successes = ((2 * skew / margin + width) * across + centre).rounded(.down)
    if margin >= 0.07, height <= acceptance { return Int(successes) }
    guard successes >= 0, successes <= total else { continue }
    let bound = Double.log(height * alpha / (skew / (margin * margin) + width))
    let density =
      peak - Double.logGamma(successes + 1) - Double.logGamma(total - successes + 1)
      + (successes - mode) * logOdds
    if bound <= density { return Int(successes) }
  }
}
