import AgentInterface
import Commerce
import Oversight
import Synchronization

/// An agent that remembers what it was told and shows what it is given.
final class RecordingAgent: AgentClient {
  private let state = Mutex(State())

  private struct State {
    var commands: [Command] = []
    var listeners: [AsyncStream<Snapshot>.Continuation] = []
    var newest: Snapshot?
    var answers: [CheckedContinuation<Void, Never>] = []
    var holdsAnswers = false
  }

  var commands: [Command] { state.withLock { $0.commands } }

  func publish(_ snapshot: Snapshot) {
    state.withLock {
      $0.newest = snapshot
      for listener in $0.listeners { listener.yield(snapshot) }
    }
  }

  /// From now on commands are taken and never answered.
  func holdAnswers() { state.withLock { $0.holdsAnswers = true } }

  func letGo() {
    let held = state.withLock { state in
      defer { state.answers = [] }
      return state.answers
    }
    for answer in held { answer.resume() }
  }

  func snapshots() -> AsyncStream<Snapshot> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      state.withLock {
        $0.listeners.append(continuation)
        if let newest = $0.newest { continuation.yield(newest) }
      }
    }
  }

  func send(_ command: Command) async -> Answer {
    let holds = state.withLock {
      $0.commands.append(command)
      return $0.holdsAnswers
    }
    if holds {
      await withCheckedContinuation { continuation in
        state.withLock { $0.answers.append(continuation) }
      }
    }
    return .done("\(state.withLock { $0.commands.count })")
  }

  func detail(_ query: Query) async -> Detail? {
    guard case .decisions(let limit) = query, limit > 0 else { return nil }
    return .decisions([])
  }
}

extension Snapshot {
  /// A small shop at one moment.
  static func sample(sequence: Int, activity: Int = 1) -> Snapshot {
    let gbp = Currency.poundSterling
    let now = Instant(seconds: 1_323_500_400)
    return Snapshot(
      sequence: sequence, shop: Shop(name: "Gifts", currency: gbp), now: now,
      clock: ClockStatus(speed: 1_800, isSimulated: true, isStopped: false),
      agent: AgentStatus(
        phase: .plan, standing: .halted(reason: "a test", by: .person("ada")), level: .ask,
        levelExceptions: 0, tick: 4, tickMilliseconds: .infinity, skippedTicks: 0, inFlight: 0,
        staleHours: nil),
      money: MoneyStatus(
        dayCap: Money(units: 1_500, gbp), spentToday: .zero(gbp), heldToday: .zero(gbp),
        totalCap: Money(units: 9_000, gbp), spentTotal: .zero(gbp), shopRevenueToday: .zero(gbp),
        shopOrdersToday: 0, attributedWeek: .zero, attributedWeekBefore: .zero),
      approvals: [], blocked: [], alerts: [], campaigns: [],
      budgets: BudgetBoard(lines: [], marginal: [], proposal: nil),
      customers: CustomerBoard(
        customers: 0, orders: 0, movedThisWeek: 0, segments: [], valueNote: nil), experiments: [],
      activity: (0..<activity).map {
        ActivityEntry(
          id: Int64($0), at: now, kind: .plan, by: .agent,
          text: "line \($0) " + String(repeating: "x", count: 200))
      })
  }
}
