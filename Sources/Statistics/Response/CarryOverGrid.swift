import RealModule

/// Half-saturations, shapes and carry-overs that a response may have, in units of a typical spend.
///
/// A carry-over l means that of yesterday's effective spend the share l still works today:
/// a(t) = (1 − l) s(t) + l a(t − 1), the normalised geometric adstock of Jin et al., "Bayesian
/// methods for media mix modeling with carryover and shape effects" (2017).
package enum CarryOverGrid {
  package static let carryOvers: [Double] = [0, 0.2, 0.4, 0.6]
  static let shapes: [Double] = [0.75, 1, 1.25, 1.5]

  /// From an eighth to eight times the typical spend, evenly in the logarithm.
  static let halfSaturations: [Double] = (0..<9).map { step in
    Double.exp2(-3 + 0.75 * Double(step))
  }

  /// Shape by shape, each with all half-saturations.
  static let curves: [Curve] = shapes.flatMap { shape in
    halfSaturations.map { half in
      let distance = Double.log(half) / 1.2
      return Curve(
        shape: shape, power: Double.pow(half, shape), prior: Double.exp(-0.5 * distance * distance))
    }
  }

  struct Curve {
    var shape: Double
    /// The half-saturation to the power of the shape.
    var power: Double
    /// Not normalised.
    var prior: Double
  }

  /// Carry-over by carry-over, each with all curves.
  static let count = carryOvers.count * curves.count

  static let priors: [Double] = {
    let total = Double(carryOvers.count) * curves.reduce(0) { $0 + $1.prior }
    return carryOvers.flatMap { _ in curves.map { $0.prior / total } }
  }()

  /// The share of the maximum that each cell's curve reaches.
  ///
  /// - Parameter spends: The effective spend for each carry-over, in typical spends.
  /// - Returns: One for each cell, above 0 even without spend, so that a stray order is possible.
  package static func saturations(at spends: [Double]) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(count)
    for spend in spends { appendSaturations(at: spend, to: &result) }
    return result
  }

  /// The share of the maximum that each curve reaches at a steady spend.
  static func saturations(atSteady spend: Double) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(curves.count)
    appendSaturations(at: spend, to: &result)
    return result
  }

  private static func appendSaturations(at spend: Double, to result: inout [Double]) {
    var index = 0
    for shape in shapes {
      let raised = spend > 0 ? (shape == 1 ? spend : Double.pow(spend, shape)) : 0
      for _ in halfSaturations {
        result.append(max(1e-9, raised / (raised + curves[index].power)))
        index += 1
      }
    }
  }
}
