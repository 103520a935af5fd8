import Commerce
import Oversight
import Statistics

/// Tests of audiences and budgets are judged once, when their planned days have settled: so few
/// units allow no more than one look.
extension ExperimentJudge {
  /// False calls allowed at the one look at a trial.
  package static let trialAlpha = 0.05
  /// Share of the planned days on which everything must have run.
  static let leastServed = 2.0 / 3

  /// The p-value at the planned end as a share of its limit.
  static func evidence(of trial: CountedTrial) -> Double {
    guard trial.isComplete, let effect = trial.effect,
      trial.experiment.variants.allSatisfy({ $0.successes >= leastSuccesses })
    else { return .infinity }
    return effect.pValue / trialAlpha
  }

  static func reading(
    of trial: CountedTrial, family: ExperimentFamily
  ) -> Experiment.Reading {
    let (verdict, reason) = verdict(trial, family)
    return Experiment.Reading(
      relativeEffect: trial.shown
        ?? .unknownEffect(level: 1 - trialAlpha),
      winProbability: trial.winProbability, sampleRatioP: trial.splitP, verdict: verdict,
      reason: reason)
  }

  private static func verdict(
    _ trial: CountedTrial, _ family: ExperimentFamily
  ) -> (Experiment.Verdict, String) {
    let planned = trial.experiment.plannedTrials
    let seen = seenWords(trial)
    if trial.splitP < SplitCheck.limit {
      return (
        .stopInvalid,
        "the money was not spent as planned (p \(pWords(trial.splitP))): \(seen). "
          + "The returns cannot be compared"
      )
    }
    guard trial.isComplete else {
      return (
        .continue,
        "\(seen); \(trial.settledDays) of \(planned) planned days have settled, judged at their end"
      )
    }
    guard Double(trial.servedDays) >= leastServed * Double(planned) else {
      return (
        .stopInvalid,
        "it ran as planned on \(trial.servedDays) of \(planned) days only; the control stays"
      )
    }
    let fewest = trial.experiment.variants.map(\.successes).min() ?? 0
    guard let effect = trial.effect, fewest >= leastSuccesses else {
      return (
        .stopInconclusive,
        "\(seen); each side needs \(leastSuccesses) orders to be compared, the control stays"
      )
    }
    let words =
      "\(seen); all planned days have settled, p \(pWords(effect.pValue)), "
      + family.limitWords(trialAlpha)
    guard effect.pValue < trialAlpha * family.share else {
      return (.stopInconclusive, words + "; the control stays")
    }
    return effect.value > 0
      ? (.adopt, "\(trial.winWords): \(words)") : (.drop, "\(trial.lossWords): \(words)")
  }

  /// `lookalikes: 3.10 a unit spent (£1,890, 41 orders) against prospects: 2.40 (£1,900,
  /// 33 orders), return on ad spend +29 % (−10 % to +84 %)`.
  private static func seenWords(_ trial: CountedTrial) -> String {
    let experiment = trial.experiment
    guard experiment.variants.count == 2, experiment.variants[0].trials > 0,
      experiment.variants[1].trials > 0
    else { return "nothing has settled in both variants yet" }
    let names = experiment.armNames
    func arm(_ index: Int) -> String {
      let variant = experiment.variants[index]
      let spend = Double(variant.spendMicros) / 1_000_000
      let value = spend > 0 ? Double(variant.revenueMicros) / 1_000_000 / spend : 0
      return "\(names[index]): \(twoDecimals(value)) a unit spent "
        + "(\(FigureWords.money(spend, trial.currency)), "
        + "\(FigureWords.count(Int(variant.successes), "order")))"
    }
    let change = trial.shown.map { shown in
      ", \(experiment.subject.measure) \(FigureWords.change(shown.mean)) "
        + "(\(FigureWords.change(shown.low)) to \(FigureWords.change(shown.high)))"
    }
    return arm(1) + " against " + arm(0) + (change ?? "")
  }
}

extension CountedTrial {
  var winWords: String {
    scale == .logRatio ? "the other audience is better" : "the extra spend pays"
  }

  var lossWords: String {
    scale == .logRatio ? "the other audience is worse" : "the extra spend does not pay"
  }
}
