import Commerce
import DataPipeline
import Testing

@Suite struct DailyDemandTests {
  @Test func `days between orders are days without orders`() throws {
    var demand = DailyDemand()
    #expect(demand.lastDay == nil)
    demand.add(day: try Fixture.day("2024-01-03"), orders: 2, revenueMicros: 20)
    demand.add(day: try Fixture.day("2024-01-06"), orders: 1, revenueMicros: 5)
    demand.add(day: try Fixture.day("2024-01-02"), orders: 4, revenueMicros: 1)
    demand.add(day: try Fixture.day("2024-01-03"), orders: 1, revenueMicros: 1)
    #expect(demand.firstDay == Day("2024-01-02"))
    #expect(demand.lastDay == Day("2024-01-06"))
    #expect(demand.orders == [4, 3, 0, 0, 1])
    #expect(demand.revenueMicros == [1, 21, 0, 0, 5])
  }

  @Test func `quiet days at the end can be added`() throws {
    var demand = DailyDemand(from: try Fixture.day("2024-01-01"), orders: [3], revenueMicros: [9])
    demand.extend(to: try Fixture.day("2024-01-03"))
    #expect(demand.orders == [3, 0, 0])
  }
}
