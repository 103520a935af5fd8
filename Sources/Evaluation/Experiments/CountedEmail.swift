import Commerce
import Oversight
package import Statistics

/// What the recipients of each message of an e-mail spent, by all their orders.
package struct EmailFigures: Equatable, Sendable {
  /// Whole days of the window that are over.
  package var days: Int
  /// Currency units a recipient in the window, with those before the send.
  package var arms: [AdjustedArm]
  /// Recipients who bought in the window.
  package var buyers: [Int]

  package init(days: Int, arms: [AdjustedArm], buyers: [Int]) {
    self.days = days
    self.arms = arms
    self.buyers = buyers
  }
}

/// A test of an e-mail's messages with its recipients counted.
struct CountedEmail {
  private(set) var experiment: Experiment
  let days: Int
  /// Challenger against control, adjusted by the spend before; `nil` while they cannot be compared.
  let comparison: ArmComparison?
  /// Share of the noise that the adjustment takes away, 0…1.
  let noiseSaved: Double

  /// Fails for other tests, and without figures of both messages.
  init?(_ experiment: Experiment, _ figures: EmailFigures?, book: MetricsBook) {
    guard case .email = experiment.subject, let figures, figures.arms.count == 2,
      experiment.variants.count == 2
    else { return nil }
    self.experiment = experiment
    days = min(figures.days, Int(experiment.plannedTrials))
    let (control, challenger) = (figures.arms[0], figures.arms[1])
    comparison = try? ArmComparison(
      control: .adjusted(control), treatment: .adjusted(challenger))
    let plain = try? ArmComparison(
      control: .mean(control.metric), treatment: .mean(challenger.metric))
    noiseSaved =
      if let adjusted = comparison?.effect.standardError, let before = plain?.effect.standardError,
        before > 0
      { max(0, 1 - adjusted / before) } else { 0 }
    for (index, arm) in figures.arms.enumerated() {
      let count = Double(arm.metric.count)
      self.experiment.variants[index].trials = Int64(arm.metric.count)
      self.experiment.variants[index].successes = Int64(figures.buyers[index])
      self.experiment.variants[index].revenueMicros = Int64(
        (arm.metric.mean * count * 1_000_000).rounded())
      let sent = book.since(
        experiment.startedAt.adding(hours: -1), of: experiment.campaign,
        creative: experiment.variants[index].creative)
      self.experiment.variants[index].sending = Experiment.Sending(
        delivered: sent.impressions, clicks: sent.clicks, unsubscribes: sent.unsubscribes,
        attributedMicros: sent.revenueMicros)
    }
  }

  var isComplete: Bool { days >= experiment.plannedTrials }

  var splitP: Double {
    SplitCheck.pValue(
      experiment.variants.map { Int($0.trials) }, shares: experiment.variants.map(\.share))
  }

  /// Relative, with the interval of the one look that is planned.
  var shown: Estimate? {
    guard let relative = comparison?.relative else { return nil }
    let level = 1 - ExperimentJudge.trialAlpha
    let interval = relative.interval(level: level)
    return Estimate(
      mean: relative.value, low: interval.lowerBound, high: interval.upperBound, level: level)
  }

  var winProbability: Double {
    comparison.map { NormalDistribution.standard.cumulative($0.effect.statistic) } ?? 0.5
  }
}

/// E-mails are judged once, when the window of their recipients' orders is over.
extension ExperimentJudge {
  /// The p-value as a share of its limit; `nil` before the one look.
  static func evidence(of email: CountedEmail) -> Double? {
    guard email.isComplete else { return nil }
    guard let comparison = email.comparison, isEnough(email) else { return .infinity }
    return comparison.decidingP / trialAlpha
  }

  static func reading(
    of email: CountedEmail, family: ExperimentFamily
  ) -> Experiment.Reading {
    let (verdict, reason) = verdict(email, family)
    return Experiment.Reading(
      relativeEffect: email.shown ?? .unknownEffect(level: 1 - trialAlpha),
      winProbability: email.winProbability, sampleRatioP: email.splitP, verdict: verdict,
      reason: reason)
  }

  /// A test of an e-mail whose recipients could never be counted ends too, some day.
  static func givenUp(_ experiment: Experiment, now: Instant) -> Experiment {
    guard case .email = experiment.subject, !experiment.isDecided,
      now >= experiment.startedAt.adding(days: longestDays)
    else { return experiment }
    var ended = experiment
    ended.reading = Experiment.Reading(
      relativeEffect: .unknownEffect(level: 1 - trialAlpha), winProbability: 0.5, sampleRatioP: 1,
      verdict: .stopInconclusive, reason: "its recipients could not be counted")
    return ended
  }

  private static func isEnough(_ email: CountedEmail) -> Bool {
    email.comparison?.shortage == nil
      && email.experiment.variants.allSatisfy { $0.successes >= leastSuccesses }
  }

  private static func verdict(
    _ email: CountedEmail, _ family: ExperimentFamily
  ) -> (Experiment.Verdict, String) {
    let seen = seenWords(email)
    if email.splitP < SplitCheck.limit {
      return (
        .stopInvalid,
        "the recipients are not split as planned (p \(pWords(email.splitP))): \(seen)"
      )
    }
    guard email.isComplete else {
      return (
        .continue,
        "\(seen); \(email.days) of \(email.experiment.plannedTrials) days are over, judged at "
          + "their end"
      )
    }
    guard let comparison = email.comparison, isEnough(email) else {
      return (
        .stopInconclusive,
        "\(seen); \(leastSuccesses) recipients of each message have to buy before they can be "
          + "compared"
      )
    }
    let words =
      "\(seen); the window is over, p \(pWords(comparison.decidingP)), "
      + family.limitWords(trialAlpha) + "; spend before the send took away "
      + "\(FigureWords.share(email.noiseSaved)) of the noise"
    guard comparison.decidingP < trialAlpha * family.share else {
      return (.stopInconclusive, words + "; no clear difference")
    }
    return comparison.effect.value > 0
      ? (.adopt, "the challenger is better: " + words)
      : (.drop, "the challenger is worse: " + words)
  }

  /// `B 12.31 from each of 610 recipients (98 bought) against A 11.80 from each of 604 (91 bought),
  /// +4 % (−9 % to +18 %)`
  private static func seenWords(_ email: CountedEmail) -> String {
    func arm(_ index: Int) -> String {
      let variant = email.experiment.variants[index]
      let each =
        variant.trials > 0
        ? Double(variant.revenueMicros) / 1_000_000 / Double(variant.trials) : 0
      return "\(variant.creative) \(twoDecimals(each)) from each of "
        + "\(FigureWords.count(Int(variant.trials), "recipient")) "
        + "(\(FigureWords.whole(Double(variant.successes))) bought)"
    }
    let change = email.shown.map { shown in
      ", \(FigureWords.change(shown.mean)) (\(FigureWords.change(shown.low)) to "
        + "\(FigureWords.change(shown.high)))"
    }
    return arm(1) + " against " + arm(0) + (change ?? "")
  }
}
