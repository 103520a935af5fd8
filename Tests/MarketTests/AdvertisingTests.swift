import Commerce
import Market
import Testing

@Suite struct `Advertising answers to money` {
  @Test func `its true return falls once an audience is saturated`() throws {
    let truth = makeWorld().truth
    for audience in [Audience.everyone, .prospects, .lookalike, .segment(.atRisk)] {
      let half = try #require(truth.halfSaturation(platform: .metaAds, audience: audience))
      let returns = try [0.3, 1, 2, 4, 8].map { multiple in
        let spend = half * multiple
        return try #require(
          truth.expectedRevenue(platform: .metaAds, audience: audience, dailySpend: spend)) / spend
      }
      #expect(returns == returns.sorted(by: >))
      #expect(returns[4] < returns[0] / 4)
    }
  }

  @Test func `so does the return that is measured`() {
    var returns: [Double] = []
    for budget in [60.0, 1_500.0] {
      var revenue: Int64 = 0
      var spend: Int64 = 0
      for seed in 0..<6 as Range<UInt64> {
        var world = makeWorld(seed: seed)
        let campaign = world.start(.metaAds, .lookalike, budget: budget)
        world.run(days: 40)
        revenue += world.campaigns[campaign].truth.attributedRevenueMicros
        spend += world.campaigns[campaign].spent
      }
      returns.append(Double(revenue) / Double(spend))
    }
    #expect(returns[1] < 0.6 * returns[0])
  }

  @Test func `at moderate spend most audiences return 1.5 to 5, some less than they cost`() {
    var sound = 0
    var losing = 0
    for seed in 0..<20 as Range<UInt64> {
      let truth = makeWorld(seed: seed, customers: 500).truth
      for platform in [Platform.googleAds, .metaAds] {
        for audience in [
          Audience.everyone, .prospects, .lookalike, .segment(.loyal),
          .segment(.atRisk), .segment(.lost),
        ] {
          guard let half = truth.halfSaturation(platform: platform, audience: audience),
            let revenue = truth.expectedRevenue(
              platform: platform, audience: audience, dailySpend: half / 2)
          else { continue }
          let back = revenue / (half / 2)
          if (1.5...5).contains(back) { sound += 1 }
          if back < 1 { losing += 1 }
        }
      }
    }
    #expect(sound > 150)
    #expect(losing > 10)
  }

  @Test(arguments: [Platform.googleAds, .metaAds])
  func `no day costs more than the highest budget times the platform's factor`(platform: Platform) {
    var highest = 0.0
    for seed in 0..<25 as Range<UInt64> {
      var world = makeWorld(seed: seed, customers: 300)
      let campaign = world.start(platform, .everyone, budget: 20 + Double(seed))
      for day in 0..<40 {
        world.run(hours: 11)
        // Budgets move in the middle of the day, up and down.
        world.setDailyBudget(
          campaign, micros: Int64(5 + (day * 37 + Int(seed) * 11) % 60) * 1_000_000)
        world.run(hours: 13)
      }
      for day in world.campaigns[campaign].truth.dailySpend {
        let ratio = Double(day.micros) / Double(day.highestBudget)
        #expect(ratio <= platform.overspendFactor)
        highest = max(highest, ratio)
      }
    }
    #expect(highest > 0.9 * platform.overspendFactor)
  }

  @Test(arguments: [Platform.googleAds, .metaAds])
  func `a month costs about the budget`(platform: Platform) {
    var spent = 0.0
    for seed in 0..<12 as Range<UInt64> {
      var world = makeWorld(seed: seed, customers: 300)
      let campaign = world.start(platform, .prospects, budget: 30)
      world.run(days: 30)
      spent += Double(world.campaigns[campaign].spent) / 1_000_000 / (30 * 30)
    }
    #expect(abs(spent / 12 - 1) < 0.1)
  }

  @Test func `a paused campaign spends nothing more`() {
    var world = makeWorld()
    let campaign = world.start(.googleAds, .everyone)
    world.run(hours: 40)
    let before = world.campaigns[campaign].spent
    world.pause(campaign)
    world.run(days: 3)
    #expect(before > 0)
    #expect(world.campaigns[campaign].spent == before)
  }

  @Test func `neither does one that is past its end`() {
    var world = makeWorld()
    let campaign = world.start(.googleAds, .everyone, end: firstDay.adding(days: 1))
    world.run(days: 2)
    let before = world.campaigns[campaign].spent
    world.run(days: 3)
    #expect(before > 0)
    #expect(world.campaigns[campaign].spent == before)
    world.setEnd(campaign, world.now.day)
    world.run(days: 1)
    #expect(world.campaigns[campaign].spent > before)
  }

  @Test(arguments: [Platform.googleAds, .metaAds])
  func `a spend cap is never passed`(platform: Platform) {
    var world = makeWorld()
    let campaign = world.start(platform, .everyone, budget: 50, cap: 120)
    world.run(days: 10)
    #expect(world.campaigns[campaign].spent <= 120_000_000)
    #expect(world.campaigns[campaign].spent > 115_000_000)
  }

  @Test func `strangers become customers, and the truth knows through which campaign they came`() {
    var world = makeWorld()
    let campaign = world.start(.metaAds, .prospects, budget: 200)
    world.run(days: 60)
    let truth = world.campaigns[campaign].truth
    #expect(truth.incrementalOrders > 10)
    #expect(truth.incrementalOrders == world.truth.totals.incrementalOrders)
    let won = world.orders.filter { $0.campaign == Int32(campaign) }
    #expect(won.allSatisfy { $0.entry.customer >= 2_000 })
  }

  @Test func `a segment's campaign reaches its members alone`() {
    var world = makeWorld()
    let members = Set(history()[100..<400].map(\.reference))
    let campaign = world.start(
      .googleAds, .segment(.atRisk), budget: 80, recipients: members.sorted())
    world.run(days: 60)
    let buyers = world.orders.filter { $0.campaign == Int32(campaign) }
      .map { world.reference(ofCustomer: $0.entry.customer) }
    #expect(buyers.count > 10)
    #expect(Set(buyers).isSubset(of: members))
  }

  @Test func `some of what is attributed would have been bought anyway`() {
    var world = makeWorld()
    let loyal = history().filter { $0.purchaseDays >= 8 }.map(\.reference)
    let campaign = world.start(.metaAds, .segment(.champions), budget: 60, recipients: loyal)
    world.run(days: 120)
    let truth = world.campaigns[campaign].truth
    #expect(truth.attributedOrders > truth.incrementalOrders)
    #expect(truth.incrementalOrders > 0)
  }

  @Test func `a creative wears out, a new one is fresh`() {
    var world = makeWorld()
    let members = history().prefix(200).map(\.reference)
    let campaign = world.start(
      .metaAds, .segment(.hibernating), budget: 60, recipients: members)
    func rate(_ world: World, since hour: Instant) -> Double {
      let rows = world.rows(.metaAds).filter { $0.1 >= hour }
      let sum = rows.reduce(Metrics.zero) { $0 + $1.0.metrics }
      return sum.clickThroughRate ?? 0
    }
    world.run(days: 2)
    let fresh = rate(world, since: Instant(firstDay))
    world.run(days: 18)
    let worn = rate(world, since: world.now.adding(days: -2))
    world.setCreatives(campaign, [makeCreative("B")], shares: [1])
    world.run(days: 2)
    let renewed = rate(world, since: world.now.adding(days: -1))
    #expect(worn < 0.75 * fresh)
    #expect(renewed > 1.2 * worn)
  }

  @Test func `a better idea gets more clicks, and the truth says which`() {
    var world = makeWorld(seed: 11)
    let ideas = Creative.Idea.allCases.sorted {
      world.truth.appeal(of: $0, platform: .metaAds, audience: .prospects)
        > world.truth.appeal(of: $1, platform: .metaAds, audience: .prospects)
    }
    _ = world.start(
      .metaAds, .prospects, budget: 200,
      creatives: [makeCreative("A", ideas[0]), makeCreative("B", ideas[5])])
    world.run(days: 15)
    let rates = [0, 1].map { creative in
      world.rows(.metaAds).filter { $0.0.creative == UInt8(creative) }
        .reduce(Metrics.zero) { $0 + $1.0.metrics }.clickThroughRate ?? 0
    }
    #expect(rates[0] > rates[1])
  }

  @Test func `learning costs money`() {
    var returns: [Double] = []
    for isLearning in [false, true] {
      var revenue: Int64 = 0
      var spend: Int64 = 0
      for seed in 0..<8 as Range<UInt64> {
        var world = makeWorld(seed: seed, customers: 500)
        let campaign = world.start(.metaAds, .lookalike, budget: 150)
        for _ in 0..<20 {
          if isLearning { world.startLearning(campaign) }
          world.run(days: 1)
        }
        world.pause(campaign)
        world.run(days: 10)
        revenue += world.campaigns[campaign].truth.incrementalRevenueMicros
        spend += world.campaigns[campaign].spent
      }
      returns.append(Double(revenue) / Double(spend))
    }
    #expect(returns[1] < returns[0])
  }

  @Test func `learning ends after three days`() {
    var world = makeWorld()
    let campaign = world.start(.metaAds, .lookalike)
    world.startLearning(campaign)
    world.run(days: 2)
    #expect(world.campaigns[campaign].learning != nil)
    world.run(days: 1)
    #expect(world.campaigns[campaign].learning == nil)
  }

  @Test func `prices and returns drift`() throws {
    var world = makeWorld()
    func level(_ world: World) throws -> Double {
      try #require(
        world.truth.expectedRevenue(platform: .googleAds, audience: .everyone, dailySpend: 100))
    }
    let before = try level(world)
    world.run(days: 60)
    #expect(abs(try level(world) / before - 1) > 0.001)
  }
}
