import RealModule

/// How the effect of spend levels off, in the forms that media-mix models use.
package enum Saturation: Sendable, Equatable, Codable {
  /// (1 − e^(−rate x)) ÷ (1 + e^(−rate x)), up to 1 (PyMC-Marketing).
  case logistic(rate: Double)
  /// ceiling × tanh(x ÷ (ceiling × cost)): `cost` is what the first unit of effect costs.
  case tanh(ceiling: Double, cost: Double)
  /// A Hill curve with a maximum of 1 (Meridian), or any other.
  case hill(HillCurve)
  /// maximum x ÷ (half + x): the Hill curve of shape 1.
  case michaelisMenten(maximum: Double, half: Double)
  /// x^exponent, which never levels off.
  case root(exponent: Double)

  /// The effect of `spend`; that of spend below 0 is that of none.
  package func value(_ spend: Double) -> Double {
    guard spend > 0 else { return 0 }
    return switch self {
    case .logistic(let rate): Double.tanh(0.5 * rate * spend)
    case .tanh(let ceiling, let cost): ceiling * Double.tanh(spend / (ceiling * cost))
    case .hill(let curve): curve.value(spend)
    case .michaelisMenten(let maximum, let half):
      HillCurve(maximum: maximum, halfSaturation: half).value(spend)
    case .root(let exponent): Double.pow(spend, exponent)
    }
  }
}

extension HillCurve {
  /// Robyn's curve, whose half-saturation is a place between the least and the largest value.
  ///
  /// - Parameters:
  ///   - values: What the curve is applied to, after adstock.
  ///   - place: From 0, the least value, to 1, the largest.
  ///   - shape: The exponent, above 0.
  /// - Returns: A curve with a maximum of 1; `nil` without values or where the half-saturation would
  ///   not be above 0.
  package static func betweenExtremes(
    of values: [Double], place: Double, shape: Double
  ) -> HillCurve? {
    guard let least = values.min(), let largest = values.max() else { return nil }
    let curve = HillCurve(
      maximum: 1, halfSaturation: least * (1 - place) + largest * place, shape: shape)
    return curve.isValid ? curve : nil
  }
}
