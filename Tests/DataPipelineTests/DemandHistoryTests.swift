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

  @Test func `parts of the customers add up to the shop's days`() {
    let histories = histories()
    let last = january.adding(days: 100)
    let all = histories.demand(upTo: last) { _ in true }
    #expect(all.firstDay == january.adding(days: 4))
    #expect(all.lastDay == last)
    #expect(all.orders.reduce(0, +) == 4)
    #expect(all.revenueMicros.reduce(0, +) == 42_000_000)
    let bert = histories.demand(upTo: last) { histories.reference(of: $0) == "bert" }
    #expect(bert.firstDay == january.adding(days: 45))
    #expect(bert.orders.reduce(0, +) == 1)
    #expect(histories.demand(upTo: last) { _ in false } == DailyDemand())
  }

  @Test func `later days are left out`() {
    let demand = histories().demand(upTo: january.adding(days: 40)) { _ in true }
    #expect(demand.orders.reduce(0, +) == 2)
    #expect(demand.lastDay == january.adding(days: 40))
    #expect(histories().demand(upTo: january) { _ in true } == DailyDemand())
  }

  @Test func `a series ends where it is cut and is filled up to there`() {
    let demand = DailyDemand(from: january, orders: [3, 4], revenueMicros: [30, 40])
    #expect(demand.through(january).orders == [3])
    #expect(demand.through(january.adding(days: 3)).orders == [3, 4, 0, 0])
    #expect(demand.through(january.adding(days: -1)) == DailyDemand())
  }
}
