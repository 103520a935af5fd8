package import AgentCore
import AgentInterface
import Commerce
import Oversight

/// Runs an agent through simulated time as fast as it goes: tick by tick, each call answered before
/// the next tick.
///
/// The same agent, store and platforms as in a live run, without threads or clocks: a seed replays
/// it exactly.
package struct SimulationDriver: Sendable {
  package private(set) var loop: AgentLoop
  private let environment: AgentEnvironment
  private let person: SimulatedPerson
  private var wall: Int64 = 0
  package private(set) var approvalsGiven = 0

  package init(loop: AgentLoop, environment: AgentEnvironment, person: SimulatedPerson) {
    self.loop = loop
    self.environment = environment
    self.person = person
  }

  /// Takes in an event and makes every call that follows from it, in order, until none is left.
  package mutating func handle(_ kind: AgentEvent.Kind) async {
    var pending = loop.process(AgentEvent(wall: wall, kind)).calls[...]
    while let call = pending.popFirst() {
      let reply = await call.request.carriedOut(in: environment)
      pending += loop.process(AgentEvent(wall: wall, .answered(call.id, reply))).calls
    }
  }

  /// One hour: the world moves, the agent ticks, the person looks.
  package mutating func tick() async {
    wall += Int64(environment.pace.intervalMilliseconds)
    let next = loop.state.now.adding(seconds: environment.pace.stepSeconds)
    environment.advanceWorld?(next)
    await handle(.tick(next))
    for command in person.commands(for: loop.state) {
      if case .approve = command { approvalsGiven += 1 }
      await handle(.commanded(command, by: person.originator))
    }
  }

  /// Runs whole days.
  ///
  /// - Parameters:
  ///   - days: How many.
  ///   - eachHour: Called after each hour.
  ///   - each: Called after each day.
  package mutating func run(
    days: Int, eachHour: () -> Void = {}, each: (borrowing AgentLoop) -> Void = { _ in }
  ) async {
    for _ in 0..<days {
      for _ in 0..<24 {
        await tick()
        eachHour()
      }
      each(loop)
    }
  }
}
