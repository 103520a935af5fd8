import Commerce
import DataPipeline
import Statistics
import Testing

@Suite struct ClusterReportTests {
  @Test(arguments: [
    (3, 2_535.9516971339995, [931, 833, 408]), (4, 2_017.5015052982326, [745, 589, 470, 368]),
  ])
  func `online retail reaches the best known inertia`(k: Int, inertia: Double, sizes: [Int]) throws
  {
    let (table, _) = try Fixture.table(Fixture.onlineRetail)
    var generator = SeededGenerator(seed: 4)
    let report = try ClusterReport.make(
      customers: table.customers, asOf: try Fixture.day("2011-12-10"), clusters: k,
      using: &generator)
    #expect(report.chosen.inertia <= inertia * (1 + 1e-6))
    #expect(report.chosen.clusters.map(\.size) == sizes)
    #expect(report.assignments.count == 2_172)
  }

  @Test func `the number of clusters is chosen by silhouette`() throws {
    var generator = SeededGenerator(seed: 9)
    let report = try ClusterReport.make(
      customers: fourGroups(), asOf: Day(number: 19_400), using: &generator)
    #expect(report.chosen.k == 4)
    #expect(report.candidates.map(\.k) == [3, 4, 5, 6, 7, 8])
    #expect(report.chosen.silhouette == report.candidates.map(\.silhouette).max())
    #expect(report.chosen.clusters.map(\.size) == [30, 30, 30, 30])
  }

  @Test func `centres are in original units and words`() throws {
    var generator = SeededGenerator(seed: 9)
    let report = try ClusterReport.make(
      customers: fourGroups(), asOf: Day(number: 19_400), clusters: 4, using: &generator)
    let best = try #require(report.chosen.clusters.max { $0.monetary < $1.monetary })
    #expect(best.words == "recent, frequent, high spend")
    #expect(abs(best.monetary - 2_000) < 200)
    #expect(best.recencyDays < 10)
  }

  @Test func `the same seed gives the same clusters`() throws {
    var first = SeededGenerator(seed: 5)
    var second = SeededGenerator(seed: 5)
    let day = Day(number: 19_400)
    let one = try ClusterReport.make(customers: fourGroups(), asOf: day, clusters: 5, using: &first)
    let two = try ClusterReport.make(
      customers: fourGroups(), asOf: day, clusters: 5, using: &second)
    #expect(one.assignments == two.assignments)
  }

  @Test func `equal customers cannot be grouped`() {
    let customers = (1...9).map {
      Customer(id: Customer.ID($0), firstOrderOn: Day(number: 19_000), amountMicros: 5)
    }
    var generator = SeededGenerator(seed: 1)
    #expect(throws: ClusteringError.self) {
      try ClusterReport.make(customers: customers, asOf: Day(number: 19_001), using: &generator)
    }
  }

  /// Four groups far from each other.
  private func fourGroups() -> [Customer] {
    let centres: [(recency: Int32, days: Int32, units: Int64)] = [
      (2, 20, 2_000), (2, 1, 20), (200, 1, 20), (200, 20, 2_000),
    ]
    return centres.enumerated().flatMap { group, centre in
      (0..<30).map { member in
        Customer(
          id: Customer.ID(Int64(group * 30 + member)), firstDay: Day(number: 19_000),
          lastDay: Day(number: 19_400 - centre.recency - Int32(member % 3)),
          purchaseDays: centre.days,
          orders: centre.days, revenueMicros: (centre.units + Int64(member)) * 1_000_000,
          firstDayRevenueMicros: 1_000_000)
      }
    }
  }
}
