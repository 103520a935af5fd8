import RealModule

/// What spend returns when each further unit returns less: A sʰ / (sʰ + cʰ).
///
/// With a shape of at most 1 the curve is concave from the start. Above 1 it is S-shaped: the first
/// spend returns little, up to a turning point.
package struct HillCurve: Sendable, Codable, Equatable {
  /// The return A that endless spend approaches, at least 0.
  package var maximum: Double
  /// The spend c that brings half of the maximum, above 0.
  package var halfSaturation: Double
  /// The exponent h, above 0.
  package var shape: Double

  package init(maximum: Double, halfSaturation: Double, shape: Double = 1) {
    self.maximum = maximum
    self.halfSaturation = halfSaturation
    self.shape = shape
  }

  package var isValid: Bool {
    maximum >= 0 && maximum.isFinite && halfSaturation > 0 && halfSaturation.isFinite
      && shape > 0 && shape.isFinite
  }

  /// The return of `spend`, at least 0; no spend returns nothing.
  package func value(_ spend: Double) -> Double {
    guard spend > 0 else { return 0 }
    if shape == 1 { return maximum * (spend / (spend + halfSaturation)) }
    return maximum / (1 + Double.exp(-shape * Double.log(spend / halfSaturation)))
  }

  /// What the next unit of spend returns at `spend`; infinite at 0 for a shape below 1.
  package func marginal(_ spend: Double) -> Double {
    guard spend > 0 else {
      if shape == 1 { return maximum / halfSaturation }
      return shape > 1 || maximum == 0 ? 0 : .infinity
    }
    let logRatio = Double.log(spend / halfSaturation)
    return maximum * (shape / halfSaturation) * Double.exp(logMarginalShare(logRatio))
  }

  /// The same curve with every return multiplied by `factor`, as a season does.
  package func scaled(by factor: Double) -> HillCurve {
    HillCurve(maximum: maximum * factor, halfSaturation: halfSaturation, shape: shape)
  }

  /// The spend at which an S-shaped curve turns from growing to falling marginal return, else 0.
  package var turningPoint: Double {
    guard shape > 1 else { return 0 }
    return halfSaturation * Double.pow((shape - 1) / (shape + 1), 1 / shape)
  }

  /// ln of the marginal return in units of A h / c, at ln(s / c).
  private func logMarginalShare(_ logRatio: Double) -> Double {
    (shape - 1) * logRatio - 2 * softplus(shape * logRatio)
  }
}
