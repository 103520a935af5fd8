/// Weights of at least 0 that add up to 1 and bring a weighted sum of points nearest to a target.
///
/// With weights that add up to 1 the distance is that of Σ wⱼ (pointⱼ − target) from the origin, so
/// the best weights are those of the nearest point of a convex hull. Wolfe, "Finding the nearest
/// point in a polytope" (1976), finds it exactly by an active set, also where there are more points
/// than coordinates and an equality-constrained least squares is singular. The certificate bounds
/// how much could still be gained.
package struct SimplexFit: Sendable, Equatable {
  /// One for each point, at least 0; they add up to 1.
  package let weights: [Double]
  /// The squared distance that is left.
  package let squaredDistance: Double
  /// The squared distance is at most this far above the least possible one (Frank-Wolfe gap).
  package let certificate: Double

  /// Finds the weights.
  ///
  /// - Parameters:
  ///   - target: Finite values.
  ///   - points: At least one, each as long as `target`, finite.
  package init(target: [Double], points: [[Double]]) {
    precondition(!points.isEmpty, "a hull needs a point")
    let differences = points.map { point in zip(point, target).map { $0 - $1 } }
    var search = NearestPoint(products: Self.products(differences))
    search.run()
    weights = search.weights
    var nearest = [Double](repeating: 0, count: target.count)
    for (weight, difference) in zip(weights, differences) where weight > 0 {
      for index in nearest.indices { nearest[index] += weight * difference[index] }
    }
    let squared = dot(nearest, nearest)
    let lowest = differences.reduce(squared) { min($0, dot($1, nearest)) }
    squaredDistance = squared
    certificate = min(squared, 2 * max(0, squared - lowest))
  }

  private static func products(_ points: [[Double]]) -> [[Double]] {
    var products = points.map { _ in [Double](repeating: 0, count: points.count) }
    for row in points.indices {
      for column in 0...row {
        let product = dot(points[row], points[column])
        products[row][column] = product
        products[column][row] = product
      }
    }
    return products
  }
}

/// Wolfe's algorithm on the products of the points.
private struct NearestPoint {
  let products: [[Double]]
  private(set) var weights: [Double]
  /// The points with weight; they are affinely independent.
  private var support: [Int]
  private let scale: Double

  init(products: [[Double]]) {
    self.products = products
    weights = [Double](repeating: 0, count: products.count)
    let first = products.indices.min { products[$0][$0] < products[$1][$1] } ?? 0
    support = [first]
    weights[first] = 1
    scale = max(.leastNormalMagnitude, products.indices.reduce(0) { max($0, products[$1][$1]) })
  }

  mutating func run() {
    // Each round lowers the distance with another support, so rounds end; the cap is for rounding.
    for _ in 0..<(100 + 20 * weights.count) {
      let alongs = products.map { row in support.reduce(0) { $0 + weights[$1] * row[$1] } }
      let squared = support.reduce(0) { $0 + weights[$1] * alongs[$1] }
      guard let next = alongs.indices.min(by: { alongs[$0] < alongs[$1] }),
        squared - alongs[next] > 1e-14 * scale, !support.contains(next)
      else { return }
      support.append(next)
      settle()
    }
  }

  /// Moves to the nearest point of the support's plane, dropping what would get no weight.
  private mutating func settle() {
    while support.count > 1, let wanted = affineMinimum() {
      guard wanted.contains(where: { $0 <= 1e-15 }) else {
        for (place, index) in support.enumerated() { weights[index] = wanted[place] }
        return
      }
      var step = 1.0
      for (place, index) in support.enumerated() where wanted[place] <= 1e-15 {
        let fall = weights[index] - wanted[place]
        if fall > 0 { step = min(step, weights[index] / fall) }
      }
      for (place, index) in support.enumerated() {
        weights[index] += step * (wanted[place] - weights[index])
      }
      drop()
    }
    if support.count == 1 { weights[support[0]] = 1 }
  }

  private mutating func drop() {
    let least = support.map { weights[$0] }.min() ?? 0
    let gone = support.filter { weights[$0] <= max(least, 1e-15) }
    for index in gone { weights[index] = 0 }
    support.removeAll { gone.contains($0) }
    let total = support.reduce(0) { $0 + weights[$1] }
    for index in support { weights[index] /= total }
  }

  /// The weights, of any sign, that add up to 1 and lie nearest to the origin.
  private func affineMinimum() -> [Double]? {
    for ridge in [0, 1e-13, 1e-10] {
      let rows = support.map { row in
        support.map { column in
          products[row][column] + scale + (row == column ? ridge * scale : 0)
        }
      }
      let ones = [Double](repeating: 1, count: support.count)
      guard let solution = SymmetricMatrix(rows: rows).solution(of: ones) else { continue }
      let total = solution.reduce(0, +)
      if total.isFinite, total > 0 { return solution.map { $0 / total } }
    }
    return nil
  }
}
