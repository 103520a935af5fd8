package import Commerce
package import Market
import Synchronization

/// The market and the four services over it, as one thing that outlives the product's process.
///
/// With a folder it recovers after a kill at any moment: each change is in its platform's log
/// before
/// it is answered. Calls may come from any thread; each sees a whole hour.
package final class SimulatedOutside: Sendable {
  private struct State: Sendable {
    var world: World
    var sequence: Int64
    var hoursSinceCheckpoint = 0
    var buckets: [Platform: CallBucket]
    var dice: Dice
  }

  package struct Configuration: Sendable {
    package var manners: Manners
    /// Hours of the market's time between two checkpoints, at least 1.
    package var checkpointHours: Int
    /// Waits as long as a call takes; the default does not wait.
    package var pause: @Sendable (Duration) async -> Void

    package init(
      manners: Manners = .realistic, checkpointHours: Int = 24,
      pause: @escaping @Sendable (Duration) async -> Void = { _ in }
    ) {
      self.manners = manners
      self.checkpointHours = max(1, checkpointHours)
      self.pause = pause
    }
  }

  package let configuration: Configuration
  private let state: Mutex<State>
  private let folder: WorldFolder?

  /// Recovers the world in a folder, or begins one there.
  ///
  /// - Parameters:
  ///   - folder: A path; created if missing. Only one process may use it at a time.
  ///   - configuration: How the services behave.
  ///   - genesis: Asked only if the folder holds no world yet.
  /// - Throws: ``WorldFileError``, or what `genesis` throws.
  package init(
    folder: String, configuration: Configuration = Configuration(),
    genesis: () throws -> Genesis
  ) throws {
    let files = try WorldFolder(path: folder)
    let (world, sequence) = try files.recover(genesis: genesis)
    self.folder = files
    self.configuration = configuration
    state = Mutex(Self.state(world, sequence))
  }

  /// A world without files.
  package init(
    inMemory genesis: Genesis, configuration: Configuration = Configuration(manners: .quiet)
  ) {
    folder = nil
    self.configuration = configuration
    state = Mutex(Self.state(World(genesis), 0))
  }

  /// The start of the hour that has not happened yet; everything before it has.
  package var now: Instant { state.withLock { $0.world.now } }

  /// A copy of the world, for evaluation.
  package var world: World { state.withLock { $0.world } }

  /// Lets whole hours pass until the world's time is the hour of `instant`; does nothing if it is
  /// there or later.
  package func advance(to instant: Instant) {
    state.withLock { state in
      let target = instant.startOfHour
      guard state.world.now < target else { return }
      while state.world.now < target {
        state.world.step()
        state.hoursSinceCheckpoint += 1
      }
      folder?.reached(state.world.now)
      guard let folder, state.hoursSinceCheckpoint >= configuration.checkpointHours else { return }
      state.hoursSinceCheckpoint = 0
      folder.checkpointSoon(state.world, sequence: state.sequence)
    }
  }

  /// Writes a checkpoint now, so that the next start has nothing to repeat. Never needed to be
  /// right.
  package func checkpoint() throws(WorldFileError) {
    guard let folder else { return }
    let (world, sequence) = state.withLock { ($0.world, $0.sequence) }
    try folder.checkpoint(world, sequence: sequence)
  }

  package func adapter(for platform: Platform) -> any PlatformAdapter {
    SimulatedAdapter(platform: platform, outside: self)
  }

  package var shop: any ShopAdapter { SimulatedShop(outside: self) }

  /// Carries a change out: first into the log, then into the world.
  func perform(
    _ operation: PlatformOperation, key: String, on platform: Platform
  ) throws(PlatformError) -> PlatformReceipt {
    try state.withLock { (state) throws(PlatformError) -> PlatformReceipt in
      var changed = state.world
      let outcome: Result<PlatformReceipt, PlatformError>
      do throws(PlatformError) {
        outcome = .success(try platform.rules.perform(operation, in: &changed))
      } catch {
        outcome = .failure(error)
      }
      let entry = entry(operation, key: key, outcome, state)
      do throws(WorldFileError) {
        try folder?.log(entry, on: platform)
      } catch {
        throw PlatformError.uncertain(platform, reason: "internal error: \(error)")
      }
      state.sequence = entry.sequence
      let receipt = try outcome.get()
      state.world = changed
      return receipt
    }
  }

  /// Reads the world between two changes.
  func read<Answer: Sendable>(_ body: (World) -> Answer) -> Answer {
    state.withLock { body($0.world) }
  }

  /// What chance and the limits have in store for the next call.
  func nextCall(isChange: Bool, on platform: Platform) throws(PlatformError) -> CallFate {
    try state.withLock { (state) throws(PlatformError) -> CallFate in
      let fate = CallFate(configuration.manners, using: &state.dice)
      guard configuration.manners.limitsCalls else { return fate }
      let cost = CallBucket.cost(ofChange: isChange, on: platform)
      if let wait = state.buckets[platform]?.take(cost, at: state.world.now) {
        throw PlatformError.rateLimited(platform, retryAfterSeconds: wait)
      }
      return fate
    }
  }

  private static func state(_ world: World, _ sequence: Int64) -> State {
    State(
      world: world, sequence: sequence,
      buckets: Dictionary(uniqueKeysWithValues: Platform.allCases.map { ($0, CallBucket($0)) }),
      dice: Dice(
        seed: world.chance.seed,
        stream: UInt64(bitPattern: sequence &* 1_000_003 &+ world.now.hourIndex)))
  }

  private func entry(
    _ operation: PlatformOperation, key: String, _ outcome: Result<PlatformReceipt, PlatformError>,
    _ state: State
  ) -> LogEntry {
    var entry = LogEntry(
      sequence: state.sequence + 1, at: state.world.now.seconds, time: "\(state.world.now)",
      key: key, operation: operation.verb, name: operation.loggedName,
      amountMicros: operation.loggedAmount, result: LogEntry.done)
    switch outcome {
    case .success(let receipt):
      entry.externalID = receipt.externalID
      entry.result = receipt.wasAlreadyDone ? "already done" : LogEntry.done
      entry.request = receipt.wasAlreadyDone ? nil : operation
    case .failure(let error): entry.result = "refused: \(error)"
    }
    return entry
  }
}
