import Commerce
import DataPipeline
import Testing

@Suite struct CustomerHistoryTests {
  private let january = Day(number: 15_340)  // 2012-01-01

  /// Anna buys in January, February and April, Bert in February alone; they stand in no order.
  private func history() throws -> CustomerHistory {
    var anna = Customer(
      id: Customer.ID(1), firstOrderOn: january.adding(days: 4), amountMicros: 10_000_000)
    anna.ordered(on: january.adding(days: 40), amountMicros: 20_000_000)
    anna.ordered(on: january.adding(days: 95), amountMicros: 5_000_000)
    let bert = Customer(
      id: Customer.ID(2), firstOrderOn: january.adding(days: 45), amountMicros: 7_000_000)
    let customers = [anna, bert]
    let segmentation = Segmentation.assign(customers: customers, asOf: january.adding(days: 100))
    var history = CustomerHistory(customers: customers, segmentation: segmentation)
    history.add(
      customer: Customer.ID(1), on: january.adding(days: 95), amountMicros: 5_000_000)
    history.add(
      customer: Customer.ID(2), on: january.adding(days: 45), amountMicros: 7_000_000)
    history.add(customer: Customer.ID(1), on: january.adding(days: 4), amountMicros: 10_000_000)
    history.add(
      customer: Customer.ID(1), on: january.adding(days: 40), amountMicros: 20_000_000)
    return history
  }

  @Test func `a cohort counts who bought how many months later`() throws {
    let cohorts = try history().cohorts(newest: 12, asOf: january.adding(days: 100)).cohorts
    #expect(cohorts.map(\.month) == [january, january.adding(days: 31)])
    #expect(cohorts.map(\.customers) == [1, 1])
    #expect(cohorts[0].active == [1, 1, 0, 1])
    #expect(cohorts[1].active == [1, 0, 0])
  }

  @Test func `only the newest cohorts are told, and none after the day`() throws {
    let history = try history()
    #expect(
      history.cohorts(newest: 1, asOf: january.adding(days: 100)).cohorts.map(\.month)
        == [january.adding(days: 31)])
    #expect(history.cohorts(newest: 12, asOf: january).cohorts.count == 1)
    #expect(history.cohorts(newest: 0, asOf: january).cohorts.isEmpty)
  }

  @Test func `segments' days add up to the shop's`() throws {
    let history = try history()
    #expect(history.demand.orders.reduce(0, +) == 4)
    #expect(history.demand.firstDay == january.adding(days: 4))
    #expect(history.demand.lastDay == january.adding(days: 95))
    let parts = history.segments.values.reduce(0) { $0 + $1.orders.reduce(0, +) }
    #expect(parts == 4)
    let revenue = history.segments.values.reduce(0) { $0 + $1.revenueMicros.reduce(0, +) }
    #expect(revenue == 42_000_000)
  }

  @Test func `an order of someone unknown counts for the shop alone`() throws {
    var history = try history()
    history.add(customer: Customer.ID(99), on: january, amountMicros: 1)
    #expect(history.demand.orders.reduce(0, +) == 5)
    #expect(history.segments.values.reduce(0) { $0 + $1.orders.reduce(0, +) } == 4)
  }

  @Test func `a series ends where it is cut and is filled up to there`() {
    let demand = DailyDemand(from: january, orders: [3, 4], revenueMicros: [30, 40])
    #expect(demand.through(january).orders == [3])
    #expect(demand.through(january.adding(days: 3)).orders == [3, 4, 0, 0])
    #expect(demand.through(january.adding(days: -1)) == DailyDemand())
  }
}
