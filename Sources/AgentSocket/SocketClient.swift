package import AgentInterface

/// The agent of another process, reached through its socket.
///
/// When the owner goes away the client says so and tries again every second until it is closed.
/// Commands are
/// never repeated: one whose answer was lost is answered with a refusal that says so.
package final class SocketClient: AgentClient {
  package enum Connection: Hashable, Sendable {
    case connected(pid: Int32)
    case lost(reason: String)
  }

  /// Seconds until an unanswered request counts as lost.
  package static let patience = 20
  /// Snapshots of many campaigns are long lines.
  private static let longestLine = 256 << 20

  private let line: ClientLine

  /// Connects and waits for the owner's greeting.
  ///
  /// - Parameters:
  ///   - path: The socket's file.
  ///   - greetingSeconds: How long to wait for it.
  /// - Throws: ``SocketError`` if nobody listens, or greets in time.
  package init(path: String, greetingSeconds: Int = 5) async throws(SocketError) {
    line = ClientLine(path: path, longestLine: Self.longestLine)
    try await line.open(greetingSeconds: greetingSeconds)
  }

  deinit { line.close() }

  /// The owner's process and the name it knows this client's person by.
  package var owner: (pid: Int32, person: String) { line.owner }

  /// How the connection stands, now and whenever that changes.
  package func connection() -> AsyncStream<Connection> { line.connectionStates() }

  package func snapshots() -> AsyncStream<Snapshot> { line.snapshots() }

  package func send(_ command: Command) async -> Answer {
    let reply = await line.ask { .send(id: $0, command: command) }
    guard case .answer(_, let answer)? = reply else {
      return .refused(
        "The agent's answer did not come. It may have been carried out or not: look before you "
          + "repeat it.")
    }
    return answer
  }

  package func detail(_ query: Query) async -> Detail? {
    let reply = await line.ask { .fetch(id: $0, query: query) }
    guard case .detail(_, let detail)? = reply else { return nil }
    return detail
  }

  /// Leaves; every stream ends.
  package func close() { line.close() }
}
