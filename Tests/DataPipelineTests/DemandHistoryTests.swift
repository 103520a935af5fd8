import Commerce
import DataPipeline
import Testing

@Suite struct DemandHistoryTests {
  private let january = Day(number: 15_340)  // 2012-01-01

  /// Anna buys in January, February and April, Bert in February alone; they stand in no order.
  private func histories() -> PurchaseHistories {
    let builder = PurchaseHistoryBuilder()
    builder.add(customer: "anna", at: Instant(january.adding(days: 95)), amountMicros: 5_000_000)
    builder.add(customer: "bert", at: Instant(january.adding(days: 45)), amountMicros: 7_000_000)
    builder.add(customer: "anna", at: Instant(january.adding(days: 4)), amountMicros: 10_000_000)
    builder.add(customer: "anna", at: Instant(january.adding(days: 40)), amountMicros: 20_000_000)
    return builder.finish()
  }

  @Test func `orders one by one make the same cohorts as a file`() {
    let cohorts = CohortTable(histories(), asOf: january.adding(days: 100)).cohorts
    #expect(cohorts.map(\.month) == [january, january.adding(days: 31)])
    #expect(cohorts.map(\.active) == [[1, 1, 0, 1], [1, 0, 0]])
  }

  @Test func `a series ends where it is cut and is filled up to there`() {
    let demand = DailyDemand(from: january, orders: [3, 4], revenueMicros: [30, 40])
    #expect(demand.through(january).orders == [3])
    #expect(demand.through(january.adding(days: 3)).orders == [3, 4, 0, 0])
    #expect(demand.through(january.adding(days: -1)) == DailyDemand())
  }
}
