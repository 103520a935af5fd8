/// Moves of single points between clusters, each lowering the sum of squared distances.
///
/// Taking a point out of a cluster of n saves n / (n − 1) of its squared distance, putting it into
/// one costs n / (n + 1); the centres follow at once. Source: Hartigan, "Clustering algorithms",
/// 1975.
struct PointMoves {
  var centres: [Double]
  var labels: [Int]
  var sizes: [Int]
  private var leaving: [Double]
  private var joining: [Double]
  private var border: [Int] = []

  init(centres: [Double], labels: [Int], sizes: [Int]) {
    self.centres = centres
    self.labels = labels
    self.sizes = sizes
    leaving = sizes.map { Double($0) / max(1, Double($0) - 1) }
    joining = sizes.map { Double($0) / Double($0 + 1) }
  }

  /// Moves points until none would help, in at most `rounds` rounds over all of them.
  ///
  /// Between two full rounds only the points near a border are looked at.
  mutating func settle(
    _ points: UnsafeBufferPointer<Double>, dimension: Int, rounds: Int
  ) {
    for _ in 0..<rounds {
      border.removeAll(keepingCapacity: true)
      guard improve(labels.indices, points, dimension, collectingBorder: true) else { return }
      var inner = 0
      while inner < rounds, improve(border, points, dimension, collectingBorder: false) {
        inner += 1
      }
    }
  }

  /// Looks at each of `rows` once; tells whether any point moved.
  private mutating func improve(
    _ rows: some Sequence<Int>, _ points: UnsafeBufferPointer<Double>, _ dimension: Int,
    collectingBorder: Bool
  ) -> Bool {
    var moved = false
    for row in rows where sizes[labels[row]] > 1 {
      let own = labels[row]
      let choice = cheapest(beside: own, for: points, row * dimension, dimension)
      if collectingBorder, choice.cost < 2 * choice.saved { border.append(row) }
      // A gain within rounding would let points move in circles.
      guard choice.cost < choice.saved * (1 - 1e-12) else { continue }
      moved = true
      labels[row] = choice.cluster
      shift(own, by: -1 / Double(sizes[own] - 1), towards: points, row * dimension, dimension)
      shift(
        choice.cluster, by: 1 / Double(sizes[choice.cluster] + 1), towards: points,
        row * dimension, dimension)
      resize(own, by: -1)
      resize(choice.cluster, by: 1)
    }
    return moved
  }

  /// What leaving its own cluster saves a point and the cheapest other one with its cost.
  private func cheapest(
    beside own: Int, for points: UnsafeBufferPointer<Double>, _ start: Int, _ dimension: Int
  ) -> (saved: Double, cluster: Int, cost: Double) {
    centres.withUnsafeBufferPointer { centres in
      joining.withUnsafeBufferPointer { joining in
        let saved =
          leaving[own] * squaredDistance(points, start, centres, own * dimension, dimension)
        var (best, least) = (own, Double.infinity)
        for cluster in joining.indices where cluster != own {
          let distance = squaredDistance(points, start, centres, cluster * dimension, dimension)
          let cost = distance * joining[cluster]
          if cost < least { (best, least) = (cluster, cost) }
        }
        return (saved, best, least)
      }
    }
  }

  private mutating func shift(
    _ cluster: Int, by share: Double, towards points: UnsafeBufferPointer<Double>, _ start: Int,
    _ dimension: Int
  ) {
    let first = cluster * dimension
    for column in 0..<dimension {
      centres[first + column] += share * (points[start + column] - centres[first + column])
    }
  }

  private mutating func resize(_ cluster: Int, by change: Int) {
    sizes[cluster] += change
    let size = Double(sizes[cluster])
    leaving[cluster] = size / max(1, size - 1)
    joining[cluster] = size / (size + 1)
  }
}

@inline(__always)
func squaredDistance(
  _ points: UnsafeBufferPointer<Double>, _ start: Int,
  _ centres: UnsafeBufferPointer<Double>, _ first: Int, _ dimension: Int
) -> Double {
  if dimension == 3 {
    // Recency, frequency and spend: without the loop it takes half the time.
    let one = points[start] - centres[first]
    let two = points[start + 1] - centres[first + 1]
    let three = points[start + 2] - centres[first + 2]
    return one * one + two * two + three * three
  }
  var distance = 0.0
  for column in 0..<dimension {
    let difference = points[start + column] - centres[first + column]
    distance += difference * difference
  }
  return distance
}
