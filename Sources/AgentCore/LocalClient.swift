package import AgentInterface

package import Commerce

/// The agent of this process, spoken to by one person.
package struct LocalClient: AgentClient {
  private let agent: Agent
  private let person: Originator

  package init(agent: Agent, person: Originator) {
    self.agent = agent
    self.person = person
  }

  package func snapshots() -> AsyncStream<Snapshot> { agent.snapshots() }

  package func send(_ command: Command) async -> Answer { await agent.send(command, by: person) }

  package func detail(_ query: Query) async -> Detail? { await agent.detail(query) }
}
