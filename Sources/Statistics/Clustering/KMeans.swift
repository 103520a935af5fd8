/// Groups of points around their means, with the smallest sum of squared distances found.
///
/// Clusters are ordered by size, the largest first.
package struct KMeans: Sendable, Codable, Equatable {
  /// One mean per cluster.
  package let centres: [[Double]]
  /// The cluster of each point, in the order of the points.
  package let assignments: [Int]
  /// Points a cluster, each at least 1.
  package let sizes: [Int]
  /// The sum of squared distances of the points to their centres.
  package let inertia: Double

  /// Searches for the grouping into `clusters` groups with the least inertia.
  ///
  /// Each restart seeds by k-means++ (Arthur and Vassilvitskii 2007), runs a few rounds of Lloyd's
  /// algorithm and then moves single points while that helps (Hartigan 1975), which leaves fewer
  /// and better optima than Lloyd alone. The best is then disturbed as often again by moving one
  /// centre to a far point (random swap, Fränti 2018), then by small shifts of all centres, which
  /// try the many optima that differ in a few points. Above 6,000 points the search runs on an
  /// even sample and its two best groupings are refined on all points; above 40,000 it has fewer
  /// starts, and its best grouping alone is refined.
  ///
  /// - Parameters:
  ///   - table: The points, usually standardised.
  ///   - clusters: At least 1 and at most the number of distinct points.
  ///   - restarts: Independent starts, at least 1.
  ///   - generator: The source of chance; the same state gives the same groups.
  /// - Returns: The best grouping found.
  /// - Throws: ``ClusteringError`` if there are fewer distinct points than clusters.
  /// - Complexity: O(`restarts` × points × clusters × dimension × rounds).
  package static func fit(
    _ table: PointTable, clusters: Int, restarts: Int = 20,
    using generator: inout some RandomNumberGenerator
  ) throws(ClusteringError) -> KMeans {
    guard clusters >= 1 else { throw .clusterCountBelowOne(clusters) }
    let distinct = distinctPoints(in: table, enough: clusters)
    guard distinct >= clusters else {
      throw .tooFewDistinctPoints(distinct: distinct, clusters: clusters)
    }
    let search = KMeansSearch(table.thinned(to: 6_000), clusters: clusters)
    // Among very many points optima lie further apart, and fewer starts find the best.
    let isVeryLarge = table.count > 40_000
    let enough = isVeryLarge ? 8 : restarts
    var candidates = search.run(restarts: max(1, min(restarts, enough)), using: &generator)
    if table.count > 6_000 {
      candidates = candidates.prefix(isVeryLarge ? 1 : 2).map {
        Partition(of: table, around: $0.centres)
      }
    }
    guard let best = candidates.min(by: { $0.inertia < $1.inertia }) else { throw .noPoints }
    return KMeans(best)
  }

  /// Checks `points` and groups them; see ``fit(_:clusters:restarts:using:)``.
  package static func fit(
    points: [[Double]], k clusters: Int, restarts: Int = 20,
    using generator: inout some RandomNumberGenerator
  ) throws(ClusteringError) -> KMeans {
    try fit(PointTable(rows: points), clusters: clusters, restarts: restarts, using: &generator)
  }

  /// Checks flat row-major `points` and groups them; see ``fit(_:clusters:restarts:using:)``.
  package static func fit(
    points: [Double], dimension: Int, k clusters: Int, restarts: Int = 20,
    using generator: inout some RandomNumberGenerator
  ) throws(ClusteringError) -> KMeans {
    let table = try PointTable(points, dimension: dimension)
    return try fit(table, clusters: clusters, restarts: restarts, using: &generator)
  }

  /// The cluster whose centre is nearest to `point`; the first of equals.
  package func nearestCluster(to point: [Double]) -> Int {
    var best = (cluster: 0, distance: Double.infinity)
    for (cluster, centre) in centres.enumerated() {
      let distance = zip(centre, point).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      if distance < best.distance { best = (cluster, distance) }
    }
    return best.cluster
  }

  private init(_ partition: Partition) {
    let dimension = partition.table.dimension
    let order = partition.sizes.indices.sorted {
      (-partition.sizes[$0], $0) < (-partition.sizes[$1], $1)
    }
    var rank = [Int](repeating: 0, count: order.count)
    for (place, cluster) in order.enumerated() { rank[cluster] = place }
    centres = order.map { Array(partition.centres[$0 * dimension..<($0 + 1) * dimension]) }
    sizes = order.map { partition.sizes[$0] }
    assignments = partition.labels.map { rank[$0] }
    inertia = partition.inertia
  }

  /// Counts distinct points up to `enough`, cheaply where points differ.
  private static func distinctPoints(in table: PointTable, enough: Int) -> Int {
    var seen = Set<[Double]>()
    for row in 0..<table.count where seen.count < enough { seen.insert(Array(table[row])) }
    return seen.count
  }
}
