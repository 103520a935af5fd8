package import Commerce
package import Statistics

/// The rate that a winner must not harm, judged as ``ExperimentAnalysis`` judges one: by
/// non-inferiority within a margin, with limits that hold at every look.
///
/// A winner waits until it is shown unharmed where the planned sample can show that; elsewhere, with
/// the few sales of one campaign, it is only refused for harm beyond the margin.
package struct ExperimentGuardrail: Equatable, Sendable {
  let design: Experiment.Guardrail
  let control: Proportion
  let challenger: Proportion

  /// Margins that a plan may have, strictest first.
  private static let margins = [0.05, 0.1, 0.15, 0.2]
  /// Of the interval that holds at every look: the one-sided error of ``GuardrailLimits`` on either
  /// side.
  private static let level = 1 - 2 * GuardrailLimits.error
  /// Users of both variants at which the limits are tightest where no end is planned.
  private static let typicalSize = 5_000.0

  package init(
    metric: Experiment.Metric, control: Proportion, challenger: Proportion,
    design: Experiment.Guardrail? = nil
  ) {
    self.design = design ?? Experiment.Guardrail(metric: metric)
    self.control = control
    self.challenger = challenger
  }

  /// The plan of a guardrail: the strictest margin that the sample shows with the power where
  /// nothing is harmed.
  ///
  /// - Parameters:
  ///   - metric: What is guarded.
  ///   - baseline: Its rate with the control, in (0, 1).
  ///   - trials: Of each variant at the planned end.
  ///   - power: In (0, 1).
  /// - Returns: Without the demand to show it where no margin can be shown.
  static func design(
    _ metric: Experiment.Metric, baseline: Double, trials: Double, power: Double
  ) -> Experiment.Guardrail {
    let reach =
      sequence(2 * trials).limit(atSize: 2 * trials)
      + NormalDistribution.standard.quantile(power)
    let shown = margins.first { margin in
      guard baseline > 0, baseline < 1, trials > 0 else { return false }
      let factor = 1 - margin
      let variance = baseline * (1 - baseline) * (1 + factor * factor) / trials
      return margin * baseline >= reach * variance.squareRoot()
    }
    return Experiment.Guardrail(
      metric: metric, margin: shown ?? Experiment.Guardrail.usualMargin, mustBeShown: shown != nil,
      plannedTrials: trials)
  }

  private static func sequence(_ horizon: Double?) -> HorizonSequence {
    HorizonSequence(
      alpha: 2 * GuardrailLimits.error, horizon: horizon.map { max(1, $0) },
      typicalSize: typicalSize)
  }

  var state: Experiment.GuardrailReading.State {
    let tolerance = GuardrailMetric(name: design.metric.rawValue, margin: design.margin)
    guard
      let test = NonInferiority(
        tolerance, control: .proportion(control), treatment: .proportion(challenger))
    else { return .open }
    let limit = Self.sequence(horizon).limit(atSize: test.size)
    let score = test.distance.score
    if score <= -limit { return .harmed }
    return score >= limit ? .kept : .open
  }

  var reading: Experiment.GuardrailReading {
    func counts(_ arm: Proportion) -> Experiment.GuardrailReading.Counts {
      Experiment.GuardrailReading.Counts(
        trials: Int64(arm.trials), successes: Int64(arm.successes))
    }
    return Experiment.GuardrailReading(
      metric: design.metric, control: counts(control), challenger: counts(challenger),
      change: change, state: state)
  }

  /// Relative, with the interval that holds at every look.
  private var change: Estimate? {
    guard
      let comparison = try? ArmComparison(
        control: .proportion(control), treatment: .proportion(challenger)),
      comparison.shortage == nil, let relative = comparison.relative
    else { return nil }
    let interval = Self.sequence(horizon).interval(around: relative, size: comparison.size)
    return Estimate(
      mean: relative.value, low: max(-1, interval.lowerBound), high: min(10, interval.upperBound),
      level: Self.level)
  }

  private var horizon: Double? { design.plannedTrials.map { 2 * $0 } }
}

extension ExperimentJudge {
  /// What becomes of a verdict by what its guardrail says.
  ///
  /// - Parameters:
  ///   - verdict: By the metric that decides.
  ///   - guardrail: Counted so far; `nil` where nothing is guarded.
  ///   - isComplete: Whether the planned sample is there, after which nothing is waited for.
  /// - Returns: The verdict with its reason, both as the guardrail leaves them.
  static func guarded(
    _ verdict: (Experiment.Verdict, String), by guardrail: ExperimentGuardrail?, isComplete: Bool
  ) -> (Experiment.Verdict, String) {
    guard verdict.0 == .adopt, let guardrail else { return verdict }
    let name = guardrail.design.metric.rawValue
    let tolerated = "\(FigureWords.share(guardrail.design.margin)) lower is tolerated"
    switch guardrail.state {
    case .kept: return verdict
    case .harmed:
      return (.drop, verdict.1 + "; but its \(name) is \(guardrail.words), so the control stays")
    case .open:
      guard guardrail.design.mustBeShown else { return verdict }
      let words =
        "; but whether its \(name) is unharmed is not clear (\(guardrail.words); "
        + "\(tolerated))"
      return isComplete
        ? (.stopInconclusive, verdict.1 + words + ", so the control stays")
        : (.continue, verdict.1 + words)
    }
  }
}

extension ExperimentGuardrail {
  /// `−63 % (−81 % to −45 %)`
  fileprivate var words: String {
    guard let change else { return "not counted often enough" }
    return FigureWords.change(change.mean)
      + " (\(FigureWords.change(change.low)) to \(FigureWords.change(change.high)))"
  }
}
