import RealModule

/// What a customer is expected to spend from now on, with an interval.
package struct LifetimeValue: Sendable, Codable, Equatable {
  /// Discounted expected spend over the horizon.
  package let expected: Double
  /// The lower and upper end of the interval.
  package let low: Double
  package let high: Double
  /// Expected purchases over the horizon, not discounted.
  package let purchases: Double

  package init(expected: Double, low: Double, high: Double, purchases: Double) {
    self.expected = expected
    self.low = low
    self.high = high
    self.purchases = purchases
  }
}

/// Expected spend from purchases (BG/NBD) and spend a purchase (gamma-gamma) together.
package struct LifetimeValueModel: Sendable, Codable, Equatable {
  package var purchases: BetaGeometricFit
  package var spend: GammaGammaFit
  /// How far ahead value counts, and how it is discounted.
  package var horizon: Horizon

  /// A number of equal periods, each worth less than the one before.
  package struct Horizon: Sendable, Codable, Equatable {
    /// Periods, at least 1.
    package var periods: Int
    /// The length of a period in the unit of the histories.
    package var length: Double
    /// What a later period loses, above −1; 0.01 is one per cent a period.
    package var discount: Double

    package init(periods: Int, length: Double, discount: Double) {
      self.periods = periods
      self.length = length
      self.discount = discount
    }
  }

  package init(purchases: BetaGeometricFit, spend: GammaGammaFit, horizon: Horizon) {
    self.purchases = purchases
    self.spend = spend
    self.horizon = horizon
  }

  /// The values of many customers, in their order, with intervals of the *expected* value.
  ///
  /// The interval is what the data leave open about the models (delta method along the axes of both
  /// fits' uncertainty, on the log scale), not the chance in what a customer will do; for that see
  /// ``drawSpend(of:spend:using:)``. A customer whose mean spend has no finite expectation is given
  /// `nil`. The costly part is done once for customers of equal frequency and age.
  ///
  /// - Parameters:
  ///   - customers: Each one's history and average spend; no spend is the population's.
  ///   - level: Coverage of the interval, in (0, 1).
  /// - Returns: One value a customer.
  package func values(
    of customers: [(history: PurchaseSummary, spend: SpendSummary?)], level: Double = 0.9
  ) -> [LifetimeValue?] {
    let width = NormalDistribution.standard.quantile(0.5 + level / 2)
    let purchaseModels = purchases.uncertainty.axisPoints.map { axis in
      (up: confined(axis.up), down: confined(axis.down))
    }
    var cache: [Pair: Outlook] = [:]
    return customers.map { customer in
      let pair = Pair(frequency: customer.history.frequency, age: customer.history.age)
      let outlook =
        cache[pair] ?? self.outlook(of: customer.history, spreadOver: purchaseModels)
      cache[pair] = outlook
      guard let average = spend.model.expectedAverage(after: customer.spend) else { return nil }
      let history = customer.history
      let alive = purchases.model.probabilityAlive(history)
      var variance = spendVariance(after: customer.spend)
      for (axis, logs) in zip(purchaseModels, outlook.logs) {
        let up = logs.up + Double.log(max(1e-300, axis.up.probabilityAlive(history)))
        let down = logs.down + Double.log(max(1e-300, axis.down.probabilityAlive(history)))
        variance += 0.25 * (up - down) * (up - down)
      }
      let expected = outlook.discounted * alive * average
      let factor = Double.exp(width * variance.squareRoot())
      return LifetimeValue(
        expected: expected, low: expected / factor, high: expected * factor,
        purchases: outlook.plain * alive)
    }
  }

  /// Draws what one customer spends over the horizon, not discounted: models, habit and chance.
  package func drawSpend(
    of history: PurchaseSummary, spend past: SpendSummary?,
    using generator: inout some RandomNumberGenerator
  ) -> Double {
    let model = purchases.drawModel(using: &generator)
    let habit = model.drawHabit(after: history, using: &generator)
    let duration = Double(horizon.periods) * horizon.length
    let count = habit.drawPurchases(in: duration, using: &generator)
    guard count > 0 else { return 0 }
    let money = spend.drawModel(using: &generator)
    return money.drawTotal(of: count, after: past, using: &generator)
  }

  private struct Pair: Hashable {
    var frequency: Int
    var age: Double
  }

  /// What customers of one frequency and age have in common.
  private struct Outlook {
    var discounted = 0.0
    var plain = 0.0
    /// Logarithms of the plain expectation under the models at both ends of each axis.
    var logs: [(up: Double, down: Double)] = []
  }

  private func outlook(
    of history: PurchaseSummary, spreadOver models: [(up: BetaGeometric, down: BetaGeometric)]
  ) -> Outlook {
    var found = Outlook()
    for period in 1...max(1, horizon.periods) {
      let until = purchases.model.expectedPurchasesIfAlive(
        in: Double(period) * horizon.length, after: history)
      let weight = Double.pow(1 + horizon.discount, -Double(period))
      found.discounted += (until - found.plain) * weight
      found.plain = until
    }
    let duration = Double(max(1, horizon.periods)) * horizon.length
    found.logs = models.map { axis in
      let up = axis.up.expectedPurchasesIfAlive(in: duration, after: history)
      let down = axis.down.expectedPurchasesIfAlive(in: duration, after: history)
      return (Double.log(max(1e-300, up)), Double.log(max(1e-300, down)))
    }
    return found
  }

  private func spendVariance(after past: SpendSummary?) -> Double {
    spend.uncertainty.axisPoints.reduce(0) { sum, axis in
      guard let up = average(axis.up, past), let down = average(axis.down, past) else {
        return sum + 1
      }
      let difference = Double.log(up / down)
      return sum + 0.25 * difference * difference
    }
  }

  private func average(_ parameters: [Double], _ past: SpendSummary?) -> Double? {
    GammaGamma(
      purchaseShape: parameters[0], customerShape: parameters[1], scale: parameters[2]
    ).expectedAverage(after: past)
  }

  private func confined(_ parameters: [Double]) -> BetaGeometric {
    BetaGeometric(
      logParameters: BetaGeometricLikelihood.confined(parameters.map { Double.log($0) }))
  }
}
