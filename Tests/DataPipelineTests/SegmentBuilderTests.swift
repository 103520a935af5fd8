import Commerce
import DataPipeline
import Foundation
import Testing

@Suite struct SegmentBuilderTests {
  private static let day = Day(number: 15_317)

  private static func shop() throws -> (customers: [Customer], segmentation: Segmentation) {
    let customers = try Fixture.table(Fixture.onlineRetail).table.customers
    return (customers, Segmentation.assign(customers: customers, asOf: day))
  }

  @Test func `segments add up to the shop`() throws {
    let (customers, segmentation) = try Self.shop()
    let segments = SegmentBuilder(currency: .poundSterling, model: nil)
      .segments(of: customers, segmentation: segmentation)
    #expect(segments.map(\.name) == SegmentName.allCases)
    #expect(segments.reduce(0) { $0 + $1.customers } == 2_172)
    #expect(abs(segments.reduce(0) { $0 + $1.revenueShare } - 1) < 1e-9)
    #expect(segments.allSatisfy { $0.lifetimeValue == nil && $0.churnRisk == nil })
    #expect(segments.allSatisfy { $0.movedIn == 0 && $0.movedOut == 0 })
  }

  @Test func `a model gives value with an interval and risk`() throws {
    let (customers, segmentation) = try Self.shop()
    let model = try CustomerModel.fit(customers: customers, asOf: Self.day)
    let segments = SegmentBuilder(currency: .poundSterling, model: model)
      .segments(of: customers, segmentation: segmentation)
    for segment in segments {
      let value = try #require(segment.lifetimeValue)
      #expect(value.low < value.mean && value.mean < value.high && value.low > 0)
      #expect((0...1).contains(try #require(segment.churnRisk)))
    }
    let champions = segments[0]
    let lost = segments[10]
    #expect(try #require(champions.lifetimeValue).low > #require(lost.lifetimeValue).high)
    #expect(try #require(champions.churnRisk) < #require(lost.churnRisk))
  }

  @Test func `recommendations give reasons with numbers`() throws {
    let (customers, segmentation) = try Self.shop()
    let segments = SegmentBuilder(currency: .poundSterling, model: nil)
      .segments(of: customers, segmentation: segmentation)
    let recommendation = try #require(segments[0].recommendations.first)
    #expect(recommendation.platform == .klaviyo && recommendation.objective == .retention)
    #expect(
      recommendation.reason
        == "Thank them and let them in first: none of 462 is known to refuse e-mail, last bought 10 days ago, £724 a purchase day"
    )
    #expect(segments.allSatisfy { !$0.recommendations.isEmpty })
  }

  @Test func `nobody is written to who does not want it`() throws {
    let customers = (1...50).map { number in
      var customer = Customer(
        id: Customer.ID(Int64(number)), firstOrderOn: Day(number: 19_000 + Int32(number)),
        amountMicros: 1_000_000)
      customer.acceptsEmail = false
      return customer
    }
    let segmentation = Segmentation.assign(customers: customers, asOf: Day(number: 19_100))
    let segments = SegmentBuilder(currency: .euro, model: nil)
      .segments(of: customers, segmentation: segmentation)
    #expect(segments.allSatisfy { $0.reachableByEmail == 0 })
    #expect(segments.flatMap(\.recommendations).allSatisfy { $0.platform != .klaviyo })
    #expect(segments.filter { $0.customers == 0 }.allSatisfy { $0.recommendations.isEmpty })
  }

  @Test func `movement is counted against an earlier day`() throws {
    let (customers, segmentation) = try Self.shop()
    var earlier = segmentation.snapshot(of: customers)
    let champion = try #require(segmentation.names.firstIndex(of: .champions))
    let lost = try #require(segmentation.names.firstIndex(of: .lost))
    earlier.members[customers[champion].id] = .loyal
    earlier.members[customers[lost].id] = nil
    let segments = SegmentBuilder(currency: .poundSterling, model: nil, earlier: earlier)
      .segments(of: customers, segmentation: segmentation)
    #expect(segments.map(\.movedIn) == [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    #expect(segments.map(\.movedOut) == [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  }

  @Test func `a snapshot survives json`() throws {
    let (customers, segmentation) = try Self.shop()
    let snapshot = segmentation.snapshot(of: customers)
    let copy = try JSONDecoder().decode(
      SegmentSnapshot.self, from: JSONEncoder().encode(snapshot))
    #expect(copy.day == snapshot.day && copy.members == snapshot.members)
  }
}
