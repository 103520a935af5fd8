import Commerce
import Evaluation
import Statistics

/// A test that is worth running: of creatives, of another audience or of the budget.
enum TestProposal: Sendable {
  case creative(ExperimentProposal)
  case audience(AudienceProposal)
  case budget(BudgetProposal)

  /// Profit a day over the horizon that the test is expected to add.
  var gainPerDay: Estimate {
    switch self {
    case .creative(let proposal): proposal.gainPerDay
    case .audience(let proposal): proposal.gainPerDay
    case .budget(let proposal): proposal.gainPerDay
    }
  }

  var horizonDays: Int {
    switch self {
    case .creative: 28
    case .audience, .budget: Int(TrialRules.horizonDays)
    }
  }

  /// Money that is spent in addition while it runs, in currency units.
  var cost: Double {
    switch self {
    case .creative: 0
    case .audience(let proposal): proposal.dailyBudget.units * Double(proposal.days)
    case .budget(let proposal): max(0, proposal.extraSpend)
    }
  }

  var reason: String {
    switch self {
    case .creative(let proposal): proposal.hypothesis + "; " + proposal.reason
    case .audience(let proposal): proposal.hypothesis + "; " + proposal.reason
    case .budget(let proposal): proposal.hypothesis + "; " + proposal.reason
    }
  }
}

/// What the tests of audiences and budgets have in common.
enum TrialRules {
  /// Days from the start over which an answer is worth something: about as long as the response
  /// learner remembers a day.
  static let horizonDays = 56.0
  /// Settled days that a campaign must have before it is compared with anything.
  static let settledDays = 7

  /// The plan of a trial, by what its error lets it find.
  ///
  /// - Parameters:
  ///   - days: Planned whole days.
  ///   - freedom: Of the test at the end.
  ///   - effect: The effect that is a number of standard errors from none.
  /// - Returns: What is found with the usual power.
  static func design(
    days: Int, freedom: Double, effect: (Double) -> Double
  ) -> Experiment.Design {
    let reach =
      StudentDistribution(degreesOfFreedom: freedom)
      .quantile(1 - ExperimentJudge.trialAlpha / 2)
      + NormalDistribution.standard.quantile(ExperimentDesign.power)
    return Experiment.Design(
      minimumEffect: effect(reach), power: ExperimentDesign.power,
      alpha: ExperimentJudge.trialAlpha, days: Double(days))
  }

  /// Campaigns whose audiences and budgets are thought about: those that spend most, for which an
  /// answer is worth most, so that planning costs the same with ten thousand.
  static func largest(of campaigns: [Campaign]) -> Set<Campaign.ID> {
    let running = campaigns.filter { $0.status == .active && $0.dailyBudget != nil }
    let order = running.sorted { one, other in
      let (left, right) = (one.dailyBudget?.micros ?? 0, other.dailyBudget?.micros ?? 0)
      return (right, one.id) < (left, other.id)
    }
    return Set(order.prefix(20).map(\.id))
  }

  /// Why a campaign takes part in no trial now, whatever it would be about; `nil` if nothing speaks
  /// against it.
  static func obstacle(
    to campaign: Campaign, about subject: String, _ input: PlanningInput
  ) -> String? {
    let own = input.experiments.first {
      $0.status.isOpen && $0.campaigns.contains(campaign.id)
    }
    if let own { return "test \(own.id) is running" }
    // Each of them holds money and keeps budgets still, so there is one of each at a time.
    let other = input.experiments.first { $0.status.isOpen && $0.subject.name == subject }
    if let other { return "test \(other.id), on another campaign, is running" }
    let before = input.experiments.last { other in
      other.subject.name == subject && other.campaigns.contains(campaign.id)
        && input.now.day.days(since: other.startedAt.day) < Int(horizonDays)
    }
    if let before { return "test \(before.id) has said what there was to learn" }
    if input.learning.contains(campaign.id) { return "its delivery is still settling" }
    let days = input.response(of: campaign).days
    guard days >= settledDays else {
      return "\(FigureWords.count(days, "settled day")), \(settledDays) are needed"
    }
    return nil
  }

  /// Whether a campaign's own spend cap ends it before a trial would; in words, `nil` if not.
  static func shortage(
    of campaign: Campaign, at budget: Money, days: Int, _ input: PlanningInput
  ) -> String? {
    guard let left = input.spendLeft[campaign.id], let lasting = left.ratio(to: budget) else {
      return nil
    }
    let needed = days + AttributionLag.days(campaign.platform)
    guard lasting < Double(needed) else { return nil }
    return "its spend cap leaves \(FigureWords.count(Int(max(0, lasting)), "day")), "
      + "\(needed) are needed"
  }
}

/// The tests of one campaign: creatives, audiences and its budget, of which the best is proposed.
enum TestPlanner {
  static func ofCreatives(
    for campaign: Campaign, _ input: PlanningInput
  ) -> Result<TestProposal, TestObstacle> {
    CreativeTests.proposal(for: campaign, input).map { .creative($0) }
  }

  /// The test from which most is to be expected, or why there is none.
  static func best(
    for campaign: Campaign, _ line: BudgetPlanner.Line?, _ history: OwnResults,
    _ input: PlanningInput
  ) -> Result<TestProposal, TestObstacle> {
    let candidates = [
      ofCreatives(for: campaign, input).mapError { TestObstacle("creatives: \($0)") },
      AudienceTests.proposal(for: campaign, history, input)
        .map { .audience($0) }.mapError { TestObstacle("audiences: \($0)") },
      BudgetTests.proposal(for: campaign, line, input)
        .map { .budget($0) }.mapError { TestObstacle("budget: \($0)") },
    ]
    let best = candidates.compactMap(\.value).max { $0.gainPerDay.mean < $1.gainPerDay.mean }
    if let best { return .success(best) }
    return .failure(
      TestObstacle(candidates.compactMap(\.obstacle?.words).joined(separator: "; ")))
  }
}

extension Result {
  /// What was found; `nil` for an obstacle, which is told of elsewhere.
  var value: Success? {
    if case .success(let value) = self { value } else { nil }
  }

  /// What was in the way; `nil` for what was found.
  var obstacle: Failure? {
    if case .failure(let obstacle) = self { obstacle } else { nil }
  }
}

/// Why something is not tested now, in words.
struct TestObstacle: Error, Hashable, CustomStringConvertible {
  var words: String

  init(_ words: String) { self.words = words }

  var description: String { words }
}
