import Commerce
import DataPipeline
import Statistics
import Testing

@Suite struct SegmentationTests {
  @Test func `rfm of cdnow agrees with pandas`() throws {
    let (table, _) = try Fixture.table(Fixture.cdnow)
    let segmentation = Segmentation.assign(
      customers: table.customers, asOf: try Fixture.day("1998-06-30"))
    #expect(
      segmentation.scoreCounts == [
        [451, 0, 20, 0, 0], [21, 388, 43, 16, 3], [0, 83, 306, 74, 9], [0, 0, 80, 240, 151],
        [0, 0, 23, 141, 308],
      ])
    let expected: [(id: String, recency: Int, frequency: Int32, micros: Int64, scores: [UInt8])] = [
      ("0001", 200, 4, 100_500_000, [4, 4, 4]), ("0125", 137, 3, 55_190_000, [5, 4, 3]),
      ("0621", 465, 2, 39_940_000, [3, 3, 3]), ("1365", 171, 16, 1_040_480_000, [4, 5, 5]),
      ("2109", 471, 1, 11_770_000, [3, 3, 1]), ("2357", 462, 1, 25_740_000, [3, 3, 2]),
    ]
    check(expected, table, segmentation)
  }

  @Test func `rfm of online retail agrees with pandas`() throws {
    let (table, _) = try Fixture.table(Fixture.onlineRetail)
    let segmentation = Segmentation.assign(
      customers: table.customers, asOf: try Fixture.day("2011-12-10"))
    #expect(
      segmentation.scoreCounts == [
        [190, 138, 74, 28, 4], [95, 93, 116, 102, 28], [77, 108, 81, 103, 66],
        [51, 65, 90, 107, 121], [22, 30, 74, 94, 215],
      ])
    let expected: [(id: String, recency: Int, frequency: Int32, micros: Int64, scores: [UInt8])] = [
      ("12346", 326, 1, 77_183_600_000, [1, 1, 5]), ("12618", 22, 1, 177_310_000, [4, 1, 1]),
      ("15150", 18, 10, 5_314_470_000, [4, 5, 5]), ("17040", 138, 1, 449_730_000, [2, 2, 2]),
      ("18282", 8, 2, 178_050_000, [5, 3, 1]),
    ]
    check(expected, table, segmentation)
  }

  private func check(
    _ expected: [(id: String, recency: Int, frequency: Int32, micros: Int64, scores: [UInt8])],
    _ table: CustomerTable, _ segmentation: Segmentation
  ) {
    for row in table.customers.indices {
      guard let wanted = expected.first(where: { $0.id == table.reference(of: row) }) else {
        continue
      }
      let customer = table.customers[row]
      #expect(segmentation.asOf.days(since: customer.lastDay) == wanted.recency)
      #expect(customer.purchaseDays == wanted.frequency)
      #expect(customer.revenueMicros == wanted.micros)
      #expect(
        [
          segmentation.recencyScores[row], segmentation.frequencyScores[row],
          segmentation.monetaryScores[row],
        ] == wanted.scores)
    }
  }

  @Test(arguments: [0, 1, 2, 4, 5, 7])
  func `small shops are scored too`(count: Int) throws {
    let day = try Fixture.day("2024-01-01")
    let customers = (0..<count).map {
      Customer(id: Customer.ID(Int64($0)), firstOrderOn: day, amountMicros: 1)
    }
    let segmentation = Segmentation.assign(customers: customers, asOf: day)
    #expect(segmentation.names.count == count)
    #expect(segmentation.frequencyScores == (0..<count).map { UInt8($0 * 5 / count + 1) })
    #expect(segmentation.recencyScores == segmentation.frequencyScores.map { 6 - $0 })
  }

  @Test func `scores do not change when money is counted in another unit`() throws {
    let (table, _) = try Fixture.table(Fixture.cdnow)
    let day = try Fixture.day("1998-06-30")
    let dearer = table.customers.map { customer in
      var customer = customer
      customer.revenueMicros *= 1_000_003
      return customer
    }
    let before = Segmentation.assign(customers: table.customers, asOf: day)
    let after = Segmentation.assign(customers: dearer, asOf: day.adding(days: 400))
    #expect(before.names == after.names)
  }

  @Test func `who is in a segment does not depend on how the customers stand`() throws {
    let (table, _) = try Fixture.table(Fixture.cdnow)
    let day = try Fixture.day("1998-06-30")
    let sorted = Segmentation.assign(customers: table.customers, asOf: day)
    var generator = SplitMix64(state: 3)
    let places = table.customers.indices.shuffled(using: &generator)
    var order = [Int32](repeating: 0, count: places.count)
    for (new, old) in places.enumerated() { order[old] = Int32(new) }
    let shuffled = Segmentation.assign(
      customers: places.map { table.customers[$0] }, asOf: day, order: order)
    #expect(shuffled.names == places.map { sorted.names[$0] })
    #expect(shuffled.recencyScores == places.map { sorted.recencyScores[$0] })
  }

  @Test func `every segment has a place in the table`() {
    var seen: Set<SegmentName> = []
    for recency in UInt8(1)...5 {
      for score in UInt8(1)...5 {
        seen.insert(SegmentName(recency: recency, frequency: score, monetary: score))
      }
    }
    #expect(seen.count == SegmentName.allCases.count)
  }

  @Test(arguments: [
    (5, 5, 5, SegmentName.champions), (5, 1, 1, .new), (4, 1, 1, .promising), (1, 1, 1, .lost),
    (1, 5, 4, .cannotLose), (2, 3, 3, .atRisk), (3, 1, 2, .needAttention), (3, 1, 1, .aboutToSleep),
    (5, 2, 3, .potentialLoyalists), (4, 3, 4, .loyal), (1, 2, 2, .hibernating),
  ])
  func `scores name segments`(recency: UInt8, frequency: UInt8, monetary: UInt8, name: SegmentName)
  {
    #expect(SegmentName(recency: recency, frequency: frequency, monetary: monetary) == name)
  }
}
