package import Commerce
package import Statistics

/// What a shop's customers will do next, learnt from what they did: BG/NBD for purchases,
/// gamma-gamma for spend.
///
/// Fitting is for once a day; the fitted model can be kept and used on newer customers. Weeks are
/// the
/// unit of time, and all purchases of one day count as one.
package struct CustomerModel: Codable, Sendable {
  /// The day up to which it learnt.
  package let asOf: Day
  package let buyers: Int
  /// Days from the first purchase of all to `asOf`.
  package let historyDays: Int
  package let purchases: BetaGeometricFit
  /// `nil` where too few came back, or where spend varies so much that it has no mean.
  package let spend: GammaGammaFit?
  /// Standard deviation of the logarithm of all customers' value that the data leave open.
  package let parameterDeviation: Double

  /// What a value is worth knowing for: less than this is a guess.
  package static let neededBuyers = 500
  package static let neededDays = 180
  package static let neededRepeatBuyers = 100

  /// The error of the model itself on the total of a period it has not seen, as a share.
  ///
  /// Totals of BG/NBD miss by 9–25 % on CDNOW and Online Retail, mostly by seasons it does not
  /// know.
  package static let modelDeviation = 0.15

  /// Whether a mean of customers' values means anything: as many of them, over as many days, as a
  /// model needs.
  package static func isEnough(_ customers: [Customer], asOf day: Day) -> Bool {
    guard customers.count >= neededBuyers else { return false }
    return (customers.map { day.days(since: $0.firstDay) }.max() ?? 0) >= neededDays
  }

  /// Learns from customers as they were on a day.
  ///
  /// - Parameters:
  ///   - customers: At least 500, over at least 180 days; those who first bought after `day` are
  ///     left out.
  ///   - day: The last day that was observed.
  ///   - limit: Above this many customers an even sample of so many is learnt from; parameters are
  ///     then
  ///     known to about a hundredth, and fitting takes seconds at most.
  /// - Returns: The fitted model, to be used until the next day.
  /// - Throws: ``CustomerModelError`` if there is too little to learn from.
  package static func fit(
    customers: [Customer], asOf day: Day, limit: Int = 20_000
  ) throws(CustomerModelError) -> CustomerModel {
    let known = customers.filter { $0.lastDay <= day }
    guard known.count >= neededBuyers else {
      throw .tooFewBuyers(found: known.count, needed: neededBuyers)
    }
    let days = known.map { day.days(since: $0.firstDay) }.max() ?? 0
    guard days >= neededDays else { throw .historyTooShort(days: days, needed: neededDays) }
    let sample = known.thinned(to: max(limit, neededBuyers))
    let purchases = try fitPurchases(sample, asOf: day)
    let spend = fitSpend(sample)
    let deviation = logDeviation(of: sample, asOf: day, purchases: purchases, spend: spend)
    return CustomerModel(
      asOf: day, buyers: known.count, historyDays: days, purchases: purchases, spend: spend,
      parameterDeviation: deviation)
  }

  private static func fitPurchases(
    _ customers: [Customer], asOf day: Day
  ) throws(CustomerModelError) -> BetaGeometricFit {
    do {
      return try BetaGeometricFit(PurchaseTable(customers.map { $0.purchaseSummary(asOf: day) }))
    } catch {
      throw .notFitted(reason: error)
    }
  }

  private static func fitSpend(_ customers: [Customer]) -> GammaGammaFit? {
    // A spend that no distribution fits has no mean to tell, as ``spend`` says; purchases are told
    // all the same.
    let spends = customers.compactMap(\.repeatSpend)
    guard spends.count >= neededRepeatBuyers, let fit = try? GammaGammaFit(spends),
      fit.model.populationMean != nil
    else { return nil }
    return fit
  }
}

/// Why there is no model of a shop's customers.
package enum CustomerModelError: Error, Equatable, Sendable {
  case tooFewBuyers(found: Int, needed: Int)
  case historyTooShort(days: Int, needed: Int)
  case notFitted(reason: FitError)
}

extension CustomerModelError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooFewBuyers(let found, let needed):
      "No lifetime value yet: \(found) buyers are known and \(needed) are needed."
    case .historyTooShort(let days, let needed):
      "No lifetime value yet: the orders cover \(days) days and \(needed) are needed."
    case .notFitted(let reason):
      "No lifetime value: the purchase model could not be fitted (\(reason))."
    }
  }
}

extension Array {
  /// About `limit` elements at even distances; all if there are fewer.
  func thinned(to limit: Int) -> [Element] {
    guard count > limit else { return self }
    return (0..<limit).map { self[$0 * count / limit] }
  }
}

extension Customer {
  /// Repeat purchases, recency and age in weeks on a day that is not before the last purchase.
  package func purchaseSummary(asOf day: Day) -> PurchaseSummary {
    let age = max(day.days(since: firstDay), lastDay.days(since: firstDay))
    return PurchaseSummary(
      frequency: Int(purchaseDays) - 1, recency: Double(lastDay.days(since: firstDay)) / 7,
      age: Double(age) / 7)
  }

  /// Currency units a purchase day after the first one; `nil` for who has not come back.
  package var repeatSpend: SpendSummary? {
    let repeats = Int(purchaseDays) - 1
    let micros = revenueMicros - firstDayRevenueMicros
    guard repeats > 0, micros > 0 else { return nil }
    return SpendSummary(purchases: repeats, average: Double(micros) / 1_000_000 / Double(repeats))
  }
}
