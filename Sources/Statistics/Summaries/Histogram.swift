import RealModule

/// How many values fall into each of some bins that touch one another.
package struct Histogram: Sendable, Codable, Equatable {
  /// One more than there are bins, rising. A bin holds its lower end, the last one both ends.
  package let edges: [Double]
  /// One a bin; values outside the edges count in the nearest bin.
  package private(set) var counts: [Int]

  /// Empty bins.
  ///
  /// - Parameter edges: At least two, rising.
  package init(edges: [Double]) {
    precondition(
      edges.count > 1 && zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 },
      "the edges \(edges) do not rise")
    self.edges = edges
    counts = [Int](repeating: 0, count: edges.count - 1)
  }

  /// Bins whose edges grow like `log(1 + x)`, for values at least 0 with a long tail.
  package init(upTo largest: Double, bins: Int = 12) {
    let top = Double.log(onePlus: max(1, largest))
    self.init(
      edges: (0...max(1, bins)).map { Double.expMinusOne(top * Double($0) / Double(max(1, bins))) })
  }

  package mutating func add(_ value: Double) {
    guard !value.isNaN else { return }
    var (low, high) = (0, counts.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if edges[middle] <= value { low = middle } else { high = middle - 1 }
    }
    counts[low] += 1
  }

  package var total: Int { counts.reduce(0, +) }
}
