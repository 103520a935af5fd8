import RealModule

/// The grid of half-saturations and shapes, in units of the typical spend.
enum ResponseGrid {
  struct Cell {
    var halfSaturation: Double
    var shape: Double
    /// The half-saturation to the power of the shape.
    var power: Double
    var logPrior: Double

    /// The share of the maximum that a spend brings.
    func saturation(at spend: Double) -> Double {
      guard spend > 0 else { return 0 }
      let raised = shape == 1 ? spend : Double.pow(spend, shape)
      return raised / (raised + power)
    }
  }

  static let shapes: [(shape: Double, prior: Double)] = [(0.7, 0.25), (1, 0.5), (1.5, 0.25)]

  /// From a tenth to thirty times the typical spend, evenly in the logarithm.
  static let halfSaturations: [Double] = (0..<18).map { step in
    0.1 * Double.exp(Double(step) / 17 * Double.log(300))
  }

  /// Shape by shape, each with all half-saturations.
  static let cells: [Cell] = shapes.flatMap { shape, prior in
    halfSaturations.map { halfSaturation in
      let distance = Double.log(halfSaturation) - Double.log(1.5)
      return Cell(
        halfSaturation: halfSaturation, shape: shape,
        power: Double.pow(halfSaturation, shape),
        logPrior: Double.log(prior) - distance * distance / 2)
    }
  }

  static let count = shapes.count * halfSaturations.count

  static func forEachSaturation(at spend: Double, _ body: (Int, Double) -> Void) {
    var cell = 0
    for (shape, _) in shapes {
      let raised = spend > 0 ? (shape == 1 ? spend : Double.pow(spend, shape)) : 0
      for _ in halfSaturations {
        body(cell, raised / (raised + cells[cell].power))
        cell += 1
      }
    }
  }
}
