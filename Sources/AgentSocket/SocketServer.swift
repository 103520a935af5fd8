package import AgentInterface
package import Commerce
import Dispatch
import Glibc

/// Lets other processes of the same user talk to the agent of this one.
///
/// Each client is the person that the kernel says is at the other end. What comes over the line can
/// be refused
/// but never harms the owner: lines are bounded, and a client that does not read gets only the
/// newest snapshot.
package final class SocketServer: Sendable {
  /// Most bytes of a line that a client may send.
  package static let longestLine = 1 << 20
  /// Most clients at a time.
  package static let mostClients = 64

  private let hall: ServerHall

  /// Listens at `path`.
  ///
  /// - Parameters:
  ///   - path: Where the socket's file is made; one that is there is replaced.
  ///   - lock: The folder's lock. Only its holder may replace the file, so it is kept as long as
  ///     the server.
  ///   - serving: The agent as one person talks to it.
  /// - Throws: ``SocketError`` if the file cannot be made.
  package init(
    path: String, holding lock: any AnyObject & Sendable,
    serving: @escaping @Sendable (Originator) -> any AgentClient
  ) throws(SocketError) {
    let listener = try UnixSocket.listen(at: path)
    hall = ServerHall(listener: listener, path: path, lock: lock, serving: serving)
    hall.open()
  }

  /// Stops listening, closes every connection and removes the socket's file.
  package func close() { hall.close() }
}

/// The server's connections. All of it is touched on its queue only, which makes it safe to share.
private final class ServerHall: @unchecked Sendable {
  private let queue = DispatchQueue(label: "growth.socket")
  private let listener: Int32
  private let path: String
  private let lock: any AnyObject & Sendable
  private let serving: @Sendable (Originator) -> any AgentClient
  private var source: (any DispatchSourceRead)?
  private var connections: [Int: ServedConnection] = [:]
  private var nextConnection = 0
  private var isPaused = false

  init(
    listener: Int32, path: String, lock: any AnyObject & Sendable,
    serving: @escaping @Sendable (Originator) -> any AgentClient
  ) {
    self.listener = listener
    self.path = path
    self.lock = lock
    self.serving = serving
  }

  func open() {
    let source = DispatchSource.makeReadSource(fileDescriptor: listener, queue: queue)
    let listener = listener
    source.setEventHandler { [weak self] in self?.acceptAll() }
    source.setCancelHandler { Glibc.close(listener) }
    queue.sync { self.source = source }
    source.resume()
  }

  func close() {
    queue.sync {
      guard source != nil else { return }
      unlink(path)
      source?.cancel()
      goOnAccepting()
      source = nil
      for connection in connections.values { connection.end() }
    }
  }

  private func acceptAll() {
    while source != nil {
      if let descriptor = UnixSocket.accept(on: listener) {
        serve(descriptor)
      } else if errno == EMFILE || errno == ENFILE {
        return pauseAccepting()
      } else if errno != EINTR, errno != ECONNABORTED {
        return
      }
    }
  }

  /// Without a free descriptor the listener would stay readable and the queue would spin.
  private func pauseAccepting() {
    source?.suspend()
    isPaused = true
    queue.asyncAfter(deadline: .now() + .seconds(1)) { [weak self] in self?.goOnAccepting() }
  }

  private func goOnAccepting() {
    guard isPaused else { return }
    isPaused = false
    source?.resume()
  }

  private func serve(_ descriptor: Int32) {
    let channel = LineChannel(
      descriptor: descriptor, queue: queue, longestLine: SocketServer.longestLine)
    if let reason = refusal(of: descriptor) {
      channel.start { _ in }
      channel.send((try? LineCoding.line(SocketMessage.error(reason: reason))) ?? [])
      return channel.closeWhenDrained()
    }
    let id = nextConnection
    nextConnection += 1
    let person = loginName(of: geteuid())
    let connection = ServedConnection(
      channel: channel, queue: queue, person: person, client: serving(.person(person)))
    connections[id] = connection
    connection.start { [weak self] in self?.connections[id] = nil }
  }

  private func refusal(of descriptor: Int32) -> String? {
    guard UnixSocket.peerUser(of: descriptor) == geteuid() else {
      return "only \(loginName(of: geteuid())), who owns the data folder, may connect."
    }
    guard connections.count < SocketServer.mostClients else {
      return "\(SocketServer.mostClients) clients are connected already; close one."
    }
    return nil
  }
}
