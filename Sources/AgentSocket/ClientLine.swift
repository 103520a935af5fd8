import AgentInterface
import Dispatch
import Glibc
import Synchronization

/// The client's end of the socket: requests that wait for answers, streams that are fed, and the
/// next attempt.
///
/// Its fields are touched on its queue only, which makes it safe to share; what others may ask at
/// any time is
/// behind a lock.
final class ClientLine: @unchecked Sendable {
  private let queue = DispatchQueue(label: "growth.client")
  private let path: String
  private let longestLine: Int
  private let greeting = Mutex<(pid: Int32, person: String)>((0, ""))
  private var channel: LineChannel?
  private var isGreeted = false
  private var isClosed = false
  private var wantsSnapshots = false
  private var greeted: CheckedContinuation<SocketError?, Never>?
  private var waiting: [Int: CheckedContinuation<SocketMessage?, Never>] = [:]
  private var nextRequest = 1
  private var snapshotListeners: [Int: AsyncStream<Snapshot>.Continuation] = [:]
  private var stateListeners: [Int: AsyncStream<SocketClient.Connection>.Continuation] = [:]
  private var nextListener = 0
  private var newest: Snapshot?
  private var state = SocketClient.Connection.lost(reason: "not connected yet")

  init(path: String, longestLine: Int) {
    self.path = path
    self.longestLine = longestLine
  }

  var owner: (pid: Int32, person: String) { greeting.withLock { $0 } }

  /// Connects for the first time.
  func open(greetingSeconds: Int) async throws(SocketError) {
    let failure: SocketError? = await withCheckedContinuation { continuation in
      queue.async { [self] in
        greeted = continuation
        do throws(SocketError) { try connect() } catch { return finishGreeting(error) }
        queue.asyncAfter(deadline: .now() + .seconds(greetingSeconds)) { [weak self] in
          guard let self, greeted != nil else { return }
          finishGreeting(.silent(path: path, seconds: greetingSeconds))
        }
      }
    }
    if let failure {
      close()
      throw failure
    }
  }

  func close() {
    queue.async { [self] in
      isClosed = true
      channel?.close()
      for listener in snapshotListeners.values { listener.finish() }
      for listener in stateListeners.values { listener.finish() }
      snapshotListeners = [:]
      stateListeners = [:]
    }
  }

  /// Sends a request under the next number and waits for its answer; `nil` if none comes.
  func ask(_ request: @escaping @Sendable (Int) -> SocketRequest) async -> SocketMessage? {
    await withCheckedContinuation { continuation in
      queue.async { [self] in
        let id = nextRequest
        nextRequest += 1
        // A request that has no line has no answer either, which the caller tells.
        guard isGreeted, let channel, let line = try? LineCoding.line(request(id)) else {
          return continuation.resume(returning: nil)
        }
        waiting[id] = continuation
        channel.send(line)
        queue.asyncAfter(deadline: .now() + .seconds(SocketClient.patience)) { [weak self] in
          self?.waiting.removeValue(forKey: id)?.resume(returning: nil)
        }
      }
    }
  }

  func snapshots() -> AsyncStream<Snapshot> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      queue.async { [self] in
        let id = register(continuation)
        snapshotListeners[id] = continuation
        if let newest { continuation.yield(newest) }
        subscribe()
      }
    }
  }

  func connectionStates() -> AsyncStream<SocketClient.Connection> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      queue.async { [self] in
        let id = register(continuation)
        stateListeners[id] = continuation
        continuation.yield(state)
      }
    }
  }

  private func register<Value>(_ continuation: AsyncStream<Value>.Continuation) -> Int {
    let id = nextListener
    nextListener += 1
    if isClosed { continuation.finish() }
    continuation.onTermination = { [weak self] _ in
      guard let self else { return }
      queue.async {
        self.snapshotListeners[id] = nil
        self.stateListeners[id] = nil
      }
    }
    return id
  }
}

/// On the queue.
extension ClientLine {
  private func connect() throws(SocketError) {
    let descriptor = try UnixSocket.connect(to: path)
    guard UnixSocket.peerUser(of: descriptor) == geteuid() else {
      Glibc.close(descriptor)
      throw .cannotConnect(path: path, reason: "another user listens there")
    }
    let channel = LineChannel(descriptor: descriptor, queue: queue, longestLine: longestLine)
    self.channel = channel
    channel.start { [weak self] in self?.happened($0) }
  }

  private func happened(_ event: LineChannel.Event) {
    switch event {
    case .received(.line(let line)):
      guard let message = try? LineCoding.value(SocketMessage.self, of: line) else {
        return leave("the agent sent something that this version cannot read")
      }
      received(message)
    case .received(.tooLong): leave("the agent sent a line of more than \(longestLine) bytes")
    case .closed: lost("the agent has ended")
    }
  }

  private func received(_ message: SocketMessage) {
    switch message {
    case .hello(let version, let pid, let person):
      guard version == SocketMessage.version else {
        finishGreeting(.otherVersion(found: version, known: SocketMessage.version))
        return leave("the agent speaks version \(version) of the protocol")
      }
      greeting.withLock { $0 = (pid, person) }
      isGreeted = true
      become(.connected(pid: pid))
      if wantsSnapshots { sendSubscription() }
      finishGreeting(nil)
    case .snapshot(let snapshot):
      newest = snapshot
      for listener in snapshotListeners.values { listener.yield(snapshot) }
    case .answer(let id, _), .detail(let id, _):
      waiting.removeValue(forKey: id)?.resume(returning: message)
    case .error(let reason):
      guard !isGreeted else { return }
      finishGreeting(.refused(reason: reason))
      leave(reason)
    }
  }

  private func subscribe() {
    guard !wantsSnapshots else { return }
    wantsSnapshots = true
    if isGreeted { sendSubscription() }
  }

  private func sendSubscription() {
    // A constant without figures always has a line.
    if let line = try? LineCoding.line(SocketRequest.subscribe) { channel?.send(line) }
  }

  private func finishGreeting(_ failure: SocketError?) {
    greeted?.resume(returning: failure)
    greeted = nil
  }

  private func leave(_ reason: String) {
    become(.lost(reason: reason))
    channel?.close()
  }

  private func lost(_ reason: String) {
    channel = nil
    if isGreeted { become(.lost(reason: reason)) }
    finishGreeting(.nobodyListens(path: path))
    isGreeted = false
    let unanswered = waiting.values
    waiting = [:]
    for continuation in unanswered { continuation.resume(returning: nil) }
    tryAgain()
  }

  private func become(_ new: SocketClient.Connection) {
    if case .lost = state, case .lost = new { return }
    state = new
    for listener in stateListeners.values { listener.yield(new) }
  }

  private func tryAgain() {
    guard !isClosed else { return }
    queue.asyncAfter(deadline: .now() + .seconds(1)) { [weak self] in
      guard let self, !isClosed, channel == nil else { return }
      do throws(SocketError) { try connect() } catch { tryAgain() }
    }
  }
}
