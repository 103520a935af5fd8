import RealModule

/// What is believed of an effect before it is measured: normal, with a mean and a deviation.
package struct NormalPrior: Hashable, Sendable, Codable {
  package var mean: Double
  /// Greater than 0.
  package var deviation: Double

  package init(mean: Double, deviation: Double) {
    self.mean = mean
    self.deviation = deviation
  }

  /// The effect's expected part in what follows, if it is taken up only after a measurement above
  /// a limit: E[effect; measured > limit].
  ///
  /// The preposterior expectation of Raiffa and Schlaifer ("Applied Statistical Decision Theory",
  /// 1961, section 5.9) for a rule that asks for more than a positive mean.
  ///
  /// - Parameters:
  ///   - limit: Measured effects above it are taken up.
  ///   - standardError: Of the measurement, 0 or more.
  /// - Returns: In the effect's unit; negative if bad effects are likely to slip through.
  package func expectedAdoption(above limit: Double, standardError: Double) -> Double {
    let spread = (deviation * deviation + standardError * standardError).squareRoot()
    guard spread > 0 else { return mean > limit ? mean : 0 }
    let distance = (limit - mean) / spread
    let standard = NormalDistribution.standard
    return mean * standard.survival(distance)
      + deviation * deviation / spread * standard.density(distance)
  }

  /// What a measurement adds to the better of two opposite acts, one of which is worth the effect
  /// and the other its negative: E|posterior mean| − |mean|.
  ///
  /// The expected value of sample information of Raiffa and Schlaifer ("Applied Statistical Decision
  /// Theory", 1961, section 5.4): the posterior mean is normal around the mean before, with a
  /// variance of deviation⁴ / (deviation² + standardError²).
  ///
  /// - Parameter standardError: Of the measurement, 0 or more.
  /// - Returns: In the effect's unit, at least 0.
  package func valueOfMeasuring(standardError: Double) -> Double {
    let spread = (deviation * deviation + standardError * standardError).squareRoot()
    guard spread > 0, spread.isFinite else { return 0 }
    let moved = deviation * deviation / spread
    guard moved > 0 else { return 0 }
    let distance = abs(mean) / moved
    let standard = NormalDistribution.standard
    return max(
      0, 2 * moved * standard.density(distance) - 2 * abs(mean) * standard.survival(distance))
  }

  /// The probability that the effect is above 0.
  package var chanceOfGain: Double {
    NormalDistribution.standard.cumulative(mean / deviation)
  }
}
