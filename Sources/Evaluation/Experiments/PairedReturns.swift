import RealModule
package import Statistics

/// Two campaigns' returns on the same days, day by day: what a test of audiences is judged by.
///
/// The ratio of returns on spend is estimated by sums; its variance comes from the days' residuals
/// after linearisation (the ratio estimator of Cochran, "Sampling Techniques", 1977, section 6.3),
/// so that what moves both campaigns on a day cancels, and is never taken below what so many
/// orders of usual spread leave to chance: a few dozen days do not show the rare large ones.
package struct PairedReturns: Equatable, Sendable {
  package let control: TrialDay
  package let challenger: TrialDay
  /// The logarithm of the challenger's return over the control's, by Student's distribution with
  /// one degree of freedom less than days; `nil` where there is nothing to compare.
  package let logRatio: EffectEstimate?
  /// The p-value of spends that are as equal as was planned, within a tenth of their sum.
  package let splitP: Double

  /// Deviation of order values as a share of their mean.
  private static let orderSpread = 0.8

  /// Variance of the logarithm of what some orders bring, by their number.
  package static func chance(ofOrders orders: Double) -> Double {
    (1 + orderSpread * orderSpread) / (max(0, orders) + 0.5)
  }

  /// - Parameter days: Those on which both campaigns spent.
  package init(_ days: [(control: TrialDay, challenger: TrialDay)]) {
    control = days.map(\.control).sum
    challenger = days.map(\.challenger).sum
    logRatio = Self.logRatio(days, control, challenger)
    splitP = SplitCheck.moneyP(
      days.map {
        ($0.challenger.spend - $0.control.spend) / ($0.challenger.spend + $0.control.spend)
      },
      tolerance: 0.1)
  }

  private static func logRatio(
    _ days: [(control: TrialDay, challenger: TrialDay)], _ control: TrialDay,
    _ challenger: TrialDay
  ) -> EffectEstimate? {
    let orders = control.orders + challenger.orders
    guard days.count >= 3, orders > 0, control.spend > 0, challenger.spend > 0 else { return nil }
    // Half an order is added to each, so that none is not minus infinity.
    let half = 0.5 * (control.revenue + challenger.revenue) / orders
    let (before, after) = (control.revenue + half, challenger.revenue + half)
    guard before > 0, after > 0 else { return nil }
    let value = Double.log(after / challenger.spend) - Double.log(before / control.spend)
    let squares = days.reduce(0) { sum, day in
      let treated = day.challenger.revenue / after - day.challenger.spend / challenger.spend
      let held = day.control.revenue / before - day.control.spend / control.spend
      return sum + (treated - held) * (treated - held)
    }
    let count = Double(days.count)
    let chance = chance(ofOrders: control.orders) + chance(ofOrders: challenger.orders)
    return EffectEstimate(
      value: value, standardError: max(squares * count / (count - 1), chance).squareRoot(),
      degreesOfFreedom: count - 1)
  }
}
