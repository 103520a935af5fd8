import RealModule

/// A gamma-gamma model fitted by maximum likelihood, with what is uncertain about it.
package struct GammaGammaFit: Sendable, Codable, Equatable {
  package let model: GammaGamma
  package let logLikelihood: Double
  package let customers: Int
  /// Of the logarithms of (p, q, v), in this order.
  package let uncertainty: LogNormalUncertainty

  /// Whether the data leave some parameters open.
  package var isRidge: Bool { uncertainty.isRidge }

  /// Fits the exact likelihood on the log scale by BFGS from several starts.
  ///
  /// The starts run on at most some 8,000 customers; the best is finished on all of them.
  ///
  /// - Parameter spends: Customers with repeat purchases, at least 10, all of them valid.
  /// - Throws: ``FitError`` if there is nothing to learn from.
  package init(_ spends: [SpendSummary]) throws(FitError) {
    if let bad = spends.firstIndex(where: {
      $0.purchases < 1 || !($0.average > 0 && $0.average.isFinite)
    }) {
      throw .invalidHistory(index: bad)
    }
    guard spends.count >= 10 else { throw .tooFewCustomers(found: spends.count, needed: 10) }
    // Money is measured in its own mean, so that the starts fit every currency.
    let unit = spends.reduce(0) { $0 + $1.average } / Double(spends.count)
    let step = max(1, spends.count / 4_000)
    let some = stride(from: 0, to: spends.count, by: step).map { spends[$0] }
    let rough = GammaGammaLikelihood(some, unit: unit)
    let runs = [[6.0, 4, 0.4], [1, 1, 1], [2, 5, 2]].map { start in
      minimum(from: start.map { Double.log($0) }, tolerance: 1e-5 * Double(some.count)) {
        rough.negative(at: $0)
      }
    }
    guard let start = runs.filter(\.value.isFinite).min(by: { $0.value < $1.value }) else {
      throw .noMaximum
    }
    let likelihood = GammaGammaLikelihood(spends, unit: unit)
    let weight = Double(spends.count) / Double(some.count)
    let curvature =
      step > 1
      ? LogNormalUncertainty.curvature(at: start.place) {
        rough.negative(at: $0).gradient.map { weight * $0 }
      } : nil
    let best = minimum(
      from: start.place,
      tolerance: (step > 1 ? 1e-5 : 1e-6) * Double(spends.count).squareRoot(),
      curvature: curvature
    ) { likelihood.negative(at: $0) }
    let inUnits = GammaGammaLikelihood.confined(best.place)
    var place = inUnits
    place[2] += Double.log(unit)
    model = GammaGamma(
      purchaseShape: Double.exp(place[0]), customerShape: Double.exp(place[1]),
      scale: Double.exp(place[2]))
    logLikelihood = -best.value - Double(spends.count) * Double.log(unit)
    customers = spends.count
    uncertainty = LogNormalUncertainty(at: place) { shifted in
      var scaled = shifted
      scaled[2] -= Double.log(unit)
      return likelihood.negative(at: scaled).gradient
    }
  }

  /// Draws models that fit the data about as well, to carry the uncertainty into predictions.
  package func drawModel(using generator: inout some RandomNumberGenerator) -> GammaGamma {
    let drawn = uncertainty.draw(using: &generator)
    return GammaGamma(purchaseShape: drawn[0], customerShape: drawn[1], scale: drawn[2])
  }
}

/// The likelihood of average spends by frequency, and its gradient by the logarithms of (p, q, v).
private struct GammaGammaLikelihood {
  private struct Group {
    var purchases: Double
    var sumOfLogs = 0.0
    var totals: [Double] = []

    mutating func add(total: Double, log: Double) {
      totals.append(total)
      sumOfLogs += log
    }
  }

  private let groups: [Group]

  init(_ spends: [SpendSummary], unit: Double) {
    var groups: [Int: Group] = [:]
    for spend in spends {
      let purchases = Double(spend.purchases)
      let log = Double.log(spend.average / unit)
      groups[spend.purchases, default: Group(purchases: purchases)].add(
        total: purchases * spend.average / unit, log: log)
    }
    self.groups = groups.values.sorted { $0.purchases < $1.purchases }
  }

  static func confined(_ place: [Double]) -> [Double] {
    place.map { min(16, max(-16, $0)) }
  }

  func negative(at place: [Double]) -> (value: Double, gradient: [Double]) {
    let inside = GammaGammaLikelihood.confined(place)
    let (p, q, v) = (Double.exp(inside[0]), Double.exp(inside[1]), Double.exp(inside[2]))
    var value = 0.0
    var slope = SIMD3<Double>()
    for group in groups {
      let count = Double(group.totals.count)
      let shape = p * group.purchases
      var logs = 0.0
      var inverses = 0.0
      for total in group.totals {
        logs += Double.log(total + v)
        inverses += 1 / (total + v)
      }
      // −ln B(px, q) holds the three gamma functions without cancellation.
      value +=
        count
        * (-logBeta(shape, q) + q * inside[2] + shape * Double.log(group.purchases))
        + (shape - 1) * group.sumOfLogs - (shape + q) * logs
      let both = digamma(shape + q)
      slope[0] +=
        group.purchases
        * (count * (both - digamma(shape) + Double.log(group.purchases)) + group.sumOfLogs - logs)
      slope[1] += count * (both - digamma(q) + inside[2]) - logs
      slope[2] += count * q / v - (shape + q) * inverses
    }
    let scales = [p, q, v]
    let gradient = place.indices.map { index in
      place[index] == inside[index] ? -slope[index] * scales[index] : 0
    }
    return (-value, gradient)
  }
}
