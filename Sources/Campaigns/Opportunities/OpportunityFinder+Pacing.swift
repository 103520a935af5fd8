import Commerce
import Evaluation
import Oversight
import Statistics

extension OpportunityFinder.Search {
  /// Budgets that do not fit what is spent of them: used up early in the day, or held for nothing.
  mutating func pacing() {
    for line in planner.lines {
      let campaign = line.campaign
      guard let days = steadyDays(campaign.id), let pace = DeliveryPace(campaign, input) else {
        continue
      }
      let subject = "\"\(campaign.name)\""
      guard days > 8 && pace.isCutShort || days > 15 && pace.isUnused else { continue }
      if let limit = line.limit {
        reject(.pacing, subject, "\(pace.words); \(limit)")
      } else if pace.isCutShort {
        raise(line, pace, subject)
      } else {
        lower(line, pace, subject)
      }
    }
  }

  /// Days that a campaign has had today's budget; `nil` while something is decided about it.
  private func steadyDays(_ campaign: Campaign.ID) -> Double? {
    memory.isBusy(campaign) ? nil : memory.daysSinceBudgetMove(campaign) ?? .infinity
  }

  /// More budget for one that stops early, up to what would last for the day.
  private mutating func raise(_ line: BudgetPlanner.Line, _ pace: DeliveryPace, _ subject: String) {
    let budget = line.budget.units
    let free = input.free(on: line.campaign.platform).units / line.campaign.platform.overspendFactor
    let wanted = min(budget * pace.lastingFactor, line.bound.upper, budget + free)
    let target = Money(units: wanted.rounded(.down), input.currency)
    guard (target - line.budget).units >= DeliveryPace.leastStep * budget else {
      return reject(
        .pacing, subject,
        "\(pace.words); only \(input.free(on: line.campaign.platform)) may still be held today")
    }
    offer(line, target, of: line.nextEarned, added: (target - line.budget).units, pace, subject)
  }

  /// Less for one that leaves much of it unspent, so that what it holds is free for others.
  private mutating func lower(_ line: BudgetPlanner.Line, _ pace: DeliveryPace, _ subject: String) {
    let target = Money(
      units: max(line.bound.lower, (pace.most * DeliveryPace.margin).rounded(.up)), input.currency)
    guard line.budget - target >= line.budget.scaled(by: DeliveryPace.leastStep) else {
      return reject(.pacing, subject, "\(pace.words); too little to lower, or too early")
    }
    let others = planner.lines.filter {
      $0.campaign.id != line.campaign.id && $0.bound.upper > $0.budget.units
    }
    let free = max(0, min(input.freeToday, input.freeTotal).units)
    guard free < 0.1 * input.policy.dayCap.units,
      let best = others.max(by: { $0.nextEarned.mean < $1.nextEarned.mean })
    else {
      return reject(.pacing, subject, "\(pace.words); nothing waits for what it would free")
    }
    offer(
      line, target, of: best.nextEarned, added: (line.budget - target).units, pace, subject,
      goingTo: "\"\(best.campaign.name)\"")
  }

  /// - Parameters:
  ///   - line: Whose budget changes.
  ///   - target: What it becomes.
  ///   - next: Revenue that is caused by a unit of the money that is added or freed.
  ///   - added: Currency units a day of it.
  ///   - pace: What shows it.
  ///   - subject: The campaign's name.
  ///   - other: Where freed money would go.
  private mutating func offer(
    _ line: BudgetPlanner.Line, _ target: Money, of next: Estimate, added: Double,
    _ pace: DeliveryPace, _ subject: String, goingTo other: String? = nil
  ) {
    let days = 7
    func profit(_ revenue: Double) -> Double {
      added * Double(days) * (revenue * input.shop.grossMargin - 1)
    }
    let deviation = max(0.01, (next.high - next.low) / 2.5632)
    let needed = 1 / max(0.05, input.shop.grossMargin)
    budgetsByPace[line.campaign.id] = target
    offer(
      Opportunity(
        kind: .pacing, platform: line.campaign.platform, audience: line.campaign.audience,
        campaign: line.campaign.id,
        profit: Estimate(
          mean: profit(next.mean), low: profit(next.low), high: profit(next.high)),
        cost: target > line.budget ? added * Double(days) : 0, horizonDays: days,
        confidence: NormalDistribution.standard.cumulative((next.mean - needed) / deviation),
        reason: "\(pace.words); the next unit of \(other ?? "it") brings \(input.words(next.mean)) "
          + "(\(input.words(next.low)) to \(input.words(next.high))), \(input.words(needed)) pay "
          + "for it"), subject: subject)
  }
}
