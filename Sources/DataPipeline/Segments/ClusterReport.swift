package import Commerce
import RealModule
package import Statistics

/// Customers grouped by k-means on standardised log1p(recency, frequency, monetary).
package struct ClusterReport: Codable, Sendable {
  /// The grouping that was chosen: the one with the highest silhouette unless a number was given.
  package let chosen: Grouping
  /// Every number of clusters that was tried, in ascending order.
  package let candidates: [Grouping]
  /// The cluster of each customer in the chosen grouping, in their order.
  package let assignments: [Int]

  /// One number of clusters.
  package struct Grouping: Codable, Sendable {
    package let k: Int
    /// Sum of squared distances in standardised units.
    package let inertia: Double
    /// −1…1, of an even sample of at most 4,000 customers, 2,000 of more than 40,000.
    package let silhouette: Double
    /// The largest first.
    package let clusters: [Cluster]
  }

  /// One cluster with its centre in original units.
  package struct Cluster: Codable, Hashable, Sendable {
    package let size: Int
    package let recencyDays: Double
    /// Purchase days.
    package let frequency: Double
    /// Currency units in all.
    package let monetary: Double
    /// A few words: `recent, frequent, high spend`.
    package let words: String
    /// The centre in the standardised units of `inertia`: recency, frequency, monetary.
    package let centre: [Double]
  }

  /// Groups customers as they are on a day.
  ///
  /// - Parameters:
  ///   - customers: At least three that differ.
  ///   - day: The day recency counts to.
  ///   - clusters: How many; `nil` tries 3…8.
  ///   - generator: The source of chance; the same state gives the same groups.
  /// - Returns: All groupings tried and the chosen one.
  /// - Throws: ``ClusteringError`` if there are too few distinct customers.
  package static func make(
    customers: [Customer], asOf day: Day, clusters: Int? = nil,
    using generator: inout some RandomNumberGenerator
  ) throws(ClusteringError) -> ClusterReport {
    var coordinates: [Double] = []
    coordinates.reserveCapacity(3 * customers.count)
    for customer in customers { customer.appendFeatures(asOf: day, to: &coordinates) }
    let features = try PointTable(coordinates, dimension: 3)
    let scale = Standardisation(of: features)
    let points = scale.standardised(features)
    var candidates: [Grouping] = []
    var best: (grouping: Grouping, assignments: [Int])?
    for k in clusters.map({ $0...$0 }) ?? 3...8 {
      do {
        let found = try KMeans.fit(points, clusters: k, using: &generator)
        let grouping = Grouping(found, points, scale)
        candidates.append(grouping)
        if let best, best.grouping.silhouette >= grouping.silhouette { continue }
        best = (grouping, found.assignments)
      } catch {
        // Fewer distinct customers than clusters: more clusters would fail too.
        guard best != nil else { throw error }
        break
      }
    }
    guard let best else { throw .noPoints }
    return ClusterReport(
      chosen: best.grouping, candidates: candidates, assignments: best.assignments)
  }
}

extension ClusterReport.Grouping {
  fileprivate init(_ found: KMeans, _ points: PointTable, _ scale: Standardisation) {
    k = found.sizes.count
    inertia = found.inertia
    silhouette =
      Silhouette(
        of: points, assignments: found.assignments, limit: points.count > 40_000 ? 2_000 : 4_000
      ).value
    clusters = zip(found.centres, found.sizes).map { centre, size in
      let original = scale.restored(centre).map { Double.expMinusOne($0) }
      return ClusterReport.Cluster(
        size: size, recencyDays: original[0], frequency: original[1], monetary: original[2],
        words: ClusterReport.words(for: centre), centre: centre)
    }
  }
}

extension ClusterReport {
  /// Says where a centre lies, in standard deviations from the mean of all customers.
  fileprivate static func words(for centre: [Double]) -> String {
    [
      word(for: centre[0], low: "recent", middle: "some time ago", high: "long ago"),
      word(for: centre[1], low: "rare", middle: "occasional", high: "frequent"),
      word(for: centre[2], low: "low spend", middle: "medium spend", high: "high spend"),
    ].joined(separator: ", ")
  }

  private static func word(for place: Double, low: String, middle: String, high: String) -> String {
    place < -0.5 ? low : place > 0.5 ? high : middle
  }
}

extension Customer {
  /// log1p of recency in days, purchase days and revenue in currency units.
  fileprivate func appendFeatures(asOf day: Day, to features: inout [Double]) {
    features.append(Double.log(onePlus: Double(max(day.days(since: lastDay), 0))))
    features.append(Double.log(onePlus: Double(purchaseDays)))
    features.append(Double.log(onePlus: Double(max(revenueMicros, 0)) / 1_000_000))
  }
}
