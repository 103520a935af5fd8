import RealModule

/// A BG/NBD model fitted by maximum likelihood, with what is uncertain about it.
package struct BetaGeometricFit: Sendable, Codable, Equatable {
  package let model: BetaGeometric
  package let logLikelihood: Double
  package let customers: Int
  /// Of the logarithms of (r, α, a, b), in this order.
  package let uncertainty: LogNormalUncertainty

  /// Whether the data leave some parameters open, often drop-out (a → 0).
  ///
  /// Predictions inside the observed range are then still good, single parameters mean little.
  package var isRidge: Bool { uncertainty.isRidge }

  /// Fits the exact likelihood on the log scale by BFGS from several starts.
  ///
  /// The starts run on at most 4,000 distinct histories; the best is finished on all of them. The
  /// parameters stay within factors that keep the likelihood computable (r and α in [10⁻⁷, 10⁶],
  /// a in [10⁻¹¹, 10⁵], b in [10⁻⁷, 10⁵]).
  ///
  /// - Parameter table: At least 10 customers with a repeat purchase among them.
  /// - Throws: ``FitError`` if there is nothing to learn from.
  package init(_ table: PurchaseTable) throws(FitError) {
    guard table.customers >= 10 else {
      throw .tooFewCustomers(found: table.customers, needed: 10)
    }
    guard table.repeatPurchases > 0, table.ages.contains(where: { $0 > 0 }) else {
      throw .noRepeatPurchases
    }
    let rough = BetaGeometricLikelihood(table.thinned(to: 4_000))
    let runs = BetaGeometricFit.starts(for: table).map {
      minimum(from: $0, tolerance: 1e-2, rounds: 80) { rough.negative(at: $0) }
    }
    guard let best = runs.filter(\.value.isFinite).min(by: { $0.value < $1.value }) else {
      throw .noMaximum
    }
    let full = BetaGeometricLikelihood(table)
    let isSampled = table.cells.count > 4_000
    let curvature =
      isSampled
      ? LogNormalUncertainty.curvature(at: best.place) { rough.negative(at: $0).gradient } : nil
    let found = minimum(
      from: best.place, tolerance: (isSampled ? 1e-5 : 1e-6) * Double(table.customers).squareRoot(),
      curvature: curvature
    ) { full.negative(at: $0) }
    guard found.value.isFinite else { throw .noMaximum }
    let place = BetaGeometricLikelihood.confined(found.place)
    model = BetaGeometric(logParameters: place)
    logLikelihood = -found.value
    customers = table.customers
    let measured = isSampled ? BetaGeometricLikelihood(table.thinned(to: 20_000)) : full
    uncertainty = LogNormalUncertainty(at: place) { measured.negative(at: $0).gradient }
  }

  /// Draws models that fit the data about as well, to carry the uncertainty into predictions.
  package func drawModel(using generator: inout some RandomNumberGenerator) -> BetaGeometric {
    let drawn = uncertainty.draw(using: &generator).map { Double.log($0) }
    return BetaGeometric(logParameters: BetaGeometricLikelihood.confined(drawn))
  }

  private static func starts(for table: PurchaseTable) -> [[Double]] {
    let years = table.cells.reduce(0) { $0 + $1.customers * table.ages[Int($1.age)] }
    let rate = Double(table.repeatPurchases) / years
    return [(0.25, 0.8, 2.5), (1, 1, 1), (1, 0.1, 2), (3, 0.5, 5)].map { shape, leaving, staying in
      [shape, shape / (rate * (1 + leaving / staying)), leaving, staying].map { Double.log($0) }
    }
  }
}

extension BetaGeometric {
  init(logParameters: [Double]) {
    self.init(
      rateShape: Double.exp(logParameters[0]), rateScale: Double.exp(logParameters[1]),
      leaving: Double.exp(logParameters[2]), staying: Double.exp(logParameters[3]))
  }
}
