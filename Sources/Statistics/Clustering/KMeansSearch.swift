/// The search for good partitions of one table: restarts, random swaps and shakes of the best.
struct KMeansSearch {
  private let table: PointTable
  private let clusters: Int

  init(_ table: PointTable, clusters: Int) {
    self.table = table
    self.clusters = clusters
  }

  /// Returns the different optima found, the best first.
  func run(
    restarts: Int, using generator: inout some RandomNumberGenerator
  ) -> [Partition] {
    var found: [Partition] = []
    for _ in 0..<restarts {
      let seeds = plusPlusSeeds(using: &generator)
      keep(Partition(of: table, around: seeds), in: &found)
    }
    guard clusters > 1 else { return found }
    for _ in 0..<restarts {
      guard let best = found.first else { break }
      let centres = swapped(best, using: &generator)
      keep(Partition(of: table, around: centres), in: &found)
    }
    for kick in 0..<3 * restarts {
      guard let best = found.first else { break }
      let centres = shaken(best, by: [0.03, 0.1, 0.3][kick % 3], using: &generator)
      keep(Partition(of: table, around: centres, roundsOfLloyd: 1), in: &found)
    }
    return found
  }

  /// Shifts every centre by chance, in units of the mean distance of points to their centres.
  private func shaken(
    _ partition: Partition, by share: Double, using generator: inout some RandomNumberGenerator
  ) -> [Double] {
    let spread = (partition.inertia / Double(partition.table.values.count)).squareRoot()
    return partition.centres.map { normal(mean: $0, deviation: share * spread, using: &generator) }
  }

  private func keep(_ partition: Partition, in found: inout [Partition]) {
    let same = found.contains {
      abs($0.inertia - partition.inertia) <= 1e-10 * partition.inertia
    }
    guard !same else { return }
    let place = found.firstIndex { $0.inertia > partition.inertia } ?? found.count
    found.insert(partition, at: place)
    if found.count > 3 { found.removeLast() }
  }

  private func plusPlusSeeds(using generator: inout some RandomNumberGenerator) -> [Double] {
    var centres = Array(table[Int.random(in: 0..<table.count, using: &generator)])
    var nearest = [Double](repeating: .infinity, count: table.count)
    for _ in 1..<max(2, clusters) where clusters > 1 {
      let newest = Array(centres.suffix(table.dimension))
      lower(&nearest, towards: newest)
      centres += table[drawRow(by: nearest, using: &generator)]
    }
    return centres
  }

  /// Removes a random centre and puts one at a point drawn by its squared distance.
  private func swapped(
    _ partition: Partition, using generator: inout some RandomNumberGenerator
  ) -> [Double] {
    var centres = partition.centres
    let removed = Int.random(in: 0..<clusters, using: &generator)
    var nearest = [Double](repeating: .infinity, count: table.count)
    for cluster in 0..<clusters where cluster != removed {
      let start = cluster * table.dimension
      lower(&nearest, towards: Array(centres[start..<start + table.dimension]))
    }
    let row = drawRow(by: nearest, using: &generator)
    centres.replaceSubrange(
      removed * table.dimension..<(removed + 1) * table.dimension, with: table[row])
    return centres
  }

  private func lower(_ nearest: inout [Double], towards centre: [Double]) {
    let dimension = table.dimension
    table.values.withUnsafeBufferPointer { values in
      for row in nearest.indices {
        var distance = 0.0
        for column in 0..<dimension {
          let difference = values[row * dimension + column] - centre[column]
          distance += difference * difference
        }
        if distance < nearest[row] { nearest[row] = distance }
      }
    }
  }

  private func drawRow(
    by weights: [Double], using generator: inout some RandomNumberGenerator
  ) -> Int {
    let total = weights.reduce(0, +)
    var left = uniform(using: &generator) * total
    for (row, weight) in weights.enumerated() where weight > 0 {
      left -= weight
      if left < 0 { return row }
    }
    return weights.lastIndex { $0 > 0 } ?? 0
  }
}
