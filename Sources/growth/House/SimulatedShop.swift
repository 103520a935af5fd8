import AgentCore
import Commerce
import Market
import Persistence
import Platforms
import Simulation

/// The outside world of a shop: four simulated platforms over one market.
struct SimulatedShop: Sendable {
  let outside: SimulatedOutside

  /// Recovers the shop's world, or begins it where the imported orders end.
  ///
  /// - Parameters:
  ///   - owned: The shop's folder.
  ///   - seed: Of a world that is new.
  ///   - waitShare: What share of their time calls take, 0…1; with 0 they are answered at once.
  /// - Throws: What keeps the world's folder from being read or written.
  init(_ owned: OwnedFolder, seed: UInt64, waitShare: Double) throws {
    var configuration = SimulatedOutside.Configuration()
    if waitShare > 0 { configuration.pause = { try? await Task.sleep(for: $0 * waitShare) } }
    outside = try SimulatedOutside(folder: owned.folder.world, configuration: configuration) {
      try Self.genesis(owned.store, seed: seed)
    }
  }

  /// The customers of the imported orders, in a market that begins the day after the last of them.
  private static func genesis(_ store: Store, seed: UInt64) throws -> Genesis {
    let stored = try store.load(now: nil)
    guard let last = stored.lastOrderAt else {
      throw CommandFailure("There are no orders to begin a simulated market with.")
    }
    return Genesis(stored, start: StoredShop.firstInstant(after: last), seed: seed)
  }

  /// The edges of an agent that lives in this world.
  func environment(of owned: OwnedFolder, pace: TickPace) -> AgentEnvironment {
    let (folder, store, outside) = (owned.folder, owned.store, outside)
    return AgentEnvironment(
      adapters: Dictionary(
        uniqueKeysWithValues: Platform.allCases.map { ($0, outside.adapter(for: $0)) }),
      shop: outside.shop, advanceWorld: { outside.advance(to: $0) },
      wall: MachineTime.monotonicMilliseconds, readHalt: { folder.halt.notice },
      writeHalt: { try folder.halt.carryOut($0) },
      tidy: { now in
        // Both are housekeeping that is tried again a day later.
        try? store.commit(Commit(changes: [.tidy(now: now)]))
        try? store.writeAuditHead()
      }, eachOrder: { try store.forEachOrder(before: $0, $1) }, pace: pace)
  }
}

extension HaltFlag {
  func carryOut(_ change: Effects.HaltChange) throws {
    switch change {
    case .set(let notice): try set(reason: notice.reason, by: notice.by, at: MachineTime.now())
    case .clear: try clear()
    }
  }
}
