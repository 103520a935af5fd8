import RealModule

extension Incrementality {
  /// The share after another test: precision-weighted on the scale of logarithms.
  ///
  /// The likelihood is normal in revenue, so that a test that measured little or less than nothing
  /// counts as what it is: evidence of a small share. For an accurate test it is normal in the
  /// logarithm too, and the posterior's precision is the sum of both precisions, its mean their
  /// weighted mean. Otherwise the posterior is integrated over a grid and kept by the mean and the
  /// deviation of its logarithm. The test's own regions and weeks are not the campaign's future,
  /// so a tenth is added to the error of its logarithm.
  ///
  /// - Parameter measurement: What the test measured.
  /// - Returns: The belief with one test more.
  package func learning(from measurement: LiftMeasurement) -> Incrementality {
    let reach = 8.0
    let count = 1_601
    var (weight, first, second) = (0.0, 0.0, 0.0)
    let logs = (0..<count).map { index -> (log: Double, evidence: Double) in
      let standard = reach * (2 * Double(index) / Double(count - 1) - 1)
      let log = logMean + standard * logDeviation
      return (log, -0.5 * standard * standard + measurement.logLikelihood(ofShare: Double.exp(log)))
    }
    let largest = logs.reduce(-Double.infinity) { max($0, $1.evidence) }
    for (log, evidence) in logs {
      let part = Double.exp(evidence - largest)
      weight += part
      first += part * log
      second += part * log * log
    }
    let mean = first / weight
    let variance = max(1e-6, second / weight - mean * mean)
    return Incrementality(
      logMean: mean, logDeviation: min(logDeviation, variance.squareRoot()), tests: tests + 1)
  }
}

extension LiftMeasurement {
  /// What does not carry over from a test to other weeks, as a share.
  static let transfer = 0.1

  /// ln of how well a share explains the measurement, up to a constant.
  func logLikelihood(ofShare share: Double) -> Double {
    let expected = share * attributed
    let uncertain = share * attributedDeviation
    let carried = Self.transfer * expected
    let variance = standardError * standardError + uncertain * uncertain + carried * carried
    let distance = incremental - expected
    return -0.5 * (distance * distance / variance + Double.log(variance))
  }
}

extension ResponseBelief {
  /// The belief of incremental return: the attributed one times the share, with what is not known of
  /// either.
  ///
  /// Without a test nothing is changed, because an attributed figure without evidence is no better
  /// for being multiplied.
  ///
  /// - Parameter share: How much of the attributed return is incremental.
  /// - Returns: A belief in the same form, so that whatever plans by one plans by the other.
  package func corrected(by share: Incrementality) -> ResponseBelief {
    guard share.isTested else { return self }
    return multiplied(byMean: share.mean, variance: share.variance)
  }
}
