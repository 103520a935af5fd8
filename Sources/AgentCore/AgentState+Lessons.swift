import AgentInterface
import Campaigns
import Commerce
import Evaluation
import OrderedCollections
import Oversight
import Persistence

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
    learned(
      .test,
      BeliefChange(
        subject: "\(other) beside \(trial.audience) on \(trial.platform.name)",
        before: "returns \(words(before))", after: "returns \(words(audiences))",
        because: "test \(experiment.id), \(experiment.hypothesis)"), campaign: experiment.campaign,
      experiment: experiment.id)
  }

  /// The days of the test have reached the response belief as they settled, like all days.
  mutating func journalLesson(of experiment: Experiment, _ trial: Experiment.BudgetTrial) {
    guard experiment.status != .invalid,
      let response = SharedResponses(responses).responses[experiment.campaign],
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
    learned(
      .test,
      BeliefChange(
        subject: "next unit of spend in \"\(campaign.name)\" at \(trial.base) a day",
        before: "brings \(words(trial.believed))", after: "brings \(words(next))",
        because: "test \(experiment.id), \(experiment.hypothesis)"), campaign: campaign.id,
      experiment: experiment.id)
  }

  /// Writes down a change of belief.
  mutating func learned(
    _ kind: Lesson.Kind, _ change: BeliefChange?, campaign: Campaign.ID? = nil,
    decision: Decision.ID? = nil, experiment: Experiment.ID? = nil
  ) {
    guard let change else { return }
    effects.commit.changes.append(
      .lesson(
        Lesson(
          id: ids.nextLesson(), at: now, kind: kind, subject: change.subject,
          before: change.before, after: change.after, because: change.because, campaign: campaign,
          decision: decision, experiment: experiment)))
  }

  /// Takes what came of a decision in, and says what it does to the next forecasts of its class.
  mutating func observed(_ outcome: Decision.Outcome, of id: Decision.ID) {
    let before = Array(decisions.values)
    advance(id, .observed(outcome), by: .agent, why: outcome.note)
    guard let decision = decisions[id], outcome.measurement != nil else { return }
    learned(
      .forecast,
      BeliefChange.forecasts(
        of: decision.action.actionClass, before: before, after: Array(decisions.values),
        because: "\(decision.title): \(outcome.note)"), decision: id)
  }

  // MARK: Versions

  static let trialBelief = "earlier."

  /// The belief to learn on from: the one in use, or an earlier version that foresaw the days since
  /// reliably better.
  mutating func compared(
    _ belief: CampaignResponse?, _ campaign: Campaign, _ level: DemandLevel
  ) -> CampaignResponse? {
    guard let belief, belief.isBehind(campaign, now: now) else { return belief }
    let known = trials[campaign.id]
    var trial = known ?? VersionTrial(.prior(of: campaign, scale: level.scale))
    let verdict = trial.score(
      belief, campaign: campaign, book: metrics, level: level, shop: shop)
    guard trial != known else { return belief }
    trials[campaign.id] = trial
    effects.commit.changes.append(
      .belief(
        key: "\(Self.trialBelief)\(campaign.id)", version: 1, json: encodedBytes(trial),
        at: now, because: "a settled day"))
    guard case .goBack(let earlier, let change) = verdict else { return belief }
    journal(
      .learn, "Went back: \(change.subject) is \(change.after)", detail: change.because,
      campaign: campaign.id)
    learned(.rollback, change, campaign: campaign.id)
    return earlier
  }
}
