/// One grouping of a table at a local optimum that no single move of a point improves.
struct Partition {
  let table: PointTable
  private(set) var centres: [Double]
  private(set) var labels: [Int]
  private(set) var sizes: [Int]
  private(set) var inertia = 0.0

  private var clusters: Int { sizes.count }

  /// Improves a grouping around `centres` by rounds of Lloyd's algorithm, then by single moves.
  init(of table: PointTable, around centres: [Double], roundsOfLloyd: Int = 6) {
    self.table = table
    self.centres = centres
    labels = [Int](repeating: -1, count: table.count)
    sizes = [Int](repeating: 0, count: centres.count / table.dimension)
    var rounds = 0
    while rounds < roundsOfLloyd, assignNearest() {
      updateCentres()
      rounds += 1
    }
    fillEmptyClusters()
    movePoints(rounds: 200)
    updateCentres()
    measureInertia()
  }

  /// Puts every point to its nearest centre; tells whether any changed.
  private mutating func assignNearest() -> Bool {
    let dimension = table.dimension
    let clusters = clusters
    var changed = false
    table.values.withUnsafeBufferPointer { points in
      centres.withUnsafeBufferPointer { centres in
        labels.withUnsafeMutableBufferPointer { labels in
          for row in labels.indices {
            var best = 0
            var bestDistance = Double.infinity
            for cluster in 0..<clusters {
              let distance = squaredDistance(
                points, row * dimension, centres, cluster * dimension, dimension)
              if distance < bestDistance { (best, bestDistance) = (cluster, distance) }
            }
            if labels[row] != best {
              labels[row] = best
              changed = true
            }
          }
        }
      }
    }
    return changed
  }

  private mutating func updateCentres() {
    let dimension = table.dimension
    var sums = [Double](repeating: 0, count: centres.count)
    for cluster in sizes.indices { sizes[cluster] = 0 }
    for row in labels.indices {
      let cluster = labels[row]
      sizes[cluster] += 1
      for column in 0..<dimension {
        sums[cluster * dimension + column] += table.values[row * dimension + column]
      }
    }
    for cluster in sizes.indices where sizes[cluster] > 0 {
      for column in 0..<dimension {
        centres[cluster * dimension + column] =
          sums[cluster * dimension + column] / Double(sizes[cluster])
      }
    }
  }

  /// Gives each empty cluster the point farthest from its centre.
  private mutating func fillEmptyClusters() {
    updateCentres()
    while let empty = sizes.firstIndex(of: 0) {
      let distances = labels.indices.map { row in
        sizes[labels[row]] > 1 ? distanceToOwnCentre(row) : -1
      }
      guard let farthest = distances.indices.max(by: { distances[$0] < distances[$1] }) else {
        return
      }
      labels[farthest] = empty
      updateCentres()
    }
  }

  private func distanceToOwnCentre(_ row: Int) -> Double {
    let dimension = table.dimension
    return table.values.withUnsafeBufferPointer { points in
      centres.withUnsafeBufferPointer { centres in
        squaredDistance(points, row * dimension, centres, labels[row] * dimension, dimension)
      }
    }
  }

  /// Moves single points until no move lowers the inertia, or `rounds` are used up.
  private mutating func movePoints(rounds: Int) {
    var moves = PointMoves(centres: centres, labels: labels, sizes: sizes)
    table.values.withUnsafeBufferPointer { points in
      moves.settle(points, dimension: table.dimension, rounds: rounds)
    }
    (centres, labels, sizes) = (moves.centres, moves.labels, moves.sizes)
  }

  private mutating func measureInertia() {
    inertia = labels.indices.reduce(0) { $0 + distanceToOwnCentre($1) }
  }
}
