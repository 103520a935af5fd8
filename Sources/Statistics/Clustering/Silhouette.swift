/// How much nearer points are to their own cluster than to the next one, in [−1, 1].
package struct Silhouette: Sendable, Codable, Equatable {
  /// The mean over the points looked at; 0 for a single cluster.
  package let value: Double
  /// Whether every point was compared with every other; otherwise an even sample was.
  package let isExact: Bool
  /// How many points the mean is over.
  package let points: Int

  /// Measures a grouping; a point alone in its cluster counts 0, as in scikit-learn.
  ///
  /// - Parameters:
  ///   - table: The points that were grouped.
  ///   - assignments: The cluster of each point, from 0.
  ///   - limit: Above this many points only an even sample of this size is compared with itself.
  /// - Complexity: O(min(points, `limit`)² × dimension).
  package init(of table: PointTable, assignments: [Int], limit: Int = 4_000) {
    let count = min(table.count, limit)
    let rows = (0..<count).map { $0 * table.count / count }
    let sample = table.thinned(to: limit)
    let labels = rows.map { assignments[$0] }
    let clusters = (labels.max() ?? 0) + 1
    isExact = count == table.count
    points = count
    value = Silhouette.mean(of: sample, labels: labels, clusters: clusters)
  }

  private static func mean(of table: PointTable, labels: [Int], clusters: Int) -> Double {
    let sizes = labels.reduce(into: [Int](repeating: 0, count: clusters)) { $0[$1] += 1 }
    guard sizes.count(where: { $0 > 0 }) > 1 else { return 0 }
    let sums = distanceSums(of: table, labels: labels, clusters: clusters)
    var total = 0.0
    for row in labels.indices where sizes[labels[row]] > 1 {
      let own = labels[row]
      let inside = sums[row * clusters + own] / Double(sizes[own] - 1)
      var outside = Double.infinity
      for cluster in 0..<clusters where cluster != own && sizes[cluster] > 0 {
        outside = min(outside, sums[row * clusters + cluster] / Double(sizes[cluster]))
      }
      let larger = max(inside, outside)
      if larger > 0 { total += (outside - inside) / larger }
    }
    return total / Double(labels.count)
  }

  /// For each point the sum of its distances to the members of each cluster.
  private static func distanceSums(
    of table: PointTable, labels: [Int], clusters: Int
  ) -> [Double] {
    let dimension = table.dimension
    var sums = [Double](repeating: 0, count: labels.count * clusters)
    table.values.withUnsafeBufferPointer { values in
      labels.withUnsafeBufferPointer { labels in
        sums.withUnsafeMutableBufferPointer { sums in
          for row in labels.indices {
            for other in 0..<row {
              var square = 0.0
              for column in 0..<dimension {
                let difference =
                  values[row * dimension + column] - values[other * dimension + column]
                square += difference * difference
              }
              let distance = square.squareRoot()
              sums[row * clusters + labels[other]] += distance
              sums[other * clusters + labels[row]] += distance
            }
          }
        }
      }
    }
    return sums
  }
}
