import Commerce
import Evaluation
import Oversight
import Statistics

/// What each objective gets over the planned days, and what that changes.
struct PlanBudgets: Sendable {
  private let input: StrategyInput
  private let days: Int
  /// By which all budgets are scaled so that the caps hold, in [0, 1].
  private let share: Double
  /// Of campaigns that run or spent in the last week; each is worked out once, it takes some time.
  private let beliefs: [Campaign.ID: ResponseBelief]
  /// A day in the last week, in currency units.
  private let spent: [Campaign.ID: Double]

  init(_ input: StrategyInput, days: Int) {
    self.input = input
    self.days = days
    let wanted = Self.running(input).reduce(0) { $0 + ($1.dailyBudget?.units ?? 0) }
    let perDay = min(input.policy.dayCap.units, input.totalLeft.units / Double(days))
    share = wanted > 0 ? max(0, min(1, perDay / wanted)) : 1
    let yesterday = input.now.day.adding(days: -1)
    var spent: [Campaign.ID: Double] = [:]
    var beliefs: [Campaign.ID: ResponseBelief] = [:]
    for campaign in input.campaigns {
      let micros = input.book.lastDays(7, of: campaign.id, through: yesterday).spendMicros
      if micros > 0 { spent[campaign.id] = Double(micros) / 1_000_000 / 7 }
      guard micros > 0 || campaign.status == .active else { continue }
      beliefs[campaign.id] = input.responses[campaign.id]?.belief
    }
    self.spent = spent
    self.beliefs = beliefs
  }

  /// Objectives that spend, spent, or would with what waits.
  var budgets: [WeeklyPlan.Budget] {
    Campaign.Objective.allCases.compactMap { objective in
      let running = Self.running(input).filter { $0.objective == objective }
      let budget = WeeklyPlan.Budget(
        objective: objective, campaigns: running.count,
        spend: money(running.reduce(0) { $0 + planned($1) } * Double(days)),
        waiting: waiting(objective), before: before(objective), revenue: revenue(running),
        next: next(running))
      let isIdle = budget.spend.micros == 0 && budget.before.micros == 0
      return isIdle && budget.waiting.micros == 0 ? nil : budget
    }
  }

  /// Incremental revenue of the planned days beside that of as many days like the last seven.
  var addedRevenue: Estimate {
    var (mean, variance) = (0.0, 0.0)
    for campaign in input.campaigns {
      guard let belief = beliefs[campaign.id] else { continue }
      let before = spent[campaign.id] ?? 0
      let after = campaign.status == .active ? planned(campaign) : 0
      guard abs(after - before) > 0.01 * max(before, after) else { continue }
      let caused = IndustryPriors.incrementality(campaign.audience)
      let step = belief.expectedReturn(from: min(before, after), to: max(before, after))
      mean += (after > before ? 1 : -1) * step.mean * caused * Double(days)
      let deviation = step.deviation * caused * Double(days)
      variance += deviation * deviation
    }
    let half = 1.2816 * variance.squareRoot()
    return Estimate(mean: mean, low: mean - half, high: mean + half)
  }

  private var yesterday: Day { input.now.day.adding(days: -1) }

  private static func running(_ input: StrategyInput) -> [Campaign] {
    input.campaigns.filter { $0.status == .active && $0.dailyBudget != nil }
  }

  /// A day, in currency units.
  private func planned(_ campaign: Campaign) -> Double {
    let budget = (campaign.dailyBudget?.units ?? 0) * share
    return input.spendLeft[campaign.id].map { min(budget, $0.units / Double(days)) } ?? budget
  }

  private func money(_ units: Double) -> Money { Money(units: units, input.currency) }

  private func before(_ objective: Campaign.Objective) -> Money {
    let micros = input.campaigns.filter { $0.objective == objective }.reduce(Int64(0)) {
      $0 + input.book.lastDays(days, of: $1.id, through: yesterday).spendMicros
    }
    return Money(micros: micros, input.currency)
  }

  private func waiting(_ objective: Campaign.Objective) -> Money {
    let plans = input.decisions.filter { $0.state.isWaitingForPerson }.compactMap {
      $0.action.newCampaign
    }
    let perDay = plans.filter { $0.objective == objective }.reduce(0) {
      $0 + ($1.dailyBudget?.units ?? 0)
    }
    return money(perDay * Double(days))
  }

  /// What the campaigns know of their returns is independent of each other.
  private func revenue(_ campaigns: [Campaign]) -> Estimate? {
    sum(campaigns) { $0.expectedReturn(of: $1) }?.scaled(by: Double(days))
  }

  /// Of a unit more, shared in proportion to the budgets.
  private func next(_ campaigns: [Campaign]) -> Estimate? {
    let total = campaigns.reduce(0) { $0 + planned($1) }
    guard total > 0 else { return nil }
    return sum(campaigns) { belief, spend in
      let (mean, deviation) = belief.marginalReturn(at: spend)
      return (mean * spend / total, deviation * spend / total)
    }
  }

  private func sum(
    _ campaigns: [Campaign], _ part: (ResponseBelief, Double) -> (mean: Double, deviation: Double)
  ) -> Estimate? {
    let parts = campaigns.compactMap { campaign in
      beliefs[campaign.id].map { part($0, planned(campaign)) }
    }
    guard !parts.isEmpty, parts.count == campaigns.count else { return nil }
    let mean = parts.reduce(0) { $0 + $1.mean }
    let half = 1.2816 * parts.reduce(0) { $0 + $1.deviation * $1.deviation }.squareRoot()
    return Estimate(mean: mean, low: max(0, mean - half), high: mean + half)
  }
}
