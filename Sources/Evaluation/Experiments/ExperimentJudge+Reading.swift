package import Commerce
import Statistics

extension ExperimentJudge {
  /// Tests that run at the same time, with their arms counted since they started and new readings.
  ///
  /// A trial that has its verdict is left as it is: its first days may not be kept any longer.
  ///
  /// - Parameters:
  ///   - experiments: All that run; left as they are but for counts and readings.
  ///   - book: The campaigns' figures.
  ///   - week: How much the shop sells on each weekday, for trials of budgets.
  ///   - now: The present.
  /// - Returns: The same tests in the same order.
  package static func read(
    _ experiments: [Experiment], book: MetricsBook, week: DemandWeek = .even, now: Instant
  ) -> [Experiment] {
    let counted = experiments.map { Counted($0, book: book, week: week, now: now) }
    let family = ExperimentFamily(evidence: counted.map(\.evidence))
    return counted.map { $0.read(in: family, now: now) }
  }

  /// A verdict that would adopt what clearly harms the guardrail drops it instead.
  static func guarded(
    _ verdict: (Experiment.Verdict, String), by guardrail: ExperimentGuardrail?
  ) -> (Experiment.Verdict, String) {
    guard verdict.0 == .adopt, let harm = guardrail?.harm else { return verdict }
    return (.drop, verdict.1 + "; but " + harm + ", so the control stays")
  }

  /// The p-value as a share of its limit; at the planned sample the smaller of both.
  fileprivate static func evidence(of experiment: Experiment) -> Double {
    guard experiment.variants.count >= 2,
      let counts = Counts(experiment.variants[0], experiment.variants[1]),
      counts.leastSuccesses >= Int(leastSuccesses)
    else { return .infinity }
    let sequential = counts.sequentialP(planned: experiment.plannedTrials) / sequentialAlpha
    guard counts.leastTrials >= experiment.plannedTrials else { return sequential }
    return min(sequential, counts.comparison.pValue / finalAlpha)
  }
}

/// A test counted by what it is about.
private enum Counted {
  case rates(CountedTest)
  case trial(CountedTrial)
  /// A trial that waits for its conclusion.
  case judged(Experiment)

  init(_ experiment: Experiment, book: MetricsBook, week: DemandWeek, now: Instant) {
    guard let metric = experiment.metric else {
      let isJudged = experiment.reading.map { $0.verdict != .continue } ?? false
      let trial =
        isJudged ? nil : CountedTrial(experiment, book: book, week: week, now: now)
      self = trial.map(Counted.trial) ?? .judged(experiment)
      return
    }
    self = .rates(CountedTest(experiment, metric, book: book))
  }

  var evidence: Double {
    switch self {
    case .rates(let test): ExperimentJudge.evidence(of: test.experiment)
    case .trial(let trial): ExperimentJudge.evidence(of: trial)
    case .judged: .infinity
    }
  }

  func read(in family: ExperimentFamily, now: Instant) -> Experiment {
    switch self {
    case .rates(let test):
      var read = test.experiment
      read.reading = ExperimentJudge.reading(
        of: read, exposures: test.exposures, guardrail: test.guardrail, family: family, now: now)
      return read
    case .trial(let trial):
      var read = trial.experiment
      read.reading = ExperimentJudge.reading(of: trial, family: family)
      return read
    case .judged(let experiment): return experiment
    }
  }
}

/// A test with what its arms have done.
private struct CountedTest {
  var experiment: Experiment
  /// Impressions of each arm.
  var exposures: [Int64] = []
  var guardrail: ExperimentGuardrail?

  init(_ experiment: Experiment, _ metric: Experiment.Metric, book: MetricsBook) {
    self.experiment = experiment
    let arms = experiment.variants.map { variant in
      book.since(experiment.startedAt, of: experiment.campaign, creative: variant.creative)
    }
    exposures = arms.map(\.impressions)
    for (index, arm) in arms.enumerated() {
      let counted = arm.proportion(of: metric)
      self.experiment.variants[index].trials = Int64(counted.trials)
      self.experiment.variants[index].successes = Int64(counted.successes)
      self.experiment.variants[index].spendMicros = arm.spendMicros
      self.experiment.variants[index].revenueMicros = arm.revenueMicros
    }
    guard arms.count >= 2 else { return }
    let other = metric.guardrail
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
