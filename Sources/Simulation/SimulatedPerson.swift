import AgentCore
import AgentInterface
import Commerce
import Oversight

/// Stands in for the person who answers the agent's requests.
package enum SimulatedPerson: Hashable, Sendable {
  /// Approves whatever has waited for this many hours.
  case approves(afterHours: Int)
  /// Never looks: every request lapses.
  case absent

  var originator: Originator { .person("simulated") }

  func commands(for state: AgentState) -> [Command] {
    guard case .approves(let hours) = self else { return [] }
    return state.waitingDecisions
      .filter { state.now.seconds(since: $0.proposedAt) >= Int64(hours) * Instant.secondsPerHour }
      .map { .approve($0.id, revision: $0.revision, digest: $0.digest) }
  }
}
