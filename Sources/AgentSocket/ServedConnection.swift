import AgentInterface
import Dispatch
import Glibc

/// One client of the owner.
///
/// Its fields are touched on the server's queue only; the tasks that wait for the agent come back
/// to it.
final class ServedConnection: @unchecked Sendable {
  /// Requests that may wait for their turn.
  private static let mostWaiting = 256

  private let channel: LineChannel
  private let queue: DispatchQueue
  private let person: String
  private let client: any AgentClient
  private var requests: AsyncStream<SocketRequest>.Continuation?
  private var tasks: [Task<Void, Never>] = []
  private var isSubscribed = false
  private var onEnd: (() -> Void)?

  init(channel: LineChannel, queue: DispatchQueue, person: String, client: any AgentClient) {
    self.channel = channel
    self.queue = queue
    self.person = person
    self.client = client
  }

  func start(onEnd: @escaping () -> Void) {
    self.onEnd = onEnd
    let (stream, continuation) = AsyncStream.makeStream(
      of: SocketRequest.self, bufferingPolicy: .bufferingOldest(Self.mostWaiting))
    requests = continuation
    tasks.append(
      Task { [weak self] in
        for await request in stream {
          guard let reply = await self?.carryOut(request) else { return }
          self?.reply(reply)
        }
      })
    channel.start { [weak self] in self?.happened($0) }
    send(.hello(version: SocketMessage.version, pid: getpid(), person: person))
  }

  func end() { channel.closeWhenDrained() }

  private func happened(_ event: LineChannel.Event) {
    switch event {
    case .received(.line(let line)): take(line)
    case .received(.tooLong(let limit)):
      send(.error(reason: "a line is at most \(limit) bytes; yours was left out."))
    case .closed:
      requests?.finish()
      for task in tasks { task.cancel() }
      onEnd?()
      onEnd = nil
    }
  }

  private func take(_ line: [UInt8]) {
    do {
      let request = try LineCoding.value(SocketRequest.self, of: line)
      if request == .subscribe { return subscribe() }
      guard case .dropped? = requests?.yield(request) else { return }
      send(.error(reason: "\(Self.mostWaiting) requests wait already; yours was left out."))
    } catch {
      send(.error(reason: "that is no request of this protocol; it was left out."))
    }
  }

  private func carryOut(_ request: SocketRequest) async -> SocketMessage {
    switch request {
    case .send(let id, let command): .answer(id: id, value: await client.send(command))
    case .fetch(let id, let query): .detail(id: id, value: await client.detail(query))
    case .subscribe: .error(reason: "subscribed already.")
    }
  }

  /// Asks for the next snapshot only when the last one has left, so that a slow reader skips what
  /// is old.
  private func subscribe() {
    guard !isSubscribed else { return }
    isSubscribed = true
    let stream = client.snapshots()
    let channel = channel
    tasks.append(
      Task { [weak self] in
        var snapshots = stream.makeAsyncIterator()
        while await channel.drained(), let snapshot = await snapshots.next() {
          self?.reply(.snapshot(value: snapshot))
        }
      })
  }

  /// From a task: encodes there and sends on the queue.
  private func reply(_ message: SocketMessage) {
    let line = encoded(message)
    queue.async { [channel] in channel.send(line) }
  }

  private func send(_ message: SocketMessage) { channel.send(encoded(message)) }

  private func encoded(_ message: SocketMessage) -> [UInt8] {
    do { return try LineCoding.line(message) } catch {
      return Array(#"{"error":{"reason":"an answer could not be written as JSON."}}"#.utf8)
        + [LineCoding.newline]
    }
  }
}
