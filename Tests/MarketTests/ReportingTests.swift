import Commerce
import Market
import Testing

@Suite struct `Reports come late and change` {
  @Test(arguments: [(Platform.googleAds, 3...3), (.metaAds, 1...2), (.klaviyo, 1...1)])
  func `by the platform's lag`(platform: Platform, lag: ClosedRange<Int64>) {
    var world = makeWorld()
    for _ in 0..<48 {
      world.step()
      let late = world.now.seconds(since: world.reports.completeTo(platform)) / 3_600
      #expect(late >= min(lag.lowerBound, world.now.hourIndex - world.start.hourIndex))
      #expect(late <= lag.upperBound)
      #expect(world.rows(platform).allSatisfy { $0.1 < world.reports.completeTo(platform) })
    }
  }

  @Test func `an hour's clicks are final, its conversions come for days`() {
    var world = makeWorld(seed: 2)
    _ = world.start(.metaAds, .lookalike, budget: 400)
    world.run(days: 2)
    let limit = world.start.adding(days: 1)
    func firstDayRows(_ world: World) -> Metrics {
      world.rows(.metaAds).filter { $0.1 < limit }.reduce(Metrics.zero) { $0 + $1.0.metrics }
    }
    let early = firstDayRows(world)
    world.run(days: 8)
    let late = firstDayRows(world)
    #expect(late.clicks == early.clicks)
    #expect(late.spendMicros == early.spendMicros)
    #expect(late.conversions > early.conversions)
  }

  @Test func `a reader who remembers the position sees each change once and nothing twice`() {
    var world = makeWorld(seed: 3)
    _ = world.start(.googleAds, .everyone, budget: 300)
    _ = world.start(.googleAds, .prospects, budget: 100)
    var known: [String: Metrics] = [:]
    var position: Int64 = 0
    for _ in 0..<(20 * 24) {
      world.step()
      let rows = world.rows(.googleAds, after: position)
      #expect(Set(rows.map { "\($0.1) \($0.0.campaign)" }).count == rows.count)
      #expect(rows.allSatisfy { $0.0.position > position })
      for (row, hour) in rows { known["\(hour) \(row.campaign)"] = row.metrics }
      position = world.reports.position(.googleAds)
    }
    let whole = world.rows(.googleAds)
    #expect(whole.count == known.count)
    #expect(whole.allSatisfy { known["\($0.1) \($0.0.campaign)"] == $0.0.metrics })
    #expect(world.rows(.googleAds, after: position).isEmpty)
  }

  @Test func `all spend is reported in the end, to the micro`() {
    var world = makeWorld()
    let campaign = world.start(.metaAds, .everyone, budget: 70)
    world.run(days: 15)
    world.pause(campaign)
    world.run(hours: 4)
    #expect(world.reported(.metaAds).spendMicros == world.campaigns[campaign].spent)
    #expect(world.reported(.metaAds).clicks == world.campaigns[campaign].truth.clicks)
  }

  @Test func `rows are forgotten after three weeks`() {
    var world = makeWorld()
    _ = world.start(.googleAds, .everyone)
    world.run(days: 40)
    let oldest = world.rows(.googleAds).map(\.1).min()
    #expect(oldest == world.now.adding(days: -21))
  }
}
