import AgentInterface
import Campaigns
import Commerce
import Evaluation
import OrderedCollections
import Oversight

/// What a trial has taught, told beside what was believed before it.
extension AgentState {
  mutating func journalLesson(
    of experiment: Experiment, _ trial: Experiment.AudienceTrial, before: AudienceBelief
  ) {
    guard experiment.status != .invalid else { return }
    let other = trial.otherAudience
    func words(_ belief: AudienceBelief) -> String {
      FigureWords.change(belief.change(from: trial.audience, to: other, on: trial.platform))
    }
    journal(
      .learn,
      "Learnt: on \(trial.platform.name) \(other) return \(words(audiences)) beside "
        + "\(trial.audience)",
      detail: "Believed before test \(experiment.id): \(words(before)). New campaigns and the next "
        + "tests of audiences start from this.", campaign: experiment.campaign)
  }

  /// The days of the test have reached the response belief as they settled, like all days.
  mutating func journalLesson(of experiment: Experiment, _ trial: Experiment.BudgetTrial) {
    guard experiment.status != .invalid, let response = responses[experiment.campaign],
      let campaign = campaigns[experiment.campaign]
    else { return }
    let next = response.marginal(atDailySpend: trial.base.units)
    func words(_ estimate: Estimate) -> String {
      "\(twoDecimals(estimate.mean)) (\(twoDecimals(estimate.low)) to "
        + "\(twoDecimals(estimate.high)))"
    }
    journal(
      .learn,
      "Learnt: the next unit of spend in \"\(campaign.name)\" at \(trial.base) a day brings "
        + words(next),
      detail: "Believed before test \(experiment.id): \(words(trial.believed)). The next moves of "
        + "its budget start from this.", campaign: campaign.id)
  }
}
