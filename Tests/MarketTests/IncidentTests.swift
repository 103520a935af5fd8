import Commerce
import Market
import Testing

@Suite struct `Incidents are labelled` {
  private func eventful(_ perMonth: Double = 2) -> WorldParameters {
    var parameters = WorldParameters()
    parameters.incidents.perMonth = perMonth
    return parameters
  }

  /// The first seed whose world has an incident of a kind on a platform, alone, in its first weeks.
  private func first(
    _ kind: Incident.Kind, on platform: Platform, perMonth: Double = 0.4
  ) throws -> (World, Incident) {
    for seed in 0..<400 as Range<UInt64> {
      let world = makeWorld(seed: seed, parameters: eventful(perMonth))
      let all = world.truth.incidents(from: world.start, to: world.start.adding(days: 14))
      if all.count == 1, all[0].kind == kind, all[0].concerns(platform, .everyone),
        all[0].start >= world.start.adding(days: 6)
      {
        return (world, all[0])
      }
    }
    throw NoSuchIncident()
  }

  private struct NoSuchIncident: Error {}

  @Test func `all kinds happen, within their time, and are the same for the same seed`() {
    let world = makeWorld(seed: 1, customers: 100, parameters: eventful())
    let end = world.start.adding(days: 365)
    let incidents = world.truth.incidents(from: world.start, to: end)
    #expect(Set(incidents.map(\.kind)) == Set(Incident.Kind.allCases))
    #expect(incidents.allSatisfy { $0.start < $0.end && $0.start >= world.start.adding(days: 3) })
    let again = makeWorld(seed: 1, customers: 100, parameters: eventful()).truth
    #expect(again.incidents(from: world.start, to: end) == incidents)
  }

  @Test func `a window shows what is felt in it`() {
    let world = makeWorld(seed: 1, customers: 100, parameters: eventful())
    let all = world.truth.incidents(from: world.start, to: world.start.adding(days: 100))
    for incident in all {
      let during = world.truth.incidents(from: incident.start, to: incident.start.adding(hours: 1))
      #expect(during.contains(incident))
      let after = world.truth.incidents(from: incident.end, to: incident.end.adding(hours: 1))
      #expect(!after.contains(incident))
    }
  }

  @Test func `a price spike makes clicks dearer`() throws {
    var (world, incident) = try first(.priceSpike, on: .googleAds)
    _ = world.start(.googleAds, .everyone, budget: 300)
    while world.now < incident.end.adding(hours: 4) { world.step() }
    func price(_ range: Range<Instant>) -> Double {
      world.rows(.googleAds).filter { range.contains($0.1) }
        .reduce(Metrics.zero) { $0 + $1.0.metrics }.costPerClick ?? 0
    }
    let length = Int(incident.end.seconds(since: incident.start) / 3_600)
    let before = price(incident.start.adding(hours: -length)..<incident.start)
    #expect(price(incident.start..<incident.end) > 1.35 * before)
  }

  @Test func `a tracking outage hides conversions that the truth and the shop know`() throws {
    var (world, incident) = try first(.trackingOutage, on: .googleAds)
    let campaign = world.start(.googleAds, .everyone, budget: 900)
    while world.now < incident.end.adding(days: 2) { world.step() }
    let truth = world.campaigns[campaign].truth.attributedOrders
    let shop = world.orders.count { $0.campaign == Int32(campaign) }
    let during = world.orders.count {
      $0.campaign == Int32(campaign) && incident.isOn(at: $0.entry.at)
    }
    #expect(Int64(shop) == truth)
    #expect(during > 0)
    #expect(world.reported(.googleAds).conversions <= Double(shop - during))
  }

  @Test func `a report stall holds reports back and lets them all go afterwards`() throws {
    var (world, incident) = try first(.reportStall, on: .metaAds)
    let campaign = world.start(.metaAds, .everyone, budget: 100)
    while world.now < incident.start { world.step() }
    let stood = world.reports.completeTo(.metaAds)
    while world.now < incident.end {
      world.step()
      #expect(world.reports.completeTo(.metaAds) == stood)
    }
    world.pause(campaign)
    world.run(hours: 4)
    #expect(world.reports.completeTo(.metaAds) >= incident.end)
    #expect(world.reported(.metaAds).spendMicros == world.campaigns[campaign].spent)
  }

  @Test func `fraud brings clicks without orders, and a broken page clicks that lead nowhere`()
    throws
  {
    for kind in [Incident.Kind.clickFraud, .brokenLandingPage] {
      let (world, incident) = try first(kind, on: .metaAds)
      var hit = world
      var calm = makeWorld(seed: world.chance.seed)
      for _ in 0..<2 {
        _ = hit.start(.metaAds, .everyone, budget: 2_000)
        _ = calm.start(.metaAds, .everyone, budget: 2_000)
      }
      while hit.now < incident.end.adding(hours: 3) {
        hit.step()
        calm.step()
      }
      func clicks(_ world: World) -> Int64 {
        world.rows(.metaAds).filter { incident.isOn(at: $0.1) }.reduce(0) {
          $0 + $1.0.metrics.clicks
        }
      }
      hit.run(days: 12)
      calm.run(days: 12)
      #expect(hit.truth.totals.incrementalOrders < calm.truth.totals.incrementalOrders)
      if kind == .clickFraud { #expect(Double(clicks(hit)) > 1.4 * Double(clicks(calm))) }
    }
  }

  @Test func `a stock-out costs orders of everyone`() throws {
    var (hit, incident) = try first(.stockOut, on: .googleAds)
    var calm = makeWorld(seed: hit.chance.seed)
    while hit.now < incident.end {
      hit.step()
      calm.step()
    }
    func orders(_ world: World) -> Int { world.orders.count { incident.isOn(at: $0.entry.at) } }
    #expect(orders(hit) < orders(calm))
  }
}
