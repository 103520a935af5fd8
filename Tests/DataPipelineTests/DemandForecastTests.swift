import Commerce
import DataPipeline
import Foundation
import Statistics
import Testing

@Suite struct DemandForecastTests {
  @Test func `four weeks are needed`() {
    #expect(DemandForecast.make(history: flat(27)) == nil)
    #expect(DemandForecast.make(history: flat(28))?.days.count == 14)
    #expect(DemandForecast.make(history: DailyDemand()) == nil)
  }

  @Test func `a level week after week stays`() throws {
    let forecast = try #require(DemandForecast.make(history: flat(60)))
    #expect(forecast.days.allSatisfy { abs($0.orders.mean - 10) < 1e-9 })
    #expect(forecast.days.allSatisfy { abs($0.revenue.mean - 500) < 1e-6 })
    #expect(forecast.days.first?.day == Day(number: 19_060))
    #expect(forecast.monthlyTrend == 0)
  }

  @Test func `a closed weekday stays closed and others keep their share`() throws {
    let orders = (0..<84).map { day in
      let weekday = Day(number: 19_000 + Int32(day)).weekday
      return weekday == 5 ? 0 : weekday == 0 ? 40 : 20
    }
    let forecast = try #require(DemandForecast.make(history: demand(orders)))
    for day in forecast.days {
      switch day.day.weekday {
      case 5: #expect(day.orders.mean == 0 && day.orders.high == 0)
      case 0: #expect(abs(day.orders.mean - 40) < 4)
      default: #expect(abs(day.orders.mean - 20) < 2)
      }
    }
  }

  @Test func `a rising level is followed`() throws {
    let orders = (0..<112).map { 20 + $0 / 2 }
    let forecast = try #require(DemandForecast.make(history: demand(orders)))
    let first = try #require(forecast.days.first)
    #expect(first.orders.mean > 65)
    #expect(try #require(forecast.monthlyTrend) > 0.2)
  }

  @Test func `a shop without orders expects none`() throws {
    let forecast = try #require(
      DemandForecast.make(history: demand(Array(repeating: 0, count: 40))))
    #expect(forecast.days.allSatisfy { $0.orders == Estimate(mean: 0, low: 0, high: 0) })
    #expect(forecast.monthlyTrend == nil)
  }

  @Test func `intervals hold about four of five days`() throws {
    var generator = SplitMix64(state: 3)
    var inside = 0
    var all = 0
    for _ in 0..<30 {
      let orders = (0..<134).map { _ in
        (0..<40).reduce(0) { sum, _ in
          sum + (Double.random(in: 0..<1, using: &generator) < 0.5 ? 1 : 0)
        }
      }
      let forecast = try #require(DemandForecast.make(history: demand(Array(orders.prefix(120)))))
      for (step, day) in forecast.days.enumerated() {
        inside += day.orders.contains(Double(orders[120 + step])) ? 1 : 0
        all += 1
      }
    }
    #expect((0.72...0.9).contains(Double(inside) / Double(all)))
  }

  @Test func `the sample shop is forecast with its november`() throws {
    let report = try Fixture.table(Fixture.onlineRetail).report
    let whole = report.demand
    let first = try #require(whole.firstDay)
    let past = DailyDemand(
      from: first, orders: Array(whole.orders.prefix(300)),
      revenueMicros: Array(whole.revenueMicros.prefix(300)))
    let forecast = try #require(DemandForecast.make(history: past))
    let actual = whole.orders[300..<314].map(Double.init)
    let covered = zip(forecast.days, actual).count { $0.orders.contains($1) }
    #expect(covered >= 9)
    #expect(
      forecast.days.allSatisfy {
        $0.orders.low <= $0.orders.mean && $0.orders.mean <= $0.orders.high
      })
  }

  private func flat(_ days: Int) -> DailyDemand {
    demand(Array(repeating: 10, count: days))
  }

  private func demand(_ orders: [Int]) -> DailyDemand {
    DailyDemand(
      from: Day(number: 19_000), orders: orders,
      revenueMicros: orders.map { Int64($0) * 50_000_000 })
  }
}
