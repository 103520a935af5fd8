import CCurses
import Dispatch
import Glibc
import TerminalCanvas

/// Reads keys and signals from their descriptors as they come.
@MainActor
final class TerminalReader {
  private let input: Int32
  private let received: ([TerminalEvent]) -> Void
  private let signalled: ([Int32]) -> Void
  private var decoder = KeyDecoder()
  private var sources: [any DispatchSourceProtocol] = []
  private let silence: any DispatchSourceTimer

  /// Bytes taken in one go, so that endless input cannot keep frames from being drawn.
  private static let mostAtOnce = 65_536

  init(
    input: Int32, signals: Int32, received: @escaping ([TerminalEvent]) -> Void,
    signalled: @escaping ([Int32]) -> Void
  ) {
    self.input = input
    self.received = received
    self.signalled = signalled
    silence = DispatchSource.makeTimerSource(queue: .main)
    silence.setEventHandler { [weak self] in
      MainActor.assumeIsolated { self?.fellSilent() }
    }
    silence.schedule(deadline: .distantFuture)
    silence.resume()
    watch(input) { $0.readInput() }
    watch(signals) { $0.readSignals() }
  }

  func stop() {
    for source in sources { source.cancel() }
    sources = []
    silence.cancel()
  }

  private func watch(_ descriptor: Int32, _ body: @escaping @MainActor (TerminalReader) -> Void) {
    guard descriptor >= 0 else { return }
    let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .main)
    source.setEventHandler { [weak self] in
      MainActor.assumeIsolated {
        guard let self else { return }
        // The main queue may run on any thread once the first one has left.
        guard_thread()
        body(self)
      }
    }
    source.resume()
    sources.append(source)
  }
}

extension TerminalReader {
  private func readInput() {
    guard let bytes = waitingBytes() else {
      stop()
      received([.gone])
      return
    }
    deliver(decoder.decode(bytes))
  }

  private func readSignals() {
    var numbers: [Int32] = []
    while case let number = guard_next(), number != 0 { numbers.append(number) }
    signalled(numbers)
  }

  /// The time for more bytes is over, unless they came while the program was busy.
  private func fellSilent() {
    guard decoder.needsTimeout, let bytes = waitingBytes() else { return }
    deliver(bytes.isEmpty ? decoder.timeout() : decoder.decode(bytes))
  }

  private func deliver(_ events: [InputEvent]) {
    let wait = decoder.timeoutMilliseconds
    silence.schedule(deadline: wait.map { .now() + .milliseconds($0) } ?? .distantFuture)
    if !events.isEmpty { received(events.map(TerminalEvent.input)) }
  }

  /// Everything that can be read without waiting; nil when the terminal is gone.
  private func waitingBytes() -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while bytes.count < Self.mostAtOnce {
      var ready = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, 0) > 0 else { return bytes }
      let count = read(input, &buffer, buffer.count)
      if count > 0 {
        bytes += buffer[..<count]
      } else if count < 0, errno == EINTR || errno == EAGAIN {
        return bytes
      } else {
        return bytes.isEmpty ? nil : bytes
      }
    }
    return bytes
  }
}
