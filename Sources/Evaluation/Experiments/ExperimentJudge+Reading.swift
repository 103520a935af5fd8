package import Commerce
import Statistics

extension ExperimentJudge {
  /// Tests that run at the same time, with their arms counted since they started and new readings.
  ///
  /// A test that has its verdict is left as it is, so that what was decided stays decided while it
  /// waits to be carried out, and takes no part in the error that the others share.
  ///
  /// - Parameters:
  ///   - experiments: All that run; left as they are but for counts and readings.
  ///   - book: The campaigns' figures.
  ///   - week: How much the shop sells on each weekday, for trials of budgets.
  ///   - emails: What the recipients of tested e-mails spent, as far as it is known.
  ///   - now: The present.
  /// - Returns: The same tests in the same order.
  package static func read(
    _ experiments: [Experiment], book: MetricsBook, week: DemandWeek = .even,
    emails: [Experiment.ID: EmailFigures] = [:], now: Instant
  ) -> [Experiment] {
    let counted = experiments.map {
      Counted($0, book: book, week: week, email: emails[$0.id], now: now)
    }
    let family = ExperimentFamily(evidence: counted.compactMap(\.evidence))
    return counted.map { $0.read(in: family, now: now) }
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
  case email(CountedEmail)
  /// A test that waits for its conclusion.
  case judged(Experiment)

  init(
    _ experiment: Experiment, book: MetricsBook, week: DemandWeek, email: EmailFigures?,
    now: Instant
  ) {
    if experiment.isDecided {
      self = .judged(experiment)
    } else if let email = CountedEmail(experiment, email, book: book) {
      self = .email(email)
    } else if let metric = experiment.metric {
      self = .rates(CountedTest(experiment, metric, book: book))
    } else {
      let trial = CountedTrial(experiment, book: book, week: week, now: now)
      self = trial.map(Counted.trial) ?? .judged(experiment)
    }
  }

  /// `nil` for a test that is judged already.
  var evidence: Double? {
    switch self {
    case .rates(let test): ExperimentJudge.evidence(of: test.experiment)
    case .trial(let trial): ExperimentJudge.evidence(of: trial)
    case .email(let email): ExperimentJudge.evidence(of: email)
    case .judged: nil
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
    case .email(let email):
      var read = email.experiment
      read.reading = ExperimentJudge.reading(of: email, family: family)
      return read
    case .judged(let experiment): return ExperimentJudge.givenUp(experiment, now: now)
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
    let other = experiment.design.guardrail?.metric ?? metric.guardrail
    guardrail = ExperimentGuardrail(
      metric: other, control: arms[0].proportion(of: other),
      challenger: arms[1].proportion(of: other), design: experiment.design.guardrail)
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
