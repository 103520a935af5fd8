import RealModule

/// The least concave curve above a Hill curve between two spends.
///
/// A straight line from the lower end to the point it touches, then the curve itself. On a concave
/// stretch the line has no length. Budgets that are best for the envelopes and lie on no line are
/// best for the curves.
struct ConcaveEnvelope {
  let curve: HillCurve
  let lower: Double
  let upper: Double
  /// Where the line ends and the curve begins, in [lower, upper].
  let touch: Double
  /// The slope of the line; infinite where there is none.
  let slope: Double

  init(_ curve: HillCurve, lower: Double, upper: Double) {
    self.curve = curve
    self.lower = lower
    self.upper = max(lower, upper)
    let end = ConcaveEnvelope.touch(of: curve, from: lower, to: self.upper)
    touch = end
    slope =
      end > lower ? (curve.value(end) - curve.value(lower)) / (end - lower) : .infinity
  }

  func value(_ spend: Double) -> Double {
    spend < touch ? curve.value(lower) + slope * (spend - lower) : curve.value(spend)
  }

  /// How much the envelope promises more than the curve gives.
  func gap(_ spend: Double) -> Double {
    spend > lower && spend < touch ? max(0, value(spend) - curve.value(spend)) : 0
  }

  private static func touch(of curve: HillCurve, from lower: Double, to upper: Double) -> Double {
    let turn = curve.turningPoint
    guard lower < turn, upper > lower else { return lower }
    if lower == 0 {
      // The tangent through the origin, where the elasticity of the curve is 1.
      return min(upper, curve.halfSaturation * Double.pow(curve.shape - 1, 1 / curve.shape))
    }
    let base = curve.value(lower)
    /// Above 0 where the tangent at `spend` passes over the lower end.
    func excess(_ spend: Double) -> Double {
      curve.value(spend) - base - curve.marginal(spend) * (spend - lower)
    }
    guard upper > turn, excess(upper) > 0 else { return upper }
    var (low, high) = (turn, upper)
    for _ in 0..<80 where high - low > 1e-15 * high {
      let middle = 0.5 * (low + high)
      if excess(middle) > 0 { high = middle } else { low = middle }
    }
    return high
  }
}
