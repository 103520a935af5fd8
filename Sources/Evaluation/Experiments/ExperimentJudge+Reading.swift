package import Commerce
import Statistics

extension ExperimentJudge {
  /// Tests that run at the same time, with their arms counted since they started and new readings.
  ///
  /// - Parameters:
  ///   - experiments: All that run; left as they are but for counts and readings.
  ///   - book: The campaigns' figures.
  ///   - now: The present.
  /// - Returns: The same tests in the same order.
  package static func read(
    _ experiments: [Experiment], book: MetricsBook, now: Instant
  ) -> [Experiment] {
    let counted = experiments.map { CountedTest($0, book: book) }
    let family = ExperimentFamily(evidence: counted.map { evidence(of: $0.experiment) })
    return counted.map { test in
      var read = test.experiment
      read.reading = reading(
        of: read, exposures: test.exposures, guardrail: test.guardrail, family: family, now: now)
      return read
    }
  }

  /// A verdict that would adopt what clearly harms the guardrail drops it instead.
  static func guarded(
    _ verdict: (Experiment.Verdict, String), by guardrail: ExperimentGuardrail?
  ) -> (Experiment.Verdict, String) {
    guard verdict.0 == .adopt, let harm = guardrail?.harm else { return verdict }
    return (.drop, verdict.1 + "; but " + harm + ", so the control stays")
  }

  /// The p-value as a share of its limit; at the planned sample the smaller of both.
  private static func evidence(of experiment: Experiment) -> Double {
    guard experiment.variants.count >= 2,
      let counts = Counts(experiment.variants[0], experiment.variants[1]),
      counts.leastSuccesses >= Int(leastSuccesses)
    else { return .infinity }
    let sequential = counts.sequentialP(planned: experiment.plannedTrials) / sequentialAlpha
    guard counts.leastTrials >= experiment.plannedTrials else { return sequential }
    return min(sequential, counts.comparison.pValue / finalAlpha)
  }
}

/// A test with what its arms have done.
private struct CountedTest {
  var experiment: Experiment
  /// Impressions of each arm.
  var exposures: [Int64] = []
  var guardrail: ExperimentGuardrail?

  init(_ experiment: Experiment, book: MetricsBook) {
    self.experiment = experiment
    let arms = experiment.variants.map { variant in
      book.since(experiment.startedAt, of: experiment.campaign, creative: variant.creative)
    }
    exposures = arms.map(\.impressions)
    for (index, arm) in arms.enumerated() {
      let counted = arm.proportion(of: experiment.metric)
      self.experiment.variants[index].trials = Int64(counted.trials)
      self.experiment.variants[index].successes = Int64(counted.successes)
    }
    guard arms.count >= 2 else { return }
    let other = experiment.metric.guardrail
    guardrail = ExperimentGuardrail(
      metric: other, control: arms[0].proportion(of: other),
      challenger: arms[1].proportion(of: other))
  }
}

extension Experiment.Metric {
  /// The rate that a winner by this one must not harm.
  fileprivate var guardrail: Experiment.Metric {
    switch self {
    case .clickThroughRate: .conversionRate
    case .conversionRate: .clickThroughRate
    }
  }
}

extension Metrics {
  /// Successes among the trials that a metric counts; late reports may count more successes.
  fileprivate func proportion(of metric: Experiment.Metric) -> Proportion {
    switch metric {
    case .clickThroughRate:
      Proportion(successes: Int(min(clicks, impressions)), trials: Int(impressions))
    case .conversionRate:
      Proportion(successes: Int(min(Int64(conversions), clicks)), trials: Int(clicks))
    }
  }
}
