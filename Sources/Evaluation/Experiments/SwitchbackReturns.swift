import RealModule
package import Statistics

/// One block of days with one budget: what a day of it was on average.
package struct SwitchbackBlock: Hashable, Sendable {
  package var isHigh: Bool
  package var days: Int
  package var meanDay: TrialDay

  package init(isHigh: Bool, days: Int, meanDay: TrialDay) {
    self.isHigh = isHigh
    self.days = days
    self.meanDay = meanDay
  }
}

/// A campaign under two alternating budgets, by blocks of days: what a unit of extra spend brought.
///
/// The switch is ours, so it stands in for the spend that platforms pace with noise: the revenue's
/// difference over the spend's (Wald, "The Fitting of Straight Lines", 1940), with the blocks as
/// units (Bojinov, Simchi-Levi and Zhao, "Design and Analysis of Switchback Experiments", 2023).
package struct SwitchbackReturns: Equatable, Sendable {
  /// Mean days with the lower and with the higher budget.
  package let low: TrialDay
  package let high: TrialDay
  /// Revenue of a unit of extra spend, by Student's distribution with two degrees of freedom less
  /// than blocks; `nil` where there is nothing to compare.
  package let slope: EffectEstimate?
  /// The p-value of spends that differed as was planned, within half of the plan.
  package let splitP: Double

  /// - Parameters:
  ///   - blocks: In order; at least two of each kind say anything.
  ///   - plannedStep: Currency units a day between the two budgets, above 0.
  package init(_ blocks: [SwitchbackBlock], plannedStep: Double) {
    let (lower, upper) = (blocks.filter { !$0.isHigh }, blocks.filter(\.isHigh))
    low = Self.mean(lower)
    high = Self.mean(upper)
    slope = Self.slope(lower, upper, low, high)
    let middle = (low.spend + high.spend) / 2
    splitP =
      lower.count >= 2 && upper.count >= 2
      ? SplitCheck.moneyP(
        blocks.map { ($0.isHigh ? 2 : -2) * ($0.meanDay.spend - middle) / plannedStep - 1 },
        tolerance: 0.5) : 1
  }

  private static func mean(_ blocks: [SwitchbackBlock]) -> TrialDay {
    let sum = blocks.map(\.meanDay).sum
    let count = Double(max(1, blocks.count))
    return TrialDay(
      spend: sum.spend / count, revenue: sum.revenue / count, orders: sum.orders / count)
  }

  private static func slope(
    _ lower: [SwitchbackBlock], _ upper: [SwitchbackBlock], _ low: TrialDay, _ high: TrialDay
  ) -> EffectEstimate? {
    let step = high.spend - low.spend
    let orders = low.orders + high.orders
    guard lower.count >= 2, upper.count >= 2, step > 0, orders > 0 else { return nil }
    let slope = (high.revenue - low.revenue) / step
    let blocks = lower + upper
    let squares = blocks.reduce(0) { sum, block in
      let mean = block.isHigh ? high : low
      let rest =
        block.meanDay.revenue - mean.revenue - slope * (block.meanDay.spend - mean.spend)
      return sum + rest * rest
    }
    let freedom = Double(blocks.count - 2)
    // Never below what the number of orders alone leaves to chance.
    let orderValue = (low.revenue + high.revenue) / orders
    let days = Double(blocks.reduce(0) { $0 + $1.days }) / Double(blocks.count)
    let chance = orderValue * (low.revenue + high.revenue) / 2 / max(1, days)
    let variance =
      max(squares / freedom, chance) * (1 / Double(lower.count) + 1 / Double(upper.count))
    return EffectEstimate(
      value: slope, standardError: variance.squareRoot() / step, degreesOfFreedom: freedom)
  }
}
