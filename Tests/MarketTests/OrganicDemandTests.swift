import Commerce
import Market
import Testing

@Suite struct `Customers buy of their own accord` {
  @Test func `as often as in the history, over a year`() {
    let customers = history()
    let perDay = Double(customers.reduce(0) { $0 + $1.purchaseDays }) / 365
    var world = makeWorld()
    world.run(days: 365)
    let simulated = Double(world.truth.totals.organicOrders) / 365
    #expect(abs(simulated / perDay - 1) < 0.2)
  }

  @Test func `most in November, least in January`() {
    var world = makeWorld()
    world.run(days: 365)
    var months = [Int](repeating: 0, count: 13)
    for order in world.orders { months[order.entry.at.day.civil.month] += 1 }
    #expect(Double(months[11]) > 1.5 * Double(months[1]))
    #expect(months[1...12].max() == months[11])
  }

  @Test func `by day, hardly by night`() {
    var world = makeWorld()
    world.run(days: 120)
    let hours = world.orders.map(\.entry.at.hour)
    let night = hours.count { $0 < 6 }
    let noon = hours.count { (10..<16).contains($0) }
    #expect(noon > 8 * night)
  }

  @Test func `on the weekdays of the history`() {
    // All purchases of this history fall on Wednesdays.
    let wednesday = firstDay.adding(days: -3)
    let customers = (0..<1_000).map {
      HistoricalCustomer(
        reference: "\($0)", firstDay: wednesday.adding(days: -7 * ($0 % 50)),
        lastDay: wednesday.adding(days: -7 * ($0 % 50)), purchaseDays: 3,
        meanOrderMicros: 50_000_000)
    }
    var world = World(
      Genesis(
        currency: .euro, start: Instant(firstDay), seed: 4, customers: customers,
        parameters: calmParameters()))
    world.run(days: 140)
    let weekdays = world.orders.map(\.entry.at.day.weekday)
    #expect(weekdays.count { $0 == 2 } > weekdays.count / 2)
  }

  @Test func `some never come back, some are new`() {
    var world = makeWorld()
    let before = world.customerCount
    world.run(days: 200)
    let buyers = Set(world.orders.map(\.entry.customer))
    #expect(buyers.count { $0 < before } < before * 2 / 3)
    #expect(world.customerCount > before + 100)
    #expect(world.reference(ofCustomer: Int32(before)) == "14000")
    #expect(world.customerCount - before == Int(world.truth.totals.newCustomers))
  }

  @Test func `for whole minor units, in order of time`() {
    var world = makeWorld()
    world.run(days: 30)
    #expect(world.orders.allSatisfy { $0.micros > 0 && $0.micros.isMultiple(of: 10_000) })
    #expect(world.orders.allSatisfy { $0.campaign == nil })
    let times = world.orders.map(\.entry.at)
    #expect(times == times.sorted())
    #expect(times.allSatisfy { Instant(firstDay) <= $0 && $0 < world.now })
  }

  @Test func `the cost of an hour does not grow with the customers`() {
    // Ten times the customers, each buying a tenth as often: the same number of draws.
    var parameters = calmParameters()
    parameters.demand.level = 0.1
    var large = makeWorld(customers: 20_000, parameters: parameters)
    large.run(days: 30)
    var small = makeWorld(customers: 2_000)
    small.run(days: 30)
    let ratio = Double(large.truth.totals.organicOrders) / Double(small.truth.totals.organicOrders)
    #expect(ratio > 0.6 && ratio < 1.6)
  }
}
