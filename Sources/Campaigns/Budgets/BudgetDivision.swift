import Commerce
import Evaluation
import Oversight
import Statistics

/// How the day cap would best be divided over what runs and what could be started.
struct BudgetDivision: Sendable {
  /// Currency units a day, one for each running campaign, within today's step.
  let running: [Double]
  /// Where each is heading by more steps.
  let aims: [Double]
  /// The same for each new audience; 0 where something else earns more.
  let new: [Double]

  /// Finds the division with the greatest profit.
  ///
  /// What counts against the cap is what a platform may spend of a budget in one day, so budgets are
  /// divided by what they may cost at worst. Money that would not earn its cost is left unspent.
  ///
  /// - Parameters:
  ///   - lines: Running campaigns with the bounds of today's step, which is taken towards where they
  ///     would earn most in some steps.
  ///   - audiences: What could be started.
  ///   - input: Margin, cap and what is free of it.
  ///   - optimism: Deviations of what is not known of a return that are added to it, so that it is
  ///     tried where that may pay.
  init(
    _ lines: [BudgetPlanner.Line], _ audiences: [NewAudience], _ input: PlanningInput,
    optimism: Double
  ) {
    let ends = (least: BudgetPlanner.least(input), most: input.policy.dayCap.units)
    let running = lines.map {
      Part(
        $0.belief, at: $0.budget.units,
        $0.aims(from: ends.least, to: ends.most, step: input.policy.stepLimit),
        $0.campaign.platform, optimism)
    }
    let new = audiences.map {
      Part($0.belief, at: $0.most, SpendBound(lower: 0, upper: $0.most), $0.platform, optimism)
    }
    let parts = running + new
    let free = max(0, min(input.freeToday, input.freeTotal).units)
    let held = zip(lines, running).reduce(0) { $0 + $1.0.budget.units * $1.1.worst }
    let least = parts.reduce(0) { $0 + $1.bound.lower }
    let most = parts.reduce(0) { $0 + $1.bound.upper }
    // A unit of budget has to bring 1 / margin, and counts about `Part.usualWorst` times.
    let needed = 1 / max(0.05, input.shop.grossMargin) / Part.usualWorst
    // Without an answer within the bounds the budgets stay as they are.
    let answer = try? BudgetAllocation.allocate(
      total: max(least, min(held + free, most)), curves: parts.map(\.curve),
      bounds: parts.map(\.bound),
      configuration: BudgetAllocation.Configuration(
        leastMarginal: needed, tolerance: 1e-3, cases: 60))
    guard let answer else {
      self.running = lines.map(\.budget.units)
      aims = self.running
      self.new = audiences.map { _ in 0 }
      return
    }
    let aims = zip(answer.spend, parts).map { $0 / $1.worst }
    let ways =
      lines.indices.map { Way(from: lines[$0].budget.units, to: aims[$0], lines[$0].bound) }
      + aims.dropFirst(lines.count).map { Way(from: 0, to: $0, SpendBound(lower: 0, upper: $0)) }
    let budgets = Self.steps(
      along: ways, of: parts, total: held + free, margin: input.shop.grossMargin)
    self.aims = Array(aims.prefix(lines.count))
    self.running = Array(budgets.prefix(lines.count))
    self.new = Array(budgets.dropFirst(lines.count))
  }

  /// The part of the way to where a budget is heading that today's step allows.
  private struct Way {
    let start: Double
    let aim: Double
    /// Where it may end today.
    let low: Double
    let high: Double

    init(from start: Double, to aim: Double, _ bound: SpendBound) {
      self.start = start
      self.aim = aim
      let end = min(max(aim, bound.lower), bound.upper)
      (low, high) = (min(start, end), max(start, end))
    }

    /// Profit that each unit of it is worth on average, which on an S-shaped curve the first are not.
    func profit(_ part: Part, margin: Double) -> Double {
      guard aim != start else { return 0 }
      let gain = part.value(aim) - part.value(start)
      return margin * gain / (aim - start) - 1
    }
  }

  /// Goes as far as the money reaches, where a unit is worth most first: a budget is lowered for
  /// what another can take today, or because it does not earn its cost.
  private static func steps(
    along ways: [Way], of parts: [Part], total: Double, margin: Double
  ) -> [Double] {
    var budgets = ways.map(\.low)
    var left = total - zip(budgets, parts).reduce(0) { $0 + $1.0 * $1.1.worst }
    let worths = zip(ways, parts).map { $0.profit($1, margin: margin) / $1.worst }
    for index in ways.indices.sorted(by: { (worths[$1], $0) < (worths[$0], $1) }) {
      guard worths[index] > 0, left > 0 else { break }
      let more = min(ways[index].high - budgets[index], left / parts[index].worst)
      budgets[index] += more
      left -= more * parts[index].worst
    }
    return budgets
  }

  /// One curve on the axis of what a budget may cost at worst.
  private struct Part {
    static let usualWorst = 2.0
    let curve: HillCurve
    let bound: SpendBound
    /// What a platform may spend in a day, in budgets.
    let worst: Double

    init(
      _ belief: ResponseBelief, at spend: Double, _ bound: SpendBound, _ platform: Platform,
      _ optimism: Double
    ) {
      let hoped = belief.hopeful(by: optimism, from: spend)
      worst = platform.overspendFactor
      // The height makes a unit of budget worth the same wherever it counts more or less.
      curve = HillCurve(
        maximum: hoped.maximum * worst / Self.usualWorst,
        halfSaturation: hoped.halfSaturation * worst, shape: hoped.shape)
      self.bound = SpendBound(lower: bound.lower * worst, upper: bound.upper * worst)
    }

    /// Revenue a day of a budget.
    func value(_ budget: Double) -> Double {
      curve.value(budget * worst) * Self.usualWorst / worst
    }
  }
}
