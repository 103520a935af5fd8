package import Commerce
import RealModule
import Statistics

/// Says what a test's data mean so far, at any time, with the numbers that led to it.
///
/// A winner is adopted only if the other rate, the guardrail, lets it (``ExperimentGuardrail``). Tests
/// that run at the same time share the false calls that are allowed.
///
/// Of the 5 % of false calls that are allowed, 2 % are for an interval that holds at every look and
/// 3 % for
/// one ordinary test when the planned sample is reached; together they are at most 5 %, however
/// often it is looked
/// at. The check of the split can be looked at any time too.
package enum ExperimentJudge {
  /// False calls allowed over all looks before the planned end.
  static let sequentialAlpha = 0.02
  /// False calls allowed at the planned end.
  static let finalAlpha = 0.03
  /// Successes that each arm needs before anything is said.
  package static let leastSuccesses: Int64 = 25
  /// Days after which a test ends, whatever it has found.
  static let longestDays = 28

  /// What the counts say.
  ///
  /// - Parameters:
  ///   - experiment: With its arms counted; the first is the control, the second is judged.
  ///   - exposures: Impressions of each arm, if the metric's trials are clicks, whose number the
  ///     arms influence.
  ///   - guardrail: The arms counted by the rate that must not suffer, if it is known.
  ///   - family: The tests that run at the same time.
  ///   - now: The present.
  /// - Returns: Effect, chances and a verdict with its reason.
  package static func reading(
    of experiment: Experiment, exposures: [Int64]? = nil, guardrail: ExperimentGuardrail? = nil,
    family: ExperimentFamily = .alone, now: Instant
  ) -> Experiment.Reading {
    let counts = exposures ?? experiment.variants.map(\.trials)
    let split = SplitCheck.anytimeP(
      counts.map { Int($0) }, shares: experiment.variants.map(\.share))
    guard experiment.variants.count >= 2,
      let counts = Counts(experiment.variants[0], experiment.variants[1])
    else {
      return Experiment.Reading(
        relativeEffect: unknownEffect, winProbability: 0.5, sampleRatioP: split,
        verdict: unanswered(experiment, now: now),
        reason: "nothing has been counted in both variants yet", guardrail: guardrail?.reading)
    }
    let (verdict, reason) = guarded(
      verdict(counts, experiment, family, splitP: split, now: now), by: guardrail,
      isComplete: counts.leastTrials >= experiment.plannedTrials)
    return Experiment.Reading(
      relativeEffect: counts.effect(planned: experiment.plannedTrials) ?? unknownEffect,
      winProbability: counts.winProbability, sampleRatioP: split, verdict: verdict, reason: reason,
      guardrail: guardrail?.reading)
  }

  /// The status that a verdict leads to; `nil` while the test goes on.
  package static func status(after verdict: Experiment.Verdict) -> Experiment.Status? {
    switch verdict {
    case .adopt: .adopted
    case .drop: .dropped
    case .continue: nil
    case .stopInvalid: .invalid
    case .stopInconclusive: .inconclusive
    }
  }

  /// Days until the planned sample is reached at the present rate, or a trial's last day has
  /// settled; `nil` before anything has been counted.
  package static func daysLeft(_ experiment: Experiment, now: Instant) -> Double? {
    guard experiment.metric != nil else { return trialDaysLeft(experiment, now: now) }
    guard let least = experiment.variants.map(\.trials).min(), least > 0 else { return nil }
    let days = Double(now.seconds(since: experiment.startedAt)) / Double(Instant.secondsPerDay)
    guard days > 0 else { return nil }
    return max(0, Double(experiment.plannedTrials - least)) / (Double(least) / days)
  }

  /// Days until the last planned day of a trial has settled.
  private static func trialDaysLeft(_ experiment: Experiment, now: Instant) -> Double? {
    let platform: Platform
    switch experiment.subject {
    case .creative: return nil
    case .email:
      let over = experiment.startedAt.day.adding(days: Int(experiment.plannedTrials))
      return Double(max(0, over.days(since: now.day)))
    case .audience(let trial): platform = trial.platform
    case .budget(let trial): platform = trial.platform
    }
    let days = Int(experiment.plannedTrials) + AttributionLag.days(platform)
    return Double(max(0, experiment.firstDay.adding(days: days).days(since: now.day)))
  }

  static let unknownEffect = Estimate.unknownEffect(level: 1 - sequentialAlpha)
}

/// Two arms' counts and what follows from them.
struct Counts {
  let control: Proportion
  let challenger: Proportion
  let comparison: ArmComparison

  /// Fails unless both arms have trials and at least one ended differently from the rest.
  init?(_ control: Experiment.Variant, _ challenger: Experiment.Variant) {
    self.control = Proportion(successes: Int(control.successes), trials: Int(control.trials))
    self.challenger = Proportion(
      successes: Int(challenger.successes), trials: Int(challenger.trials))
    guard
      let comparison = try? ArmComparison(
        control: .proportion(self.control), treatment: .proportion(self.challenger))
    else { return nil }
    self.comparison = comparison
  }

  var leastSuccesses: Int { min(control.successes, challenger.successes) }

  var leastTrials: Int { min(control.trials, challenger.trials) }

  /// Probability that the challenger's rate is higher, by normal posteriors of the log odds after
  /// Jeffreys' prior.
  ///
  /// Within 0.01 of the exact integral from a dozen successes on, at a thousandth of its cost:
  /// tests are read every tick.
  var winProbability: Double {
    func logOdds(_ arm: Proportion) -> (mean: Double, variance: Double) {
      let won = Double(arm.successes) + 0.5
      let lost = Double(arm.trials - arm.successes) + 0.5
      return (Double.log(won / lost), 1 / won + 1 / lost)
    }
    let (before, after) = (logOdds(control), logOdds(challenger))
    let deviation = (before.variance + after.variance).squareRoot()
    return NormalDistribution.standard.cumulative((after.mean - before.mean) / deviation)
  }

  /// The relative effect with an interval that holds at every look.
  func effect(planned: Int64) -> Estimate? {
    guard let lift = comparison.relative else { return nil }
    let interval = sequence(planned).interval(around: lift, size: comparison.size)
    return Estimate(
      mean: lift.value, low: max(-1, interval.lowerBound), high: min(10, interval.upperBound),
      level: 1 - ExperimentJudge.sequentialAlpha)
  }

  /// The p-value of no effect that holds at every look.
  func sequentialP(planned: Int64) -> Double {
    sequence(planned).pValue(of: comparison.effect, size: comparison.size)
  }

  private func sequence(_ planned: Int64) -> ConfidenceSequence {
    ConfidenceSequence(
      alpha: ExperimentJudge.sequentialAlpha, plannedSize: Double(max(100, 2 * planned)))
  }
}
