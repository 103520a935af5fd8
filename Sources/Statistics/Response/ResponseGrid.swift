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

  /// Curves are concave or begin S-shaped: a spend too small to be seen earns less than its share.
  static let shapes: [(shape: Double, prior: Double)] = [(1, 0.4), (1.25, 0.4), (1.5, 0.2)]

  /// From a tenth to thirty times the typical spend, evenly in the logarithm.
  static let halfSaturations: [Double] = (0..<18).map { step in
    0.1 * Double.exp(Double(step) / 17 * Double.log(300))
  }

  /// Shape by shape, each with all half-saturations.
  static let cells: [Cell] = shapes.flatMap { shape, prior in
    halfSaturations.map { halfSaturation in
      // Shops whose returns are averaged use about half of what there is of an audience.
      let distance = Double.log(halfSaturation) - Double.log(0.8)
      return Cell(
        halfSaturation: halfSaturation, shape: shape,
        power: Double.pow(halfSaturation, shape),
        logPrior: Double.log(prior) - distance * distance / 2)
    }
  }

  static let count = shapes.count * halfSaturations.count

  /// What each cell's typical spend brings of its maximum.
  static let typicalSaturations = cells.map { $0.saturation(at: 1) }

  /// How a shop's returns may lie to those that were expected of it, in all campaigns alike: 1 on
  /// average, with a deviation of the logarithm of 0.35.
  static let levels: [(factor: Double, logPrior: Double)] = {
    let logarithms = (-3...3).map { 0.3 * Double($0) }
    let logPriors = logarithms.map { -$0 * $0 / (2 * 0.35 * 0.35) }
    let total = logPriors.reduce(0) { $0 + Double.exp($1) }
    let mean = zip(logarithms, logPriors).reduce(0) { $0 + Double.exp($1.0 + $1.1) } / total
    return zip(logarithms, logPriors).map { (Double.exp($0) / mean, $1) }
  }()

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
