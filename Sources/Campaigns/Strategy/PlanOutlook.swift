import Commerce
import Evaluation
import Oversight
import RealModule
import Statistics

/// What the planned days are expected to bring, from the forecast of demand and the beliefs of what
/// ad spend brings.
///
/// Without a forecast the trailing weeks stand in, with what they differed from each other. Daily
/// intervals are added as if all days missed together, so that the week's is at least their level.
struct PlanOutlook: Sendable {
  let profit: Path
  let revenue: Path
  let orders: Path
  let newCustomers: Path

  /// What is expected of all planned days, and by the end of each of them.
  struct Path: Sendable {
    var total: Estimate
    var path: [Double]

    /// The same course to another total.
    init(total: Estimate, shares: [Double]) {
      self.total = total
      var sum = 0.0
      path = shares.map { share in
        sum += share
        return total.mean * sum
      }
    }
  }

  /// - Parameters:
  ///   - input: What the plan is written from.
  ///   - first: The first planned day.
  ///   - last: The last one.
  ///   - spend: Planned ad spend, in currency units.
  ///   - added: Revenue of the planned budgets beside that of last week's.
  init(_ input: StrategyInput, first: Day, last: Day, spend: Double, added: Estimate) {
    let days = last.days(since: first) + 1
    let forecast = input.forecast.filter { $0.day >= first && $0.day <= last }
    let isForecast = forecast.count == days
    let even = [Double](repeating: 1 / Double(days), count: days)
    let orderTotal =
      isForecast
      ? Self.sum(forecast.map(\.orders)) : Self.usual(input.weekly(.orders), days: days)
    let demand =
      isForecast
      ? Self.sum(forecast.map(\.revenue)) : Self.usual(input.weekly(.revenue), days: days)
    let shares = isForecast ? Self.shares(forecast.map(\.revenue.mean)) ?? even : even
    let moved = Self.shifted(demand, by: added)
    profit = Path(total: Self.profit(of: moved, spend: spend, input), shares: shares)
    revenue = Path(
      total: Self.revenue(for: profit.total, spend: spend, input.shop.grossMargin), shares: shares)
    orders = Path(
      total: orderTotal,
      shares: isForecast ? Self.shares(forecast.map(\.orders.mean)) ?? even : even)
    newCustomers = Path(
      total: Self.newCustomers(input, orders: orderTotal, days: days), shares: shares)
  }

  /// Profit as earlier plans' outcomes correct it.
  private static func profit(of revenue: Estimate, spend: Double, _ input: StrategyInput)
    -> Estimate
  {
    let margin = input.shop.grossMargin
    let raw = Estimate(
      mean: revenue.mean * margin - spend, low: revenue.low * margin - spend,
      high: revenue.high * margin - spend, level: revenue.level)
    let forecast = Decision.Forecast(metric: .shopProfit, estimate: raw, horizonDays: 1)
    return ForecastCorrection(of: .plans, in: input.decisions).applied(to: forecast).estimate
  }

  /// The revenue that such a profit needs.
  private static func revenue(for profit: Estimate, spend: Double, _ margin: Double) -> Estimate {
    func revenue(_ profit: Double) -> Double { max(0, (profit + spend) / margin) }
    return Estimate(
      mean: revenue(profit.mean), low: revenue(profit.low), high: revenue(profit.high),
      level: profit.level)
  }

  private static func newCustomers(
    _ input: StrategyInput, orders: Estimate, days: Int
  ) -> Estimate {
    let known = usual(input.weekly(.newCustomers), days: days)
    let before = usual(input.weekly(.orders), days: days)
    guard before.mean > 0, known.mean > 0 else { return known }
    // As many of the orders are first ones as in the trailing weeks.
    let mean = known.mean * orders.mean / before.mean
    let demand = (orders.high - orders.low) / 2 / orders.mean.nextUp * mean
    let chance = reach * mean.squareRoot()
    let half = (demand * demand + chance * chance).squareRoot()
    return Estimate(mean: mean, low: max(0, mean - half), high: mean + half, level: orders.level)
  }

  private static func sum(_ days: [Estimate]) -> Estimate {
    Estimate(
      mean: days.reduce(0) { $0 + $1.mean }, low: days.reduce(0) { $0 + $1.low },
      high: days.reduce(0) { $0 + $1.high }, level: days.first?.level ?? 0.8)
  }

  /// The trailing weeks' mean; from fewer than three it may be half as much or half as much again.
  private static func usual(_ weeks: [Double], days: Int) -> Estimate {
    let scale = Double(days) / 7
    let moments = Moments(weeks)
    guard !weeks.isEmpty else { return Estimate(mean: 0, low: 0, high: 0) }
    let mean = moments.mean
    let half =
      weeks.count >= 3
      ? max(reach * mean.magnitude.squareRoot(), 2 * (moments.deviation ?? 0)) : mean.magnitude / 2
    return Estimate(mean: mean, low: max(0, mean - half), high: mean + half).scaled(by: scale)
  }

  private static func shifted(_ demand: Estimate, by added: Estimate) -> Estimate {
    func half(_ one: Double, _ other: Double) -> Double { (one * one + other * other).squareRoot() }
    let mean = max(0, demand.mean + added.mean)
    return Estimate(
      mean: mean, low: max(0, mean - half(demand.mean - demand.low, added.mean - added.low)),
      high: mean + half(demand.high - demand.mean, added.high - added.mean), level: demand.level)
  }

  /// `nil` where nothing is expected on any day.
  private static func shares(_ days: [Double]) -> [Double]? {
    let total = days.reduce(0, +)
    return total > 0 ? days.map { $0 / total } : nil
  }

  /// Deviations of the normal distribution that the ends of an interval of level 0.8 are away.
  private static let reach = 1.2816
}
