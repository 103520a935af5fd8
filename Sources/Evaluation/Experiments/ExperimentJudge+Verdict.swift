import Commerce
import Oversight
import Statistics

extension ExperimentJudge {
  static func verdict(
    _ counts: Counts, _ experiment: Experiment, _ family: ExperimentFamily, splitP: Double,
    now: Instant
  ) -> (Experiment.Verdict, String) {
    if splitP < 0.001 { return (.stopInvalid, splitWords(experiment, splitP)) }
    let lift = counts.comparison.relative?.value ?? 0
    let seen = seenWords(counts, experiment)
    let days = Double(now.seconds(since: experiment.startedAt)) / Double(Instant.secondsPerDay)
    if counts.leastSuccesses >= leastSuccesses, days >= 1 {
      let sequential = counts.sequentialP(planned: experiment.plannedTrials)
      if sequential < sequentialAlpha * family.share {
        return call(
          lift,
          "\(seen); p \(pWords(sequential)) at any look, "
            + family.limitWords(sequentialAlpha))
      }
      if counts.leastTrials >= experiment.plannedTrials {
        return final(counts, lift, seen, family)
      }
    }
    if days >= Double(longestDays) {
      return (
        .stopInconclusive,
        "\(seen); no clear difference after \(longestDays) days, the control stays"
      )
    }
    return (.continue, continueWords(counts, experiment, seen, days: days))
  }

  /// A test in which nothing was counted at all ends too, some day.
  static func unanswered(_ experiment: Experiment, now: Instant) -> Experiment.Verdict {
    now >= experiment.startedAt.adding(days: longestDays) ? .stopInconclusive : .continue
  }

  private static func call(_ lift: Double, _ words: String) -> (Experiment.Verdict, String) {
    lift > 0
      ? (.adopt, "the challenger is better: " + words)
      : (.drop, "the challenger is worse: " + words)
  }

  /// The one ordinary test at the planned sample.
  private static func final(
    _ counts: Counts, _ lift: Double, _ seen: String, _ family: ExperimentFamily
  ) -> (Experiment.Verdict, String) {
    let value = counts.comparison.pValue
    let words =
      "\(seen); planned sample reached, p \(pWords(value)), " + family.limitWords(finalAlpha)
    if value < finalAlpha * family.share { return call(lift, words) }
    return (.stopInconclusive, words + "; the control stays")
  }

  /// `B 3.4 % of 8,120 against A 2.9 % of 8,090 (+17 %)`.
  private static func seenWords(_ counts: Counts, _ experiment: Experiment) -> String {
    func arm(_ index: Int, _ rate: Double?, _ trials: Int) -> String {
      let label = experiment.variants[index].creative
      return "\(label) \(FigureWords.share(rate ?? 0)) of \(FigureWords.whole(Double(trials)))"
    }
    let lift = counts.comparison.relative?.value
    let change = lift.map { " (\(FigureWords.change($0)))" } ?? ""
    return arm(1, counts.challenger.rate, counts.challenger.trials) + " against "
      + arm(0, counts.control.rate, counts.control.trials) + change
  }

  private static func continueWords(
    _ counts: Counts, _ experiment: Experiment, _ seen: String, days: Double
  ) -> String {
    if days < 1 { return "\(seen); a test runs for a whole day at least" }
    if counts.leastSuccesses < leastSuccesses {
      return "\(seen); each variant needs \(leastSuccesses) successes first"
    }
    let trials = FigureWords.whole(Double(counts.leastTrials))
    let planned = FigureWords.whole(Double(experiment.plannedTrials))
    return "\(seen); \(FigureWords.share(counts.winProbability)) to win, "
      + "\(trials) of \(planned) planned trials in each variant"
  }

  private static func splitWords(_ experiment: Experiment, _ value: Double) -> String {
    let total = experiment.variants.reduce(0) { $0 + $1.trials }
    let parts = experiment.variants.map { variant in
      let share = total > 0 ? Double(variant.trials) / Double(total) : 0
      return "\(variant.creative) has \(FigureWords.share(share)), "
        + "planned \(FigureWords.share(variant.share))"
    }
    return "the split is not the planned one (p \(pWords(value))): "
      + parts.joined(separator: "; ") + ". The counts cannot be compared"
  }

  static func pWords(_ value: Double) -> String {
    if value < 0.0001 { return "below 0.0001" }
    let scaled = Int((value * 10_000).rounded())
    if scaled >= 1_000 { return twoDecimals(value) }
    let digits = String(scaled)
    return "0." + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
