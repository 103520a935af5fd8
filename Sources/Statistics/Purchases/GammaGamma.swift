import RealModule

/// What a customer spent on average in repeat purchases.
package struct SpendSummary: Sendable, Codable, Hashable {
  /// Purchases the average is over, at least 1.
  package let purchases: Int
  /// Mean spend a purchase, above 0, in any one currency unit.
  package let average: Double

  package init(purchases: Int, average: Double) {
    self.purchases = purchases
    self.average = average
  }
}

/// The gamma-gamma model: spend a purchase is gamma distributed around a customer's own mean.
///
/// Source: Fader and Hardie, "The gamma-gamma model of monetary value", 2013. It assumes that
/// spend a purchase does not depend on how often a customer buys.
package struct GammaGamma: Sendable, Codable, Equatable {
  /// The shape p of one purchase's spend, above 0.
  package var purchaseShape: Double
  /// The shape q of the customers' rates, above 0; the population has a mean only above 1.
  package var customerShape: Double
  /// The scale v of the customers' rates, in units of money, above 0.
  package var scale: Double

  package init(purchaseShape: Double, customerShape: Double, scale: Double) {
    self.purchaseShape = purchaseShape
    self.customerShape = customerShape
    self.scale = scale
  }

  /// The mean spend a purchase over all customers; `nil` where it is infinite (q ≤ 1).
  package var populationMean: Double? {
    customerShape > 1 ? purchaseShape * scale / (customerShape - 1) : nil
  }

  /// The expected mean spend a purchase of a customer, drawn towards the population's.
  ///
  /// `nil` where the model gives no finite mean: without purchases and with q ≤ 1, or p x + q ≤ 1.
  package func expectedAverage(after spend: SpendSummary?) -> Double? {
    guard let spend, spend.purchases > 0 else { return populationMean }
    let count = Double(spend.purchases)
    let weight = purchaseShape * count + customerShape - 1
    guard weight > 0 else { return nil }
    return purchaseShape * (scale + count * spend.average) / weight
  }

  /// The log-density of an observed average.
  package func logLikelihood(of spend: SpendSummary) -> Double {
    let count = Double(spend.purchases)
    let shape = purchaseShape * count
    return Double.logGamma(shape + customerShape) - Double.logGamma(shape)
      - Double.logGamma(customerShape) + customerShape * Double.log(scale)
      + (shape - 1) * Double.log(spend.average) + shape * Double.log(count)
      - (shape + customerShape) * Double.log(count * spend.average + scale)
  }

  /// Draws what a customer spends in `purchases` purchases, given the past.
  package func drawTotal(
    of purchases: Int, after spend: SpendSummary?,
    using generator: inout some RandomNumberGenerator
  ) -> Double {
    guard purchases > 0 else { return 0 }
    let count = Double(spend?.purchases ?? 0)
    let rate = gamma(
      shape: purchaseShape * count + customerShape,
      scale: 1 / (scale + count * (spend?.average ?? 0)), using: &generator)
    return gamma(
      shape: purchaseShape * Double(purchases), scale: 1 / max(rate, 1e-300), using: &generator)
  }
}
