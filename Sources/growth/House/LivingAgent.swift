import AgentCore
import AgentInterface
import AgentSocket
import Commerce
import Persistence

/// The agent of this process with all that keeps it going: its world, its timer, its socket and its
/// journal.
final class LivingAgent: Sendable {
  let client: LocalClient
  private let agent: Agent
  private let server: SocketServer
  private let journal: Task<Void, Never>

  /// Brings a stored shop to life. Ticks begin at once.
  ///
  /// - Parameters:
  ///   - shop: As it was loaded.
  ///   - seed: Of a market that is new.
  ///   - speed: Seconds of simulated time in a real second; `nil` for an hour every two seconds.
  /// - Throws: What keeps the simulated world or the socket from being opened.
  @concurrent
  init(_ shop: StoredShop, seed: UInt64, speed: Double?) async throws {
    let owned = shop.owned
    let pace = speed.map { TickPace().at(speed: $0) } ?? TickPace()
    // Hurried time hurries the platforms too: a slow answer should not take days of it.
    let world = try SimulatedShop(
      owned, seed: seed, waitShare: min(1, TickPace().speed / pace.speed))
    let environment = world.environment(of: owned, pace: pace)
    let loop = AgentLoop(
      state: shop.state, store: owned.store, setHalt: { try owned.folder.halt.carryOut($0) })
    let person = Originator.person(ownLoginName())
    let agent = Agent(loop: loop, environment: environment)
    if try SampleShop.isAccepted(in: owned.store) { await agent.setUp(by: person) }
    self.agent = agent
    client = LocalClient(agent: agent, person: person)
    server = try SocketServer(path: owned.folder.socket, holding: owned.lock) { person in
      LocalClient(agent: agent, person: person)
    }
    journal = JournalLog(path: owned.folder.log).follow(agent.snapshots())
    await agent.start()
  }

  /// Stops ticks and listening. Nothing depends on it: an agent that is killed loses nothing.
  func stop() async {
    journal.cancel()
    server.close()
    await agent.stop()
  }
}
