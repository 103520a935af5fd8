package import Commerce
import Evaluation
package import Oversight
import Statistics

/// Budgets that would earn more than today's, with what that is worth.
package struct BudgetPlan: Hashable, Sendable {
  /// Lowered ones first, then raised ones by size.
  package var changes: [BudgetChange]
  /// Raises by what these free, which can be held from tomorrow on. They are counted in what the
  /// plan is worth, and are asked for when they are due.
  package var later: [BudgetChange]
  /// Profit a day more than now, in currency units.
  package var gain: Estimate
  /// Probability that it is a gain.
  package var confidence: Double
  /// The same two where returns that are not known well are better than expected by as much as they
  /// may well be, and budgets have come to where they are heading: what trying them may be worth.
  package var hope: Hope
  /// Attributed revenue a day of the changed campaigns now and after.
  package var revenueNow: Estimate
  package var revenueAfter: Estimate
  /// Budget a day more than now; negative if it becomes less.
  package var addedPerDay: Double
  package var reason: String
  package var alternatives: [String]
  /// Of the campaign that changes most.
  package var curve: Decision.Curve?
}

extension BudgetPlanner {
  enum Outcome: Sendable {
    case plan(BudgetPlan)
    /// Why budgets stay as they are.
    case nothing(String)
  }

  /// The best move of budgets; `nil` if none is worth it.
  package func plan(using generator: inout some RandomNumberGenerator) -> BudgetPlan? {
    if case .plan(let plan) = outcome(using: &generator) { return plan }
    return nil
  }

  func outcome(using generator: inout some RandomNumberGenerator) -> Outcome {
    guard !lines.isEmpty else { return .nothing("no campaign with a budget is running") }
    guard lines.contains(where: { $0.bound.upper > $0.bound.lower }) else {
      let why = lines.compactMap(\.limit).first ?? "nothing may move today"
      return .nothing("every budget stays where it is: \(why)")
    }
    let passedOver = worth(of: target(of: sober), for: sober, using: &generator)
    let chosen = target(of: curious)
    let worth = worth(of: chosen, for: curious, using: &generator)
    return judged(chosen, worth, passedOver: passedOver)
  }

  private func judged(_ goal: Target, _ value: Worth, passedOver: Worth) -> Outcome {
    let target = goal.today
    let changes = changes(from: lines.map(\.budget), to: target)
    guard !changes.isEmpty else {
      return .nothing("every next unit earns about the same: no move by 5 % or more is worth it")
    }
    let total = lines.reduce(0) { $0 + $1.budget.units }
    guard value.hope.profit >= max(0.5, 0.005 * total), value.hope.confidence >= 0.6 else {
      return .nothing(
        "the best move would bring \(input.words(value.gain.mean)) a day, "
          + "\(FigureWords.share(value.confidence)) likely to be a gain; "
          + "\(input.words(value.hope.profit)) where returns are better than expected")
    }
    let moved = lines.indices.filter { lines[$0].budget != target[$0] }
    let (now, after) = revenues(of: moved, target)
    let biggest = moved.max { distance($0, target) < distance($1, target) } ?? moved[0]
    return .plan(
      BudgetPlan(
        changes: changes,
        later: self.changes(from: target, to: goal.afterwards).filter(\.isRaise),
        gain: value.gain, confidence: value.confidence, hope: value.hope,
        revenueNow: now, revenueAfter: after,
        addedPerDay: changes.reduce(0) { $0 + ($1.to - $1.from).units },
        reason: reason(changes, value), alternatives: alternatives(passedOver),
        curve: Self.curve(
          lines[biggest].attributed, current: lines[biggest].budget.units,
          proposed: target[biggest].units)))
  }

  private func distance(_ index: Int, _ target: [Money]) -> Double {
    (target[index] - lines[index].budget).units.magnitude
  }

  /// What a move is worth over curves that may be true, and if they are better than expected.
  struct Worth: Sendable {
    var gain: Estimate
    var confidence: Double
    var hope: Hope
  }

  /// - Parameters:
  ///   - goal: Where budgets go.
  ///   - division: What they were made of; room that they make for what it would start counts.
  ///   - generator: The source of chance for the curves.
  /// - Returns: Profit a day and how likely it is a gain.
  private func worth(
    of goal: Target, for division: BudgetDivision,
    using generator: inout some RandomNumberGenerator
  ) -> Worth {
    let target = goal.afterwards
    let moved = lines.indices.filter { lines[$0].budget != target[$0] }
    // With many moves their sum is known from fewer draws of each.
    let draws = max(40, min(200, 4_000 / max(1, moved.count)))
    var gains = [Double](repeating: 0, count: draws)
    var hoped = gains
    func add(
      _ belief: ResponseBelief, from before: Double, to after: Double, aim: Double,
      _ share: Double = 1
    ) {
      let better = 1 + Self.curiosity * belief.relativeDeviation(at: aim)
      let kept = before > 0 ? 1 + Self.curiosity * belief.relativeDeviation(at: before) : better
      // A step is worth its part of the way.
      let way = aim == before ? 0 : min(1, max(0, (after - before) / (aim - before)))
      for draw in 0..<draws {
        let curve = belief.sample(using: &generator)
        let profit = (curve.value(after) - curve.value(before)) * input.shop.grossMargin
        gains[draw] += share * (profit - (after - before))
        let aimed = curve.value(aim) * better - curve.value(before) * kept
        hoped[draw] += share * way * (aimed * input.shop.grossMargin - (aim - before))
      }
    }
    for index in moved {
      add(
        lines[index].belief, from: lines[index].budget.units, to: target[index].units,
        aim: division.aims[index])
    }
    let room = roomMade(by: target, for: division)
    if room > 0 {
      for (audience, budget) in zip(audiences, division.new) where budget >= FirstBudget.least {
        add(audience.belief, from: 0, to: budget, aim: budget, room)
      }
    }
    gains.sort()
    guard !moved.isEmpty else {
      return Worth(
        gain: Estimate(mean: 0, low: 0, high: 0), confidence: 0,
        hope: Hope(profit: 0, confidence: 0))
    }
    let mean = gains.reduce(0, +) / Double(gains.count)
    let estimate = Estimate(
      mean: mean, low: min(mean, gains[gains.count / 10]),
      high: max(mean, gains[gains.count * 9 / 10]))
    return Worth(
      gain: estimate, confidence: Double(gains.count { $0 > 0 }) / Double(gains.count),
      hope: Hope(
        profit: hoped.reduce(0, +) / Double(draws),
        confidence: Double(hoped.count { $0 > 0 }) / Double(draws)))
  }

  /// The share of what the division would start that can be held only after the move, 0…1.
  private func roomMade(by target: [Money], for division: BudgetDivision) -> Double {
    let wanted = held(byStartsOf: division).units
    guard wanted > 0 else { return 0 }
    let freed = zip(lines, target).reduce(0) {
      $0 + ($1.0.budget - $1.1).units * $1.0.campaign.platform.overspendFactor
    }
    let free = max(0, min(input.freeToday, input.freeTotal).units)
    func share(_ free: Double) -> Double { min(1, max(0, free / wanted)) }
    return max(0, share(free + freed) - share(free))
  }

  private func revenues(of moved: [Int], _ target: [Money]) -> (now: Estimate, after: Estimate) {
    func sum(_ spend: (Int) -> Double) -> Estimate {
      let parts = moved.map { lines[$0].attributed.expectedReturn(of: spend($0)) }
      let mean = parts.reduce(0) { $0 + $1.mean }
      let deviation = parts.reduce(0) { $0 + $1.deviation * $1.deviation }.squareRoot()
      return Estimate(
        mean: mean, low: max(0, mean - 1.2816 * deviation), high: mean + 1.2816 * deviation)
    }
    return (sum { lines[$0].budget.units }, sum { target[$0].units })
  }
}
