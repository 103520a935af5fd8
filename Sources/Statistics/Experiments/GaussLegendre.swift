/// Nodes and weights of Gauss and Legendre's rule of 8 points on each of equal panels.
///
/// Exact for polynomials up to degree 15 on a panel; a normal density on a panel two deviations
/// wide is integrated to about 10⁻¹⁰ of its size.
struct GaussGrid {
  private(set) var nodes: [Double] = []
  private(set) var weights: [Double] = []

  /// Nodes in rising order over `range`, in at least one panel.
  init(over range: ClosedRange<Double>, panels: Int) {
    let panels = max(1, panels)
    let half = (range.upperBound - range.lowerBound) / Double(2 * panels)
    nodes.reserveCapacity(8 * panels)
    weights.reserveCapacity(8 * panels)
    for panel in 0..<panels {
      let centre = range.lowerBound + half * Double(2 * panel + 1)
      for (node, weight) in gaussNodes.reversed() { add(centre - half * node, half * weight) }
      for (node, weight) in gaussNodes { add(centre + half * node, half * weight) }
    }
  }

  private mutating func add(_ node: Double, _ weight: Double) {
    nodes.append(node)
    weights.append(weight)
  }
}

/// The integral of a smooth function by 8 points on each of `panels` panels.
func gaussIntegral(
  over range: ClosedRange<Double>, panels: Int = 48, of function: (Double) -> Double
) -> Double {
  let grid = GaussGrid(over: range, panels: panels)
  return zip(grid.nodes, grid.weights).reduce(0) { $0 + $1.1 * function($1.0) }
}

private let gaussNodes: [(node: Double, weight: Double)] = [
  (0.1834346424956498049394761, 0.3626837833783619829651504),
  (0.5255324099163289858177390, 0.3137066458778872873379622),
  (0.7966664774136267395915539, 0.2223810344533744705443560),
  (0.9602898564975362316835609, 0.1012285362903762591525314),
]
