package import Commerce
import RealModule

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
  let logRatio: Double
  /// Of `logRatio`.
  let variance: Double

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
