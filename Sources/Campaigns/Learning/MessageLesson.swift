package import Commerce
import RealModule
import Statistics

/// Where a message is shown and for what.
package struct MessageSetting: Hashable, Sendable {
  package var objective: Campaign.Objective
  package var audience: Audience
  package var platform: Platform

  package init(objective: Campaign.Objective, audience: Audience, platform: Platform) {
    self.objective = objective
    self.audience = audience
    self.platform = platform
  }

  package init(_ campaign: Campaign) {
    self.init(
      objective: campaign.objective, audience: campaign.audience, platform: campaign.platform)
  }
}

/// What one ended test said of two ideas.
struct MessageLesson: Hashable, Sendable {
  let control: Creative.Idea
  let challenger: Creative.Idea
  let setting: MessageSetting
  let metric: Experiment.Metric
  /// The logarithm of the challenger's rate over the control's.
  private(set) var logRatio: Double
  /// Of `logRatio`.
  private(set) var variance: Double

  /// Fails for a test that goes on, whose split was broken, or of which too little is known.
  init?(_ experiment: Experiment, of campaign: Campaign) {
    guard !experiment.status.isOpen, experiment.status != .invalid, experiment.variants.count == 2,
      let control = experiment.variants[0].idea, let challenger = experiment.variants[1].idea,
      control != challenger, let metric = experiment.metric,
      let before = LogRate(experiment.variants[0]), let after = LogRate(experiment.variants[1])
    else { return nil }
    self.control = control
    self.challenger = challenger
    setting = MessageSetting(campaign)
    self.metric = metric
    logRatio = after.value - before.value
    variance = before.variance + after.variance
  }
}

extension MessageLesson {
  /// All that a test said: one thing, or of an e-mail who clicked and what was spent.
  static func all(of experiment: Experiment, _ campaign: Campaign) -> [MessageLesson] {
    guard case .email = experiment.subject else {
      return MessageLesson(experiment, of: campaign).map { [$0] } ?? []
    }
    return [clicks(of: experiment, campaign), sales(of: experiment, campaign)].compactMap { $0 }
  }

  /// Two messages of an e-mail by their clicks.
  private static func clicks(of experiment: Experiment, _ campaign: Campaign) -> MessageLesson? {
    var clicked = experiment
    clicked.subject = .creative(.clickThroughRate)
    for (index, variant) in experiment.variants.enumerated() {
      guard let sending = variant.sending else { return nil }
      clicked.variants[index].trials = sending.delivered
      clicked.variants[index].successes = min(sending.clicks, sending.delivered)
    }
    return MessageLesson(clicked, of: campaign)
  }

  /// Two messages of an e-mail by what their recipients spent.
  ///
  /// Most of that they would have spent anyway, so the difference is taken as a share of what the
  /// e-mail is thought to bring: of the revenue that the platform attributes to it.
  private static func sales(of experiment: Experiment, _ campaign: Campaign) -> MessageLesson? {
    var sold = experiment
    sold.subject = .creative(.conversionRate)
    guard var lesson = MessageLesson(sold, of: campaign),
      let effect = experiment.reading
        .map(\.relativeEffect), !effect.isUnknownEffect
    else { return nil }
    func each(_ micros: Int64, of recipients: Int64) -> Double {
      Double(micros) / 1_000_000 / Double(max(1, recipients))
    }
    let spent = each(experiment.variants[0].revenueMicros, of: experiment.variants[0].trials)
    let brought = each(
      experiment.variants.reduce(0) { $0 + ($1.sending?.attributedMicros ?? 0) },
      of: experiment.variants.reduce(0) { $0 + $1.trials })
    guard spent > 0, brought > 0 else { return nil }
    let scale = spent / brought
    let reach = NormalDistribution.standard.quantile(0.5 + effect.level / 2)
    let deviation = (effect.high - effect.low) / (2 * reach) * scale
    guard deviation > 0, deviation.isFinite else { return nil }
    lesson.logRatio = effect.mean * scale
    lesson.variance = deviation * deviation
    return lesson
  }
}

/// A rate's logarithm with its variance by the delta method.
private struct LogRate {
  let value: Double
  let variance: Double

  /// Half a success is added, so that none is not minus infinity. Fails without trials.
  init?(_ arm: Experiment.Variant) {
    guard arm.trials > 0, arm.successes >= 0, arm.successes <= arm.trials else { return nil }
    let successes = Double(arm.successes) + 0.5
    let trials = Double(arm.trials) + 1
    value = Double.log(successes / trials)
    variance = (1 - successes / trials) / successes
  }
}
