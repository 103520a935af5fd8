import Commerce
import DataPipeline
import Testing

@Suite struct SegmentDemandTests {
  private let shop = JudgedShop.onlineRetail

  /// On other days too the larger segments are foretold to a third; by following today's members back
  /// Loyal were 21 of 197 on the last of these days, At risk 0.5 of 63.
  @Test(arguments: ["2011-07-01", "2011-08-31", "2011-10-05", "2011-11-10"])
  func `what a segment's members will order is foretold`(cut: String) throws {
    let day = try Fixture.day(cut)
    let orders = try shop.orders()
    let (demand, expected) = try forecasts(orders, day)
    let names = orders.histories.segments(asOf: day)
    for segment in SegmentName.allCases {
      let actual = names.indices.filter { names[$0] == segment }.reduce(0) {
        $0 + ordered(orders.histories, $1, after: day, days: 28)
      }
      let foretold = demand.forecast(of: segment, shop: expected).days
        .reduce(0) { $0 + $1.orders.mean }
      let tolerance = max(0.4 * Double(actual), 3.5 * Double(actual).squareRoot(), 8)
      #expect(abs(foretold - Double(actual)) <= tolerance, "\(segment): \(foretold) of \(actual)")
    }
  }

  @Test func `segments never add up to more than the shop`() throws {
    let (demand, expected) = try forecasts(try shop.orders(), try Fixture.day("2011-10-05"))
    let parts = SegmentName.allCases.map { demand.forecast(of: $0, shop: expected).days }
    for (place, day) in expected.days.enumerated() {
      let orders = parts.reduce(0) { $0 + $1[place].orders.mean }
      #expect(orders <= day.orders.mean && (orders > 0) == (day.orders.mean > 0))
      #expect(
        parts.allSatisfy {
          $0[place].orders.low <= $0[place].orders.mean
            && $0[place].orders.mean <= $0[place].orders.high && $0[place].orders.low >= 0
        })
    }
  }

  @Test func `a segment's past has the members of the time`() throws {
    let orders = try shop.orders()
    let day = try Fixture.day("2011-10-05")
    let demand = try #require(SegmentDemand(orders.histories, asOf: day))
    let past = demand.history(of: .champions)
    #expect(past.lastDay == day && past.orders.count == 91)
    let start = day.adding(days: -7)
    let names = orders.histories.segments(asOf: start)
    let week = names.indices.filter { names[$0] == .champions }.reduce(0) {
      $0 + ordered(orders.histories, $1, after: start, days: 7)
    }
    #expect(past.orders.suffix(7).reduce(0, +) == week)
  }

  @Test func `a short history has no shares`() throws {
    let histories = try shop.orders().histories
    let first = try #require(histories.firstDay)
    #expect(SegmentDemand(histories, asOf: first.adding(days: 69)) == nil)
    #expect(SegmentDemand(histories, asOf: first.adding(days: 70)) != nil)
  }

  private func forecasts(
    _ orders: CustomersImport, _ day: Day
  ) throws -> (SegmentDemand, DemandForecast) {
    let demand = try #require(SegmentDemand(orders.histories, asOf: day))
    let shop = try #require(
      DemandForecast.make(history: orders.reports[0].demand.through(day), horizonDays: 28))
    return (demand, shop)
  }

  private func ordered(
    _ histories: PurchaseHistories, _ row: Int, after day: Day, days: Int
  ) -> Int {
    let before = histories.customer(row, asOf: day)?.orders ?? 0
    return Int((histories.customer(row, asOf: day.adding(days: days))?.orders ?? 0) - before)
  }
}
