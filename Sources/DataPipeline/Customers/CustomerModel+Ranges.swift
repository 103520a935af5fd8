package import Commerce
import RealModule
import Statistics

extension CustomerModel {
  /// Months are a twelfth of a year, and money a month later is worth 1 per cent less.
  private static let monthWeeks = 365.25 / 7 / 12
  private static let discountAMonth = 0.01

  /// What each customer will spend in the next twelve months, discounted, with an 80 % interval.
  ///
  /// The interval is of the spend itself. Its parts: the probability of buying nothing at all, the
  /// chance in how often and for how much, what the data leave open about the parameters, and the
  /// error of the model. Between them spend is taken as log-normal above 0. Where nothing is so
  /// likely that the interval would end at 0, it reaches as far around the mean as the mean itself
  /// is uncertain.
  ///
  /// - Parameters:
  ///   - customers: As they were on `day`.
  ///   - day: The last day that is known.
  ///   - level: Of the interval, in (0, 1).
  /// - Returns: One a customer; `nil` without a model of spend.
  package func lifetimeRanges(
    of customers: [Customer], asOf day: Day, level: Double = 0.8
  ) -> [Estimate?] {
    guard spend != nil else { return customers.map { _ in nil } }
    let model = purchases.model
    let oldest = customers.map { $0.purchaseSummary(asOf: day).age }.max() ?? 0
    var discounted = SmoothByAge(ages: 0...max(1, oldest), scale: model.rateScale) {
      Self.discountedPurchases(of: model, after: $0)
    }
    let knowledge =
      parameterDeviation * parameterDeviation + Self.modelDeviation * Self.modelDeviation
    return zip(customers, values(of: customers, asOf: day)).map { customer, value in
      guard let revenue = value.revenue, revenue > 0, value.purchases > 0 else { return nil }
      let history = customer.purchaseSummary(asOf: day)
      let ifAlive = discounted.value(frequency: history.frequency, age: history.age)
      let share = ifAlive * value.probabilityAlive / value.purchases
      let silence = model.silenceIfAlive(of: 12 * Self.monthWeeks, after: history)
      let range = SpendRange(
        mean: revenue * share, deviation: value.deviation * share,
        nothing: 1 - value.probabilityAlive * (1 - silence), knowledge: knowledge)
      return range.estimate(level: level)
    }
  }

  private static func discountedPurchases(
    of model: BetaGeometric, after history: PurchaseSummary
  ) -> Double {
    var (before, sum, worth) = (0.0, 0.0, 1.0)
    for month in 1...12 {
      let until = model.expectedPurchasesIfAlive(in: Double(month) * monthWeeks, after: history)
      worth /= 1 + discountAMonth
      sum += (until - before) * worth
      before = until
    }
    return sum
  }
}

/// A spend that is nothing with some probability and log-normal otherwise.
private struct SpendRange {
  let mean: Double
  let deviation: Double
  /// Probability of spending nothing.
  let nothing: Double
  /// Variance of the logarithm that is not chance.
  let knowledge: Double

  func estimate(level: Double) -> Estimate {
    let reach = NormalDistribution.standard.quantile(0.5 + level / 2) * knowledge.squareRoot()
    return Estimate(
      mean: mean, low: min(quantile(0.5 - level / 2), mean * Double.exp(-reach)),
      high: max(quantile(0.5 + level / 2), mean * Double.exp(reach)), level: level)
  }

  private func quantile(_ probability: Double) -> Double {
    guard probability > nothing, nothing < 1 else { return 0 }
    let some = 1 - nothing
    let centre = mean / some
    let variance = max(0, (deviation * deviation + mean * mean) / some - centre * centre)
    let chance = Double.log(onePlus: variance / (centre * centre))
    let place = NormalDistribution.standard.quantile((probability - nothing) / some)
    return centre * Double.exp((chance + knowledge).squareRoot() * place - chance / 2)
  }
}
