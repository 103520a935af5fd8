import RealModule

/// The BG/NBD model: customers buy at a gamma-distributed rate until a purchase is their last.
///
/// A customer with rate λ buys as a Poisson process; after each repeat purchase the customer leaves
/// for good with probability p. Over customers λ is gamma, p is beta distributed.
///
/// Source: Fader, Hardie and Lee, "Counting your customers the easy way", Marketing Science, 2005.
package struct BetaGeometric: Sendable, Codable, Equatable {
  /// The shape r of the gamma distribution of rates, above 0.
  package var rateShape: Double
  /// The inverse scale α of the rates, in the unit of time of the histories, above 0.
  package var rateScale: Double
  /// The first shape a of the beta distribution of leaving, above 0.
  package var leaving: Double
  /// The second shape b of the beta distribution of leaving, above 0.
  package var staying: Double

  package init(rateShape: Double, rateScale: Double, leaving: Double, staying: Double) {
    self.rateShape = rateShape
    self.rateScale = rateScale
    self.leaving = leaving
    self.staying = staying
  }

  /// The log-likelihood of one history (equation 6 of the paper, on the log scale).
  package func logLikelihood(of history: PurchaseSummary) -> Double {
    let frequency = Double(history.frequency)
    let shape = rateShape + frequency
    let common =
      Double.logGamma(shape) - Double.logGamma(rateShape) + rateShape * Double.log(rateScale)
      + logBeta(leaving, staying + frequency) - logBeta(leaving, staying)
      - shape * Double.log(rateScale + history.age)
    guard history.frequency > 0 else { return common }
    return common + softplus(logOddsOfHavingLeft(history))
  }

  /// The probability that the customer still buys, in [0, 1].
  ///
  /// It is 1 without a repeat purchase: in this model nobody leaves before. So it does not rank
  /// churn; rank by ``expectedPurchases(in:after:)``.
  package func probabilityAlive(_ history: PurchaseSummary) -> Double {
    guard history.frequency > 0 else { return 1 }
    return 1 / (1 + Double.exp(logOddsOfHavingLeft(history)))
  }

  /// The expected purchases in the next `duration`, given the history.
  ///
  /// The paper's equation 10 divides 0 by 0 at a = 1 and loses digits near it. Here Pfaff's
  /// transformation of the hypergeometric function takes that factor out beforehand; relative
  /// error below 10⁻⁹ for parameters a fit returns.
  ///
  /// - Parameters:
  ///   - duration: At least 0, in the unit of the histories.
  ///   - history: What the customer bought so far.
  /// - Returns: At least 0.
  package func expectedPurchases(in duration: Double, after history: PurchaseSummary) -> Double {
    expectedPurchasesIfAlive(in: duration, after: history) * probabilityAlive(history)
  }

  /// The expected repeat purchases of a new customer in the first `duration`.
  package func expectedPurchasesOfNewCustomer(in duration: Double) -> Double {
    expectedPurchases(
      in: duration, after: PurchaseSummary(frequency: 0, recency: 0, age: 0))
  }

  /// The expected purchases in the next `duration` of a customer who still buys.
  ///
  /// Depends on frequency and age alone, so equal pairs can share it.
  package func expectedPurchasesIfAlive(
    in duration: Double, after history: PurchaseSummary
  ) -> Double {
    guard duration > 0 else { return 0 }
    guard leaving < Self.largeShape else {
      return integratedPurchases(in: duration, after: history)
    }
    let frequency = Double(history.frequency)
    let stretch = duration / (rateScale + history.age)
    let excess = leaving - 1
    let order = leaving + staying - 1 - rateShape
    let bottom = leaving + staying + frequency
    let logStretch = Double.log(onePlus: stretch)
    let series = hypergeometricRest(
      order: order, leaving: leaving, bottom: bottom, at: stretch / (1 + stretch))
    let exponent = excess * logStretch
    let ratio = exponent == 0 ? 1 : -Double.expMinusOne(-exponent) / exponent
    let value = (bottom - 1) * logStretch * ratio - Double.exp(-exponent) * series
    return max(0, value)
  }

  /// Above it the closed form is the small difference of large terms.
  private static let largeShape = 50.0

  /// The same for a large shape of leaving, where all customers leave with about one probability p.
  ///
  /// Given p, the purchases are (1 − ((α + T) / (α + T + p t))^(r + x)) / p; their mean over the
  /// beta distribution of p is taken by quadrature over ten standard deviations.
  private func integratedPurchases(
    in duration: Double, after history: PurchaseSummary
  ) -> Double {
    let stayed = staying + Double(history.frequency)
    let shape = rateShape + Double(history.frequency)
    let sum = leaving + stayed
    let centre = leaving / sum
    let deviation = (centre * (stayed / sum) / (sum + 1)).squareRoot()
    let observed = rateScale + history.age
    let low = max(centre - 10 * deviation, centre * 1e-6)
    let high = min(centre + 10 * deviation, 1 - (1 - centre) * 1e-6)
    let grid = GaussGrid(over: low...high, panels: 10)
    // Only the density's form counts; the peak keeps it from overflow.
    func logDensity(_ p: Double) -> Double {
      (leaving - 1) * Double.log(p / centre)
        + (stayed - 1) * Double.log(onePlus: (centre - p) / (1 - centre))
    }
    var (above, below) = (0.0, 0.0)
    for (p, weight) in zip(grid.nodes, grid.weights) {
      let density = weight * Double.exp(logDensity(p))
      above +=
        density * -Double.expMinusOne(-shape * Double.log(onePlus: p * duration / observed)) / p
      below += density
    }
    return above / below
  }

  /// Draws the hidden habit of a customer given the history.
  package func drawHabit(
    after history: PurchaseSummary, using generator: inout some RandomNumberGenerator
  ) -> BuyingHabit {
    let frequency = Double(history.frequency)
    let isAlive = uniform(using: &generator) < probabilityAlive(history)
    let watched = isAlive ? history.age : history.recency
    let left = isAlive ? leaving : leaving + 1
    let stayed = staying + frequency - (isAlive ? 0 : 1)
    let rate = gamma(
      shape: rateShape + frequency, scale: 1 / (rateScale + watched), using: &generator)
    let probability = beta(left, stayed, using: &generator)
    return BuyingHabit(purchaseRate: rate, leavingProbability: probability, isAlive: isAlive)
  }

  /// ln of the odds of having left at the last purchase against still buying.
  private func logOddsOfHavingLeft(_ history: PurchaseSummary) -> Double {
    let frequency = Double(history.frequency)
    return Double.log(leaving / (staying + frequency - 1))
      + (rateShape + frequency)
      * Double.log((rateScale + history.age) / (rateScale + history.recency))
  }
}

/// One customer's hidden rate and probability of leaving.
package struct BuyingHabit: Sendable, Codable, Equatable {
  /// Purchases a unit of time while alive.
  package var purchaseRate: Double
  /// The probability that a purchase is the last one.
  package var leavingProbability: Double
  package var isAlive: Bool

  package init(purchaseRate: Double, leavingProbability: Double, isAlive: Bool) {
    self.purchaseRate = purchaseRate
    self.leavingProbability = leavingProbability
    self.isAlive = isAlive
  }

  /// Draws the number of purchases in the next `duration`, at most 100,000.
  package func drawPurchases(
    in duration: Double, using generator: inout some RandomNumberGenerator
  ) -> Int {
    guard isAlive, purchaseRate > 0 else { return 0 }
    let wanted = min(100_000, poisson(mean: min(1e6, purchaseRate * duration), using: &generator))
    guard wanted > 0, leavingProbability > 0 else { return wanted }
    guard leavingProbability < 1 else { return 1 }
    return min(wanted, 1 + geometric(probability: leavingProbability, using: &generator))
  }
}

/// ln(1 + eˣ) without overflow.
func softplus(_ argument: Double) -> Double {
  argument > 0
    ? argument + Double.log(onePlus: Double.exp(-argument))
    : Double.log(onePlus: Double.exp(argument))
}

/// Σ_{k ≥ 1} (q)ₖ (a)ₖ₋₁ / ((d)ₖ₋₁ k!) zᵏ, what is left of 2F1(q, a − 1; d − 1; z) − 1 after
/// the factor (a − 1) / (d − 1) is taken out.
private func hypergeometricRest(
  order: Double, leaving: Double, bottom: Double, at argument: Double
) -> Double {
  var term = order * argument
  var sum = term
  var index = 1.0
  while index < 1e6 {
    term *=
      (order + index) * (leaving + index - 1) / ((bottom + index - 1) * (index + 1)) * argument
    sum += term
    index += 1
    let isPastSignChanges = order + index > 0
    if isPastSignChanges, abs(term) <= 0x1p-56 * (1 - argument) * abs(sum) || term == 0 { break }
  }
  return sum
}
