/// Draws indices in proportion to weights that change, in O(log *n*) a draw and an update.
///
/// A binary indexed tree of partial sums. Rounding that updates leave behind is removed by
/// rebuilding the sums once in as many updates as there are weights (O(1) amortised).
package struct FenwickSampler: Sendable, Codable, Equatable {
  /// The weights as set, each finite and at least 0.
  package private(set) var weights: [Double]
  private var sums: [Double]
  private var updatesSinceRebuild = 0

  /// - Parameter weights: Each finite and at least 0.
  package init(weights: [Double]) {
    for weight in weights {
      precondition(weight >= 0 && weight.isFinite, "a weight must be finite, at least 0: \(weight)")
    }
    self.weights = weights
    sums = []
    rebuild()
  }

  /// The sum of all weights.
  package var total: Double {
    var node = weights.count
    var sum = 0.0
    while node > 0 {
      sum += sums[node]
      node &= node - 1
    }
    return max(0, sum)
  }

  /// Sets the weight of `index` to `weight`, finite and at least 0.
  package mutating func update(_ index: Int, to weight: Double) {
    precondition(weight >= 0 && weight.isFinite, "a weight must be finite, at least 0: \(weight)")
    let change = weight - weights[index]
    weights[index] = weight
    updatesSinceRebuild += 1
    guard updatesSinceRebuild <= max(64, weights.count) else { return rebuild() }
    var node = index + 1
    while node <= weights.count {
      sums[node] += change
      node += node & -node
    }
  }

  /// Draws an index with probability weight / total, or `nil` if every weight is 0.
  package func draw(using generator: inout some RandomNumberGenerator) -> Int? {
    let all = total
    guard all > 0 else { return nil }
    let found = index(reaching: uniform(using: &generator) * all)
    if weights[found] > 0 { return found }
    // Rounding in the sums can point at an empty place next to the right one.
    return weights[found...].firstIndex { $0 > 0 } ?? weights[..<found].lastIndex { $0 > 0 }
  }

  private func index(reaching target: Double) -> Int {
    var left = target
    var node = 0
    var step = 1 << (Int.bitWidth - 1 - weights.count.leadingZeroBitCount)
    while step > 0 {
      let next = node + step
      if next <= weights.count, sums[next] <= left {
        left -= sums[next]
        node = next
      }
      step >>= 1
    }
    return min(node, weights.count - 1)
  }

  private mutating func rebuild() {
    sums = [0] + weights
    updatesSinceRebuild = 0
    guard weights.count > 1 else { return }
    for node in 1..<weights.count {
      let parent = node + node & -node
      if parent <= weights.count { sums[parent] += sums[node] }
    }
  }
}
