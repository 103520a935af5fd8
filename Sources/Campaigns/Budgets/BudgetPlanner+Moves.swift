import Commerce
import Evaluation
import Oversight
import Statistics

extension BudgetPlanner {
  /// Where budgets go, one for each running campaign.
  struct Target: Sendable {
    /// Now, as far as it may be held today.
    var today: [Money]
    /// Once what is lowered today is free for what is raised: tomorrow, as a platform may still
    /// spend today's budget.
    var afterwards: [Money]
  }

  /// Whole budgets near those of a division: small moves left out, raises cut to what may be held.
  func target(of division: BudgetDivision) -> Target {
    let wanted = zip(lines, division.running).map { line, spend in
      let wanted = rounded(spend, within: line.bound)
      let step = abs(wanted - line.budget.units)
      let isWorthIt = step >= max(0.5, 0.05 * line.budget.units)
      return isWorthIt ? Money(units: wanted, input.currency) : line.budget
    }
    return Target(
      today: fitted(wanted, beside: division, withFreed: false),
      afterwards: fitted(wanted, beside: division, withFreed: true))
  }

  /// As ``rounded(_:)``, or up where that would leave the bounds, or the bound itself where no
  /// round number lies between them.
  private func rounded(_ spend: Double, within bound: SpendBound) -> Double {
    let down = rounded(spend)
    guard down < bound.lower else { return down }
    let step = bound.lower >= 10 ? 1 : 0.1
    let up = (bound.lower / step).rounded(.up) * step
    return up <= bound.upper ? up : bound.lower
  }

  /// Rounded towards a number that people use: whole units from 10 on, tenths below.
  private func rounded(_ spend: Double) -> Double {
    spend >= 10 ? spend.rounded(.down) : (spend * 10).rounded(.down) / 10
  }

  /// Cuts raises so that what must be held more is free, on each platform and in all.
  private func fitted(
    _ wanted: [Money], beside division: BudgetDivision, withFreed: Bool
  ) -> [Money] {
    var target = wanted
    func freed(where concerns: (Line) -> Bool) -> Money {
      zip(lines, wanted).reduce(.zero(input.currency)) { sum, pair in
        let (line, budget) = pair
        guard withFreed, concerns(line), budget < line.budget else { return sum }
        return sum + (line.budget - budget).scaledUp(by: line.campaign.platform.overspendFactor)
      }
    }
    for platform in Platform.allCases where platform.hasBudgets {
      let concerns = { (line: Line) in line.campaign.platform == platform }
      shrink(&target, to: input.free(on: platform) + freed(where: concerns), where: concerns)
    }
    let free =
      min(input.freeToday, input.freeTotal) + freed { _ in true } - held(byStartsOf: division)
    shrink(&target, to: max(.zero(input.currency), free)) { _ in true }
    return target
  }

  /// What first campaigns that are worth it will hold.
  func held(byStartsOf division: BudgetDivision) -> Money {
    let held = zip(audiences, division.new).reduce(0) {
      $0 + ($1.1 >= FirstBudget.least ? $1.1 * $1.0.platform.overspendFactor : 0)
    }
    return Money(units: held, input.currency)
  }

  private func shrink(_ target: inout [Money], to free: Money, where concerns: (Line) -> Bool) {
    func needed(_ index: Int) -> Double {
      let line = lines[index]
      guard concerns(line), target[index] > line.budget else { return 0 }
      return (target[index] - line.budget).units * line.campaign.platform.overspendFactor
    }
    let need = lines.indices.reduce(0) { $0 + needed($1) }
    guard need > free.units, need > 0 else { return }
    let share = free.units / need
    for index in lines.indices where needed(index) > 0 {
      let line = lines[index]
      let raise = (target[index] - line.budget).units * share
      let wanted = rounded(line.budget.units + raise)
      let isWorthIt = wanted - line.budget.units >= 0.05 * line.budget.units
      target[index] = isWorthIt ? Money(units: wanted, input.currency) : line.budget
    }
  }

  /// Lowered budgets first, so that money is free before it is given out.
  func changes(from start: [Money], to target: [Money]) -> [BudgetChange] {
    let all = lines.indices.compactMap { index in
      start[index] == target[index]
        ? nil
        : BudgetChange(
          campaign: CampaignHandle(lines[index].campaign), from: start[index], to: target[index])
    }
    return all.filter { !$0.isRaise }
      + all.filter(\.isRaise).sorted { ($0.to - $0.from) > ($1.to - $1.from) }
  }

  func reason(_ changes: [BudgetChange], _ value: Worth) -> String {
    let parts = changes.prefix(3).compactMap { change -> String? in
      guard let line = line(change.campaign.campaign) else { return nil }
      let next = line.nextEarned
      let isTested = line.response.incrementality(on: input.now.day).isTested
      let kind = isTested ? " of incremental revenue" : " of revenue that is thought to be caused"
      return "the next \(Money(units: 1, input.currency).whole) a day of \"\(line.campaign.name)\" "
        + "brings \(input.words(next.mean))\(kind) (\(input.words(next.low)) to "
        + "\(input.words(next.high)))"
    }
    let needed = 1 / max(0.05, input.shop.grossMargin)
    return parts.joined(separator: "; ")
      + "; \(input.words(needed)) of revenue pays for a unit at a margin of "
      + FigureWords.share(input.shop.grossMargin)
  }

  func alternatives(_ passedOver: Worth) -> [String] {
    var alternatives = ["leave all budgets: no gain, no risk"]
    if passedOver.gain.mean > 0 {
      alternatives.append(
        "another split: \(input.words(passedOver.gain.mean)) a day expected, "
          + "\(FigureWords.share(passedOver.confidence)) likely to be a gain")
    }
    for line in lines {
      guard let limit = line.limit, alternatives.count < 5 else { continue }
      alternatives.append("\"\(line.campaign.name)\" stays at \(line.budget): \(limit)")
    }
    return alternatives
  }
}
