import RealModule

/// How much of the allowed error a plan has spent once a share of it is done.
///
/// Source: Lan and DeMets, "Discrete sequential boundaries for clinical trials", 1983; the power
/// family is Kim and DeMets's, 1987. Each side of a two-sided test spends half.
package enum AlphaSpending: Sendable, Codable, Equatable {
  /// Little early, so that the end is nearly an ordinary test.
  case obrienFleming
  /// About as much at every look, so that large effects are found early.
  case pocock
  /// alpha · share^exponent, the exponent above 0.
  case power(exponent: Double)

  /// The error spent on both sides together.
  ///
  /// - Parameters:
  ///   - share: Of the plan's information, or of its looks or days; above 1 counts as 1.
  ///   - alpha: The error allowed in all, in (0, 1).
  /// - Returns: In [0, `alpha`], rising in `share`.
  package func spent(at share: Double, alpha: Double) -> Double {
    guard share > 0 else { return 0 }
    guard share < 1 else { return alpha }
    switch self {
    case .obrienFleming:
      let limit = -NormalDistribution.standard.quantile(alpha / 4)
      return min(alpha, 4 * NormalDistribution.standard.survival(limit / share.squareRoot()))
    case .pocock: return alpha * Double.log(onePlus: (Double.exp(1) - 1) * share)
    case .power(let exponent): return alpha * Double.pow(share, exponent)
    }
  }
}
