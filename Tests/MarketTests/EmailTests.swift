import Commerce
import Market
import Testing

@Suite struct `E-mail acts on real customers` {
  private let members = history()[300..<900].map(\.reference)

  private func send(_ world: inout World, creatives: [Creative] = [makeCreative("A")]) -> Int {
    world.start(
      .klaviyo, .segment(.loyal), budget: 0, recipients: Array(members), creatives: creatives)
  }

  @Test func `a send runs over four hours and is then complete`() {
    var world = makeWorld()
    let campaign = send(&world)
    world.step()
    #expect(world.campaigns[campaign].sentTo == 150)
    world.run(hours: 2)
    #expect(world.campaigns[campaign].state == .sending)
    world.step()
    #expect(world.campaigns[campaign].sentTo == 600)
    #expect(world.campaigns[campaign].state == .completed)
  }

  @Test func `a cancelled send writes to nobody more`() {
    var world = makeWorld()
    let campaign = send(&world)
    world.run(hours: 2)
    world.cancelSending(campaign)
    world.run(hours: 20)
    #expect(world.campaigns[campaign].sentTo == 300)
    #expect(world.reported(.klaviyo).impressions <= 300)
  }

  @Test func `delivered, opened and clicked get fewer at each step`() {
    var world = makeWorld()
    _ = send(&world)
    world.run(days: 2)
    let metrics = world.reported(.klaviyo)
    #expect(metrics.impressions > 560 && metrics.impressions <= 600)
    #expect(metrics.opens > 60 && metrics.opens < 350)
    #expect(metrics.clicks > 2 && metrics.clicks < metrics.opens / 2)
    #expect(metrics.spendMicros == 0)
  }

  @Test func `it reaches its recipients alone`() {
    var world = makeWorld()
    var campaigns: Set<Int32> = []
    for _ in 0..<12 {
      campaigns.insert(Int32(send(&world)))
      world.run(days: 7)
    }
    let buyers = world.orders.filter { campaigns.contains($0.campaign ?? -1) }
    #expect(buyers.count > 5)
    #expect(
      Set(buyers.map { world.reference(ofCustomer: $0.entry.customer) }).isSubset(of: Set(members)))
    let left = world.feed.entries(after: 0).filter { $0.event == .unsubscribed }
      .map { world.reference(ofCustomer: $0.customer) }
    #expect(Set(left).isSubset(of: Set(members)))
    #expect(Set(left).count == left.count)
  }

  @Test func `writing too often makes people leave and stop reading`() {
    var rare = makeWorld(seed: 5)
    var often = makeWorld(seed: 5)
    for _ in 0..<6 {
      _ = send(&rare)
      rare.run(days: 14)
    }
    for _ in 0..<6 {
      _ = send(&often)
      often.run(days: 1)
    }
    #expect(often.truth.totals.unsubscribes > 2 * rare.truth.totals.unsubscribes)
    let lastRare = rare.rows(.klaviyo).filter { $0.0.campaign == 5 }
      .reduce(Metrics.zero) { $0 + $1.0.metrics }
    let lastOften = often.rows(.klaviyo).filter { $0.0.campaign == 5 }
      .reduce(Metrics.zero) { $0 + $1.0.metrics }
    #expect(
      Double(lastOften.opens) / Double(lastOften.impressions)
        < 0.7 * Double(lastRare.opens) / Double(lastRare.impressions))
  }

  @Test func `who has unsubscribed gets nothing more`() {
    var world = makeWorld()
    for _ in 0..<10 {
      _ = send(&world)
      world.run(days: 1)
    }
    let gone = world.truth.totals.unsubscribes
    let last = world.rows(.klaviyo).filter { $0.0.campaign == 9 }
      .reduce(Metrics.zero) { $0 + $1.0.metrics }
    #expect(gone > 10)
    #expect(last.impressions <= 600 - gone + last.unsubscribes)
  }

  @Test func `variants share the recipients as they were told to`() {
    var world = makeWorld()
    let campaign = send(
      &world, creatives: [makeCreative("A"), makeCreative("B", .curiosity)])
    world.setCreatives(
      campaign, [makeCreative("A"), makeCreative("B", .curiosity)], shares: [0.8, 0.2])
    world.run(days: 1)
    let delivered = [0, 1].map { creative in
      world.rows(.klaviyo).filter { $0.0.creative == UInt8(creative) }
        .reduce(0) { $0 + $1.0.metrics.impressions }
    }
    #expect(delivered[0] > 3 * delivered[1])
    #expect(delivered[1] > 60)
  }
}
