import Foundation
import Statistics
import Testing

private struct Reference: Decodable {
  var featureMean: [Double]
  var featureDeviation: [Double]
  var inertia: [String: Double]
  var silhouette: [String: Double]
  var sizes: [String: [Int]]
}

private func features(_ file: String) throws -> PointTable {
  let rows = try Fixture.rows(file).map { $0.map { log(1 + max(0, $0)) } }
  return try PointTable(rows: rows)
}

private func reference(_ name: String) throws -> Reference {
  let all = try Fixture.json("kmeans.json", as: [String: Reference].self)
  return try #require(all[name])
}

@Test(arguments: [
  ("rfm_cdnow.csv", "cdnow_sample", [3, 4, 5, 6, 7, 8]),
  ("rfm_online_retail.csv", "online_retail_even", [3, 4, 5, 6, 7, 8]),
])
func `groups are as tight as the best of three hundred restarts`(
  file: String, name: String, counts: [Int]
) throws {
  let table = try features(file)
  let expected = try reference(name)
  let scale = Standardisation(of: table)
  for column in 0..<3 {
    #expect(agrees(scale.means[column], expected.featureMean[column], within: 1e-9))
    #expect(agrees(scale.deviations[column], expected.featureDeviation[column], within: 1e-9))
  }
  let points = scale.standardised(table)
  for clusters in counts {
    var generator = SeededGenerator(seed: UInt64(clusters))
    let found = try KMeans.fit(points, clusters: clusters, using: &generator)
    let best = try #require(expected.inertia["\(clusters)"])
    #expect(found.inertia <= best * (1 + 1e-6), "k = \(clusters): \(found.inertia) > \(best)")
    #expect(found.sizes.reduce(0, +) == table.count)
    let silhouette = Silhouette(of: points, assignments: found.assignments)
    let peer = try #require(expected.silhouette["\(clusters)"])
    #expect(silhouette.isExact && abs(silhouette.value - peer) < 5e-3)
  }
}

@Test func `silhouette agrees with numpy on given groups`() throws {
  // numpy 2.4 over all pairs of the first 300 customers, group = row mod 3 but row 7 alone.
  let points = try features("rfm_cdnow.csv")
  let some = try PointTable(Array(points.values.prefix(900)), dimension: 3)
  var groups = (0..<300).map { $0 % 3 }
  groups[7] = 3
  let silhouette = Silhouette(of: some, assignments: groups)
  #expect(agrees(silhouette.value, -0.15902287413490243, within: 1e-10))
  #expect(silhouette.isExact && silhouette.points == 300)
}

@Test func `silhouette of a sample is near that of all`() throws {
  let points = try features("rfm_cdnow.csv")
  var generator = SeededGenerator(seed: 1)
  let found = try KMeans.fit(points, clusters: 6, restarts: 2, using: &generator)
  let all = Silhouette(of: points, assignments: found.assignments)
  let sampled = Silhouette(of: points, assignments: found.assignments, limit: 1_000)
  #expect(!sampled.isExact && abs(sampled.value - all.value) < 0.03)
}

@Test func `the same seed gives the same groups`() throws {
  let points = try features("rfm_online_retail.csv")
  var one = SeededGenerator(seed: 8)
  var other = SeededGenerator(seed: 8)
  let first = try KMeans.fit(points, clusters: 5, restarts: 3, using: &one)
  #expect(first == (try KMeans.fit(points, clusters: 5, restarts: 3, using: &other)))
}

@Test func `well separated groups are found`() throws {
  var generator = SeededGenerator(seed: 2)
  let points = (0..<9_000).map { index in
    [Double(index % 3) * 10, Double(index % 3) * -5].map {
      normal(mean: $0, using: &generator)
    }
  }
  let found = try KMeans.fit(points: points, k: 3, restarts: 4, using: &generator)
  #expect(found.sizes.allSatisfy { abs($0 - 3_000) < 10 })
  let far = found.nearestCluster(to: [20, -10])
  #expect(found.centres[far][0] > 19)
}

@Test func `points that cannot be grouped are refused with the reason`() throws {
  var generator = SeededGenerator(seed: 1)
  #expect(throws: ClusteringError.noPoints) {
    try KMeans.fit(points: [], k: 2, using: &generator)
  }
  #expect(throws: ClusteringError.notRectangular(row: 1)) {
    try KMeans.fit(points: [[1, 2], [3]], k: 1, using: &generator)
  }
  #expect(throws: ClusteringError.notFinite(row: 2)) {
    try KMeans.fit(points: [1, 2, .nan], dimension: 1, k: 1, using: &generator)
  }
  #expect(throws: ClusteringError.tooFewDistinctPoints(distinct: 1, clusters: 2)) {
    try KMeans.fit(points: [[1], [1], [1]], k: 2, using: &generator)
  }
  #expect(throws: ClusteringError.clusterCountBelowOne(0)) {
    try KMeans.fit(points: [[1]], k: 0, using: &generator)
  }
}

@Test func `as many clusters as distinct points leave no distance`() throws {
  var generator = SeededGenerator(seed: 1)
  let found = try KMeans.fit(
    points: [1, 2, 2, 5, 5, 5], dimension: 1, k: 3, using: &generator)
  #expect(found.inertia == 0)
  #expect(found.sizes == [3, 2, 1])
}

@Test func `a constant coordinate is standardised to nothing`() throws {
  let table = try PointTable(rows: [[1, 4], [1, 6]])
  let scale = Standardisation(of: table)
  #expect(scale.standardised(table).values == [0, -1, 0, 1])
  #expect(scale.restored([0, 1]) == [1, 6])
}

@Test func `a constant stays 0 however many points share it`() throws {
  for count in [3, 1_500, 100_000] {
    let values = (0..<count).flatMap { [log(2.0), Double($0)] }
    let table = try PointTable(values, dimension: 2)
    let found = Standardisation(of: table)
    #expect(found.deviations[0] == 1)
    #expect(abs(found.standardised(table).values[0]) < 1e-9)
  }
}
