import Commerce
import Foundation
import Market
import Testing

@Suite struct `A world is repeatable` {
  private func busyWorld(seed: UInt64) -> World {
    var world = makeWorld(seed: seed, parameters: WorldParameters())
    _ = world.start(.googleAds, .everyone, budget: 80)
    _ = world.start(
      .metaAds, .lookalike, budget: 60, creatives: [makeCreative("A"), makeCreative("B", .urgency)])
    _ = world.start(
      .klaviyo, .segment(.atRisk), budget: 0, recipients: history().prefix(300).map(\.reference))
    world.run(days: 12)
    return world
  }

  @Test func `the same seed gives equal worlds, equal also when packed`() {
    let first = busyWorld(seed: 7)
    let second = busyWorld(seed: 7)
    #expect(first == second)
    #expect(first.packed() == second.packed())
  }

  @Test func `another seed gives another world`() {
    #expect(busyWorld(seed: 7) != busyWorld(seed: 8))
  }

  @Test func `a world that was packed and read goes on as if nothing had been`() throws {
    var original = busyWorld(seed: 3)
    var read = try World(packed: original.packed())
    #expect(read == original)
    original.run(days: 30)
    read.run(days: 30)
    #expect(read == original)
    let position = original.reports.position(.metaAds)
    #expect(
      original.rows(.metaAds, after: position / 2).map(\.0)
        == read.rows(.metaAds, after: position / 2).map(\.0))
  }

  @Test func `a world goes through JSON unchanged`() throws {
    let world = busyWorld(seed: 5)
    let copy = try JSONDecoder().decode(World.self, from: JSONEncoder().encode(world))
    #expect(copy == world)
  }

  @Test func `a changed or missing byte is refused`() {
    let bytes = makeWorld(customers: 20).packed()
    for place in [0, 9, bytes.count / 2, bytes.count - 1] {
      var changed = bytes
      changed[place] ^= 0x10
      #expect(throws: DamagedWorld.self) { try World(packed: changed) }
    }
    #expect(throws: DamagedWorld.self) { try World(packed: Array(bytes.dropLast())) }
    #expect(throws: DamagedWorld(offset: 3, expected: "a checkpoint of more than 16 bytes")) {
      try World(packed: [1, 2, 3])
    }
  }

  @Test func `a campaign more changes nothing for the organic orders of the hour`() {
    var alone = makeWorld()
    var busy = makeWorld()
    _ = busy.start(.metaAds, .prospects)
    alone.step()
    busy.step()
    #expect(alone.orders.map(\.micros) == busy.orders.map(\.micros))
  }

  @Test(arguments: [0, 1, 2]) func `a shop with hardly any history has a world too`(customers: Int)
  {
    var world = makeWorld(customers: customers)
    _ = world.start(.googleAds, .everyone)
    world.run(days: 60)
    #expect(world.truth.totals.organicOrders > 0)
  }
}
