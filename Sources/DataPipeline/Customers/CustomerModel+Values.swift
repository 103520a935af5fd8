package import Commerce
import RealModule
import Statistics

/// What one customer is expected to do next.
package struct CustomerValue: Hashable, Codable, Sendable {
  /// Currency units over the next 12 months; `nil` without a model of spend.
  package var revenue: Double?
  /// Standard deviation of what will really be spent around `revenue`, by chance alone.
  package var deviation: Double
  /// Purchase days over the next 12 months.
  package var purchases: Double
  /// Probability of buying nothing in the next 90 days, 0…1.
  package var churnRisk: Double
  /// Probability that the customer has not left for good. Not a churn score: it is 1 for all who
  /// bought once.
  package var probabilityAlive: Double

  package init(
    revenue: Double?, deviation: Double, purchases: Double, churnRisk: Double,
    probabilityAlive: Double
  ) {
    self.revenue = revenue
    self.deviation = deviation
    self.purchases = purchases
    self.churnRisk = churnRisk
    self.probabilityAlive = probabilityAlive
  }
}

extension CustomerModel {
  private static let weeksOfYear = 365.25 / 7
  private static let weeksOfChurn = 90.0 / 7

  /// What each customer is expected to do from `day` on, in their order.
  ///
  /// - Complexity: O(*n*); customers of equal frequency have the costly part in common.
  package func values(of customers: [Customer], asOf day: Day) -> [CustomerValue] {
    let histories = customers.map { $0.purchaseSummary(asOf: day) }
    let model = purchases.model
    let oldest = histories.reduce(0) { max($0, $1.age) }
    var ifAlive = SmoothByAge(ages: 0...max(1, oldest), scale: model.rateScale) {
      model.expectedPurchasesIfAlive(in: Self.weeksOfYear, after: $0)
    }
    return zip(customers, histories).map { customer, history in
      value(
        history, customer.repeatSpend,
        purchasesIfAlive: max(0, ifAlive.value(frequency: history.frequency, age: history.age)))
    }
  }

  private func value(
    _ history: PurchaseSummary, _ past: SpendSummary?, purchasesIfAlive: Double
  ) -> CustomerValue {
    let model = purchases.model
    let alive = model.probabilityAlive(history)
    let observed = model.rateScale + history.age
    let silence = model.silenceIfAlive(of: Self.weeksOfChurn, after: history)
    let expected = alive * purchasesIfAlive
    // Purchases of who is alive are about negative binomial: variance μ (1 + t / β).
    let varianceIfAlive = purchasesIfAlive * (1 + Self.weeksOfYear / observed)
    let variance =
      alive * varianceIfAlive + alive * (1 - alive) * purchasesIfAlive * purchasesIfAlive
    let money = spend.flatMap { SpendMoments($0.model, after: past) }
    return CustomerValue(
      revenue: money.map { $0.mean * expected },
      deviation: money?.deviationOfTotal(purchases: expected, variance: variance) ?? 0,
      purchases: expected, churnRisk: min(max(1 - alive * (1 - silence), 0), 1),
      probabilityAlive: alive)
  }
}

/// Mean and variances of a customer's spend a purchase under a gamma-gamma model.
private struct SpendMoments {
  var mean: Double
  /// Between one purchase and the next.
  private var within: Double
  /// Of the customer's own mean, which is not known exactly.
  private var between: Double

  init?(_ model: GammaGamma, after past: SpendSummary?) {
    guard let mean = model.expectedAverage(after: past) else { return nil }
    let purchases = Double(past?.purchases ?? 0)
    let shape = model.purchaseShape * purchases + model.customerShape
    // The variance is infinite below a shape of 2; 2.25 keeps such customers wide and finite.
    let between = mean * mean / max(shape - 2, 0.25)
    self.mean = mean
    self.between = between
    within = (mean * mean + between) / model.purchaseShape
  }

  func deviationOfTotal(purchases: Double, variance: Double) -> Double {
    let chance = purchases * within + variance * mean * mean
    return (chance + (variance + purchases * purchases) * between).squareRoot()
  }
}

extension CustomerModel {
  /// How far the total value of all customers may be off because the parameters are not known
  /// exactly.
  ///
  /// The delta method on the log scale along the axes of both fits' uncertainty, on at most 2,000
  /// customers.
  static func logDeviation(
    of customers: [Customer], asOf day: Day, purchases: BetaGeometricFit, spend: GammaGammaFit?
  ) -> Double {
    let sample = customers.thinned(to: 2_000)
      .map { (history: $0.purchaseSummary(asOf: day), past: $0.repeatSpend) }
    func logTotal(_ model: BetaGeometric, _ money: GammaGamma?) -> Double {
      Double.log(
        sample.reduce(0) { sum, customer in
          let amount = money.map { $0.expectedAverage(after: customer.past) ?? 0 } ?? 1
          return sum + amount * model.expectedPurchases(in: weeksOfYear, after: customer.history)
        })
    }
    var differences = purchases.uncertainty.axisPoints.map { axis in
      logTotal(BetaGeometric(axis.up), spend?.model)
        - logTotal(BetaGeometric(axis.down), spend?.model)
    }
    differences += (spend?.uncertainty.axisPoints ?? []).map { axis in
      logTotal(purchases.model, GammaGamma(axis.up))
        - logTotal(purchases.model, GammaGamma(axis.down))
    }
    let variance = differences.reduce(0) { $0 + ($1.isFinite ? $1 * $1 / 4 : 1) }
    return min(variance.squareRoot(), 2)
  }
}

extension BetaGeometric {
  /// From r, α, a, b.
  fileprivate init(_ parameters: [Double]) {
    self.init(
      rateShape: parameters[0], rateScale: parameters[1], leaving: parameters[2],
      staying: parameters[3])
  }
}

extension GammaGamma {
  /// From p, q, v.
  fileprivate init(_ parameters: [Double]) {
    self.init(purchaseShape: parameters[0], customerShape: parameters[1], scale: parameters[2])
  }
}
