import RealModule

/// Where the mean of a series changes, as the segmentation of least cost.
///
/// The cost is the sum of squared distances from the segments' means plus a penalty a change;
/// the minimum is exact, found by pruned dynamic programming (PELT: Killick, Fearnhead and Eckley
/// 2012, section 3).
package struct ChangePoints: Sendable, Equatable {
  /// The index after each segment's last value, rising; the last is the number of values.
  package let ends: [Int]
  /// Squared distances and penalties.
  package let cost: Double

  /// The changes, as the first index of each segment but the first.
  package var starts: ArraySlice<Int> { ends.dropLast() }

  /// Segments `values`.
  ///
  /// - Parameters:
  ///   - values: All finite; fewer than twice `shortest` make one segment.
  ///   - penalty: In the squared unit of `values`, at least 0; 4 log *n* variances are cautious.
  ///   - shortest: Values of the shortest segment, at least 1.
  /// - Complexity: O(*n*) if changes are spread over the series, O(*n*²) without any.
  package init(_ values: [Double], penalty: Double, shortest: Int) {
    var search = SegmentSearch(values, penalty: penalty, shortest: max(1, shortest))
    search.run()
    ends = values.isEmpty ? [] : search.ends
    cost = values.isEmpty ? 0 : search.leastCosts[values.count] - penalty
  }

  /// Segments a series of unknown scale: a change costs 4 log *n* variances, a segment has five
  /// values or more.
  package init(standardising values: [Double]) {
    let variance = Moments(values).populationVariance ?? 0
    let penalty = 4 * Double.log(Double(max(2, values.count))) * variance
    self.init(values, penalty: variance > 0 ? penalty : 1, shortest: 5)
  }
}

private struct SegmentSearch {
  private let sums: [Double]
  private let squares: [Double]
  private let penalty: Double
  private let shortest: Int
  /// The least cost of the first values, with a penalty too many.
  private(set) var leastCosts: [Double]
  private var lastStarts: [Int]

  init(_ values: [Double], penalty: Double, shortest: Int) {
    // Around the mean, so that squares do not cancel.
    let mean = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    var (sums, squares) = ([0.0], [0.0])
    for value in values {
      sums.append((sums.last ?? 0) + (value - mean))
      squares.append((squares.last ?? 0) + (value - mean) * (value - mean))
    }
    (self.sums, self.squares) = (sums, squares)
    (self.penalty, self.shortest) = (penalty, shortest)
    leastCosts = [Double](repeating: .infinity, count: values.count + 1)
    lastStarts = [Int](repeating: 0, count: values.count + 1)
    leastCosts[0] = 0
  }

  private func cost(_ start: Int, _ end: Int) -> Double {
    let sum = sums[end] - sums[start]
    return max(0, squares[end] - squares[start] - sum * sum / Double(end - start))
  }

  mutating func run() {
    let count = leastCosts.count - 1
    guard count >= 2 * shortest else {
      if count > 0 { leastCosts[count] = cost(0, count) + penalty }
      return
    }
    var candidates = [0]
    for end in shortest...count {
      if end >= 2 * shortest { candidates.append(end - shortest) }
      var costs: [Double] = []
      for start in candidates { costs.append(leastCosts[start] + cost(start, end)) }
      for (start, cost) in zip(candidates, costs) where cost + penalty < leastCosts[end] {
        (leastCosts[end], lastStarts[end]) = (cost + penalty, start)
      }
      // A start is out for good only `shortest` steps after it lost, as later ones need that long.
      let bound = leastCosts[max(0, end - shortest)]
      guard end >= 2 * shortest, bound.isFinite else { continue }
      candidates = zip(candidates, candidates).compactMap { start, _ in
        let ended = end - shortest
        guard start + shortest <= ended else { return start }
        return leastCosts[start] + cost(start, ended) <= bound ? start : nil
      }
    }
  }

  var ends: [Int] {
    var ends = [leastCosts.count - 1]
    while let end = ends.last, lastStarts[end] > 0 { ends.append(lastStarts[end]) }
    return ends.reversed()
  }
}
