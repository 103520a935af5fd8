import RealModule

/// How much of what platforms attribute to a campaign would not have come without it.
///
/// The share is log-normal. Before any test it is only known that platforms claim orders that would
/// have come anyway; then attributed figures are all there is, and ``isTested`` is false.
package struct Incrementality: Sendable, Codable, Equatable {
  /// Mean of the share's logarithm.
  package let logMean: Double
  /// Standard deviation of the share's logarithm, above 0.
  package let logDeviation: Double
  /// Lift tests it rests on.
  package let tests: Int

  /// Before the first test: attributed figures as they are, of which a third to three times may be
  /// incremental at a level of 0.9.
  ///
  /// Published comparisons of attributed with randomised lift spread this widely around 1 (Gordon
  /// et al. 2019, "A comparison of approaches to advertising measurement", Marketing Science 38).
  package static let untested = Incrementality(logMean: 0, logDeviation: 0.67, tests: 0)

  init(logMean: Double, logDeviation: Double, tests: Int) {
    self.logMean = logMean
    self.logDeviation = logDeviation
    self.tests = tests
  }

  package var isTested: Bool { tests > 0 }

  /// The share that is half likely to be exceeded.
  package var median: Double { Double.exp(logMean) }

  package var mean: Double { Double.exp(logMean + 0.5 * logDeviation * logDeviation) }

  /// The variance of the share itself.
  package var variance: Double {
    Double.expMinusOne(logDeviation * logDeviation) * mean * mean
  }

  /// The interval that holds the share with probability `level`.
  package func interval(level: Double = 0.8) -> ClosedRange<Double> {
    let reach = NormalDistribution.standard.quantile(0.5 + level / 2) * logDeviation
    return Double.exp(logMean - reach)...Double.exp(logMean + reach)
  }

  /// The same with less weight, as time passes since the tests: the deviation grows towards that of
  /// ``untested``.
  ///
  /// - Parameter days: Days since the last test, at least 0.
  /// - Returns: The belief then; what a test found is half as certain after half a year.
  package func aged(days: Double) -> Incrementality {
    guard isTested, days > 0 else { return self }
    let prior = 1 / (Self.untested.logDeviation * Self.untested.logDeviation)
    let learnt = max(0, 1 / (logDeviation * logDeviation) - prior)
    let kept = learnt * Double.exp2(-days / 182)
    // The mean moves back by as much weight as the tests have lost.
    let precision = prior + kept
    let mean = learnt > 0 ? logMean * (prior + learnt) / learnt * kept / precision : 0
    return Incrementality(
      logMean: mean, logDeviation: (1 / precision).squareRoot(), tests: tests)
  }
}

/// What a lift test measured of a campaign.
package struct LiftMeasurement: Sendable, Codable, Equatable {
  /// Revenue that came because of the change in spend, in currency units; may be below 0.
  package let incremental: Double
  /// Its standard error, above 0.
  package let standardError: Double
  /// What the platform attributed to the same change, or a curve expects of it, above 0.
  package let attributed: Double
  /// The standard deviation of what is not known of that, at least 0.
  package let attributedDeviation: Double

  /// Fails if a figure is not finite, the standard error or the attributed revenue is not above 0.
  package init?(
    incremental: Double, standardError: Double, attributed: Double,
    attributedDeviation: Double = 0
  ) {
    guard incremental.isFinite, standardError.isFinite, standardError > 0, attributed.isFinite,
      attributed > 0, attributedDeviation.isFinite, attributedDeviation >= 0
    else { return nil }
    self.incremental = incremental
    self.standardError = standardError
    self.attributed = attributed
    self.attributedDeviation = attributedDeviation
  }

  /// A measured share of the attributed revenue, with its standard error.
  package init?(ratio: Double, standardError: Double) {
    self.init(incremental: ratio, standardError: standardError, attributed: 1)
  }

  /// Incremental revenue between two spends, beside what a belief expects of that step.
  ///
  /// - Parameters:
  ///   - incremental: Currency units over all days of the test; may be below 0.
  ///   - standardError: Of that, above 0.
  ///   - belief: What a day's spend is believed to return, as attributed.
  ///   - low: Spend a day of the regions or days without, at least 0.
  ///   - high: Spend a day of those with, above `low`.
  ///   - days: Days of the test, at least 1.
  package init?(
    incremental: Double, standardError: Double, against belief: ResponseBelief,
    fromSpend low: Double, toSpend high: Double, days: Int
  ) {
    guard days > 0, low >= 0, high > low else { return nil }
    let step = belief.expectedReturn(from: low, to: high)
    self.init(
      incremental: incremental, standardError: standardError,
      attributed: step.mean * Double(days), attributedDeviation: step.deviation * Double(days))
  }
}
