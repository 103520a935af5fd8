package import Commerce
import Evaluation
package import Oversight
import RealModule
import Statistics

/// Moves daily budgets to where the next unit earns most, a step at a time.
///
/// Held campaigns are never raised, settling ones are left alone, nothing moves by more than the
/// step limit from where
/// it stood this morning, and what is raised fits under what may still be held today at each
/// platform's overspend factor.
package struct BudgetPlanner: Sendable {
  let input: PlanningInput
  let lines: [Line]
  /// What could be started.
  let audiences: [NewAudience]
  /// The best division by what is expected, and the one that is gone for, which tries what is not
  /// known well.
  let sober: BudgetDivision
  let curious: BudgetDivision

  /// Deviations by which what is not known well is thought better than expected.
  ///
  /// Money that is taken away teaches nothing more: a campaign whose first weeks were unlucky would
  /// stay small for ever. An upper confidence limit gives up only what is known to be poor (Auer,
  /// Cesa-Bianchi and Fischer 2002; in its Bayesian form Kaufmann, Cappé and Garivier 2012).
  static let curiosity = 0.7

  /// Settled days that a campaign is given before its budget may be lowered.
  private static let patience = 10

  /// A running campaign with what is believed of it.
  struct Line: Sendable {
    var campaign: Campaign
    var budget: Money
    var response: CampaignResponse
    /// What its budget earns in the demand of the next week, worked out once: incremental where a
    /// lift test supports it, else what is thought to be caused of it.
    var belief: ResponseBelief
    /// What the platform will attribute to it, which is what forecasts are scored against.
    var attributed: ResponseBelief
    var bound: SpendBound
    /// Why it may not be raised or moved, if so.
    var limit: String?
  }

  /// What the next unit of a campaign's daily budget would bring.
  package struct Marginal: Hashable, Codable, Sendable {
    package var campaign: Campaign.ID
    package var name: String
    package var budget: Money
    /// Attributed revenue a unit.
    package var next: Estimate

    package init(campaign: Campaign.ID, name: String, budget: Money, next: Estimate) {
      self.campaign = campaign
      self.name = name
      self.budget = budget
      self.next = next
    }
  }

  package init(_ input: PlanningInput) {
    self.init(
      input, memory: DecisionMemory(input.decisions, now: input.now), history: OwnResults(input))
  }

  init(_ input: PlanningInput, memory: DecisionMemory, history: OwnResults) {
    self.input = input
    lines = input.campaigns.compactMap { Self.line($0, input, memory) }
    audiences = NewAudience.all(input, memory: memory, history: history)
    sober = BudgetDivision(lines, audiences, input, optimism: 0)
    curious = BudgetDivision(lines, audiences, input, optimism: Self.curiosity)
  }

  /// Currency units a day that a first campaign for an audience should get; `nil` if they earn more
  /// elsewhere.
  func firstBudget(_ platform: Platform, _ audience: Audience) -> Double? {
    let place = audiences.firstIndex { $0.platform == platform && $0.audience == audience }
    guard let place, curious.new[place] >= FirstBudget.least else { return nil }
    return curious.new[place]
  }

  func line(_ campaign: Campaign.ID) -> Line? { lines.first { $0.campaign.id == campaign } }

  /// Running campaigns with a budget, most valuable next unit first.
  package func marginals() -> [Marginal] {
    lines.map { line in
      Marginal(
        campaign: line.campaign.id, name: line.campaign.name, budget: line.budget,
        next: line.next)
    }
    .sorted { ($0.next.mean, $1.campaign) > ($1.next.mean, $0.campaign) }
  }

  /// Attributed revenue by daily spend, for display; `nil` for a campaign that does not run.
  ///
  /// - Parameters:
  ///   - campaign: Whose curve.
  ///   - proposed: Where its budget would go; `nil` for where it is.
  /// - Returns: 25 points from no spend to beyond both.
  package func curve(of campaign: Campaign.ID, proposed: Money?) -> Decision.Curve? {
    guard let line = line(campaign) else { return nil }
    return Self.curve(line.attributed, current: line.budget.units, proposed: proposed?.units)
  }

  package static func curve(
    _ response: CampaignResponse, current: Double, proposed: Double?
  ) -> Decision.Curve {
    curve(response.belief, current: current, proposed: proposed)
  }

  static func curve(
    _ belief: ResponseBelief, current: Double, proposed: Double?
  ) -> Decision.Curve {
    let target = proposed ?? current
    let end = max(1, 1.6 * max(current, target))
    let spends = (0...24).map { end * Double($0) / 24 }
    let means = spends.map { belief.expectedReturn(of: $0).mean }
    let intervals = spends.map { belief.interval(of: $0) }
    return Decision.Curve(
      spend: spends, mean: means, low: zip(intervals, means).map { min($0.lowerBound, $1) },
      high: zip(intervals, means).map { max($0.upperBound, $1) }, current: current,
      proposed: target)
  }

  private static func line(
    _ campaign: Campaign, _ input: PlanningInput, _ memory: DecisionMemory
  ) -> Line? {
    guard campaign.status == .active, campaign.platform.hasBudgets,
      let budget = campaign.dailyBudget, budget.isPositive
    else { return nil }
    let response = input.response(of: campaign)
    let (bound, limit) = bound(of: campaign, budget, input, memory)
    return Line(
      campaign: campaign, budget: budget, response: response,
      belief: response.causedBelief(campaign.audience, on: input.now.day)
        .scaled(by: input.demandFactor),
      attributed: response.belief.scaled(by: input.demandFactor), bound: bound,
      limit: limit)
  }

  /// How far a campaign's budget may move today, and why no further.
  private static func bound(
    of campaign: Campaign, _ budget: Money, _ input: PlanningInput, _ memory: DecisionMemory
  ) -> (SpendBound, String?) {
    let now = budget.units
    let fixed = SpendBound(lower: now, upper: now)
    if input.learning.contains(campaign.id) { return (fixed, "its delivery is still settling") }
    let days = input.book.daily(28, of: campaign.id, through: input.now.day.adding(days: -1))
    if days.count(where: { $0.spendMicros > 0 }) < 3 {
      return (fixed, "it has run on fewer than 3 days")
    }
    if let trial = input.trial(with: campaign.id) {
      return (fixed, "test \(trial.id) of its \(trial.subject.name) is running")
    }
    if memory.isBusy(campaign.id) { return (fixed, "another decision for it is waiting") }
    if let days = memory.daysSinceBudgetMove(campaign.id), days < 2 {
      return (fixed, "its budget was moved less than 2 days ago")
    }
    let start = input.budgetsAtDayStart[campaign.id]?.units ?? now
    let allowed = SpendBound(lower: least(input), upper: max(now, input.policy.dayCap.units))
    var bound = allowed.withinStep(from: start, change: input.policy.stepLimit)
    bound.lower = min(bound.lower, now)
    bound.upper = max(bound.upper, now)
    // A few days of few orders, some of them still to come, say too little to take money away.
    if input.response(of: campaign).days < patience { bound.lower = now }
    if input.isHeld(campaign) {
      bound.upper = now
      return (bound, "an alert is open there")
    }
    return (bound, nil)
  }

  /// Currency units a day under which a budget teaches nothing and platforms refuse it.
  static func least(_ input: PlanningInput) -> Double { 3 }
}

extension BudgetPlanner.Line {
  /// Attributed revenue that the next unit of daily budget brings.
  var next: Estimate { next(attributed) }

  /// Steps ahead that are looked at. Fewer never get past the poor beginning of an S-shaped curve;
  /// with many all goes to the few curves that are known least.
  private static var foresight: Double { 3 }

  /// Where the budget may head in some steps, each small enough.
  ///
  /// - Parameters:
  ///   - least: Currency units a day under which a budget teaches nothing.
  ///   - cap: Currency units a day for all campaigns.
  ///   - step: The largest step as a share of the budget.
  /// - Returns: Currency units a day; today's bound for a budget that may not move.
  func aims(from least: Double, to cap: Double, step: Double) -> SpendBound {
    guard bound.upper > bound.lower else { return bound }
    let lowest = budget.units * Double.pow(max(0, 1 - step), Self.foresight)
    let highest = budget.units * Double.pow(1 + step, Self.foresight)
    let mayRise = bound.upper > budget.units
    return SpendBound(
      lower: min(bound.lower, max(least, lowest)),
      upper: mayRise ? max(bound.upper, min(cap, highest)) : bound.upper)
  }

  /// The part of it that is incremental by a lift test; without one, that is thought to be caused.
  var nextEarned: Estimate { next(belief) }

  private func next(_ belief: ResponseBelief) -> Estimate {
    let (mean, deviation) = belief.marginalReturn(at: budget.units)
    let reach = 1.2816 * deviation
    return Estimate(mean: mean, low: max(0, mean - reach), high: mean + reach)
  }
}
