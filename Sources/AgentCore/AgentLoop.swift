package import AgentInterface
import Commerce
import Oversight
package import Persistence

/// The agent with its store: an event goes in, its changes become durable, and the calls to make
/// come out.
///
/// When a commit fails, memory is thrown away for what is stored, nothing is sent, and the agent
/// only reads
/// until a commit succeeds again.
package struct AgentLoop: Sendable {
  package private(set) var state: AgentState
  package let store: Store
  private let shelf = HistoryShelf()
  /// Why the store refuses writes, while it does.
  package private(set) var readOnly: String?
  private let setHalt: @Sendable (Effects.HaltChange) throws -> Void

  /// - Parameters:
  ///   - state: The agent as it is stored.
  ///   - store: Where every change goes first.
  ///   - setHalt: Sets or clears the halt flag durably before it returns.
  package init(
    state: AgentState, store: Store,
    setHalt: @escaping @Sendable (Effects.HaltChange) throws -> Void
  ) {
    self.state = state
    self.store = store
    self.setHalt = setHalt
  }

  /// Takes in one event.
  ///
  /// - Returns: The calls that may be made now, and the answer to a command.
  package mutating func process(_ event: AgentEvent) -> (calls: [Call], answer: Answer?) {
    let effects = state.handle(event)
    // A halt is on disk before anything else: it has to hold even if the commit fails.
    if case .set = effects.halt, let failure = changeHalt(effects.halt) {
      return ([], .refused(failure))
    }
    do throws(StoreError) {
      if !effects.commit.isEmpty { try store.commit(effects.commit) }
      readOnly = nil
    } catch {
      return recover(from: error, event: event, effects: effects)
    }
    if effects.halt == .clear, let failure = changeHalt(.clear) { return ([], .refused(failure)) }
    return (effects.calls, effects.answer)
  }

  private func changeHalt(_ change: Effects.HaltChange?) -> String? {
    guard let change else { return nil }
    do { try setHalt(change) } catch { return "The halt flag could not be written: \(error)" }
    return nil
  }

  private mutating func recover(
    from error: StoreError, event: AgentEvent, effects: Effects
  ) -> (calls: [Call], answer: Answer?) {
    readOnly = "\(error)"
    let words = "Nothing was done, because it could not be stored: \(error)"
    // What memory believes was never stored, so it is not believed.
    do throws(StoreError) {
      let stored = try store.load(now: state.now)
      var fresh = AgentState(
        stored, settings: state.settings, now: state.now, wall: event.wall)
      fresh.continueAfter(state, effects: effects)
      state = fresh
    } catch {
      readOnly = "\(error)"
    }
    return ([], effects.answer == nil ? nil : .refused(words))
  }

  /// Works out what a running agent works out of the customers in its first round.
  ///
  /// - Throws: ``Persistence/StoreError`` if the orders cannot be read.
  package mutating func fitCustomers() throws(StoreError) { try state.fitCustomers(store) }

  package func detail(_ query: Query) -> Detail? {
    do throws(StoreError) {
      return try state.detail(query, from: store, shelf: shelf)
    } catch { return nil }
  }

  /// The same, from the state as it is now, without holding up whoever owns the loop.
  @concurrent package func detailAside(_ query: Query) async -> Detail? { detail(query) }
}

extension AgentState {
  /// What a reloaded state takes over from the one it replaces: the halt, and what is under way.
  fileprivate mutating func continueAfter(_ lost: AgentState, effects: Effects) {
    halted = lost.halted
    tickCount = lost.tickCount
    nextCall = lost.nextCall
    eventCount = lost.eventCount
    isLearning = lost.isLearning
    let neverMade = Set(effects.calls.map(\.id))
    calls = lost.calls.filter { !neverMade.contains($0.key) }
  }
}
