import AgentCore
import AgentInterface
import AgentSocket
import Commerce
import Persistence
import Platforms

/// The agent of a shop in which none runs: it can be looked at and takes one order after the other.
///
/// An order becomes durable first, then the platforms' calls are made, one by one until none is
/// left. The clock
/// stands still.
struct SingleOrder {
  private var loop: AgentLoop
  private let owned: OwnedFolder
  private let seed: UInt64
  /// Made for the first order; looking needs none.
  private var environment: AgentEnvironment?

  init(_ shop: StoredShop, seed: UInt64) {
    owned = shop.owned
    self.seed = seed
    let folder = shop.owned.folder
    loop = AgentLoop(
      state: shop.presentState, store: shop.owned.store,
      setHalt: { try folder.halt.carryOut($0) })
  }

  func detail(_ query: Query) -> Detail? { loop.detail(query) }

  /// Works out lifetime value, churn and moves, as a running agent does in its first round.
  mutating func fitCustomers() throws(StoreError) { try loop.fitCustomers() }

  var snapshot: Snapshot {
    loop.state.snapshot(
      sequence: 0, clock: ClockStatus(speed: 0, isSimulated: true, isStopped: true),
      timing: (0, 0), readOnly: loop.readOnly)
  }

  mutating func send(_ command: Command) async throws -> Answer {
    let environment = try openedEnvironment()
    let (calls, answer) = process(.commanded(command, by: .person(ownLoginName())))
    await carryOut(calls, in: environment)
    guard let answer else { return .refused("The agent gave no answer.") }
    guard case .done(let text) = answer, snapshot.agent.inFlight > 0 else { return answer }
    return .done(
      text + " A platform's answer is missing; the agent reads the platform when it runs next.")
  }

  private mutating func openedEnvironment() throws -> AgentEnvironment {
    if let environment { return environment }
    let world = try SimulatedShop(owned, seed: seed, waitShare: 0)
    world.outside.advance(to: loop.state.now)
    let environment = world.environment(of: owned, pace: TickPace())
    self.environment = environment
    return environment
  }

  private mutating func carryOut(_ first: [Call], in environment: AgentEnvironment) async {
    var calls = first[...]
    while let call = calls.popFirst() {
      let reply = await call.request.carriedOut(in: environment)
      calls += process(.answered(call.id, reply)).calls
    }
  }

  private mutating func process(_ kind: AgentEvent.Kind) -> (calls: [Call], answer: Answer?) {
    loop.process(AgentEvent(wall: MachineTime.monotonicMilliseconds(), kind))
  }
}
