import Dispatch
import Glibc

/// One end of a connection: whole lines in, whole lines out.
///
/// Everything happens on the queue it was made with, which is what makes it safe to pass around.
final class LineChannel: @unchecked Sendable {
  enum Event: Sendable {
    case received(LineSplitter.Piece)
    /// Nothing more will come or go.
    case closed
  }

  /// Bytes that may wait to be sent before the other end counts as dead.
  static let mostWaiting = 16 << 20

  private let descriptor: Int32
  private let queue: DispatchQueue
  private var splitter: LineSplitter
  private var onEvent: (@Sendable (Event) -> Void)?
  private var reading: (any DispatchSourceRead)?
  private var writing: (any DispatchSourceWrite)?
  private var openSources = 0
  private var outgoing: [UInt8] = []
  private var sent = 0
  private var waiters: [CheckedContinuation<Bool, Never>] = []
  private var isClosed = false
  private var closesWhenDrained = false

  /// Takes the descriptor over. Nothing is read before `start`.
  init(descriptor: Int32, queue: DispatchQueue, longestLine: Int) {
    self.descriptor = descriptor
    self.queue = queue
    splitter = LineSplitter(limit: longestLine)
  }

  /// Begins to read. On the queue.
  func start(onEvent: @escaping @Sendable (Event) -> Void) {
    dispatchPrecondition(condition: .onQueue(queue))
    self.onEvent = onEvent
    let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    source.setEventHandler { [weak self] in self?.read() }
    source.setCancelHandler { [self] in sourceEnded() }
    openSources += 1
    reading = source
    source.resume()
  }

  /// Sends a line, or keeps it until the other end takes it. On the queue.
  func send(_ line: [UInt8]) {
    dispatchPrecondition(condition: .onQueue(queue))
    guard !isClosed else { return }
    outgoing += line
    write()
    if outgoing.count - sent > Self.mostWaiting { close() }
  }

  /// Sends what is waiting, then closes. On the queue.
  func closeWhenDrained() {
    closesWhenDrained = true
    if outgoing.isEmpty { close() }
  }

  /// Returns once nothing waits to be sent any more: true, or false when the channel is closed.
  func drained() async -> Bool {
    await withCheckedContinuation { continuation in
      queue.async { [self] in
        if isClosed || outgoing.isEmpty {
          continuation.resume(returning: !isClosed)
        } else {
          waiters.append(continuation)
        }
      }
    }
  }

  /// On the queue.
  func close() {
    dispatchPrecondition(condition: .onQueue(queue))
    guard !isClosed else { return }
    isClosed = true
    outgoing = []
    sent = 0
    resumeWaiters()
    reading?.cancel()
    writing?.cancel()
    if openSources == 0 { Glibc.close(descriptor) }
    reading = nil
    writing = nil
    onEvent?(.closed)
    onEvent = nil
  }
}

extension LineChannel {
  private func read() {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    for _ in 0..<16 where !isClosed {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else {
        if count < 0, errno == EAGAIN || errno == EINTR { return }
        return close()
      }
      for piece in splitter.take(buffer[..<count]) where !isClosed { onEvent?(.received(piece)) }
    }
  }

  private func write() {
    while sent < outgoing.count {
      let count = outgoing.withUnsafeBytes {
        Glibc.send(
          descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count >= 0 {
        sent += count
      } else if errno == EAGAIN {
        return waitToWrite()
      } else if errno != EINTR {
        return close()
      }
    }
    outgoing.removeAll(keepingCapacity: outgoing.count <= 1 << 20)
    sent = 0
    writing?.cancel()
    writing = nil
    resumeWaiters()
    if closesWhenDrained { close() }
  }

  private func waitToWrite() {
    guard writing == nil else { return }
    let source = DispatchSource.makeWriteSource(fileDescriptor: descriptor, queue: queue)
    source.setEventHandler { [weak self] in self?.write() }
    source.setCancelHandler { [self] in sourceEnded() }
    openSources += 1
    writing = source
    source.resume()
  }

  private func resumeWaiters() {
    for waiter in waiters { waiter.resume(returning: !isClosed) }
    waiters = []
  }

  /// A descriptor is closed only after Dispatch has let go of it.
  private func sourceEnded() {
    openSources -= 1
    if isClosed, openSources == 0 { Glibc.close(descriptor) }
  }
}
