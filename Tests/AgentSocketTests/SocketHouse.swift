import AgentSocket
import Foundation

/// A folder of its own for the sockets of one test; gone when it is released.
final class SocketHouse: Sendable {
  let folder: String

  init(depth: Int = 0) throws {
    let deep = (0..<depth).map { _ in String(repeating: "d", count: 60) }
    folder =
      NSTemporaryDirectory() + "growth-socket-\(UUID().uuidString.prefix(8))/"
      + deep.joined(separator: "/")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    let top = folder.components(separatedBy: "growth-socket-")
    try? FileManager.default.removeItem(atPath: top[0] + "growth-socket-" + top[1].prefix(8))
  }

  var path: String { folder + "/socket" }

  /// A server that serves every client the same agent.
  func serve(_ agent: RecordingAgent) throws -> SocketServer {
    try SocketServer(path: path, holding: Key()) { _ in agent }
  }

  private final class Key: Sendable {}
}

/// A client without manners: writes any bytes and reads lines.
///
/// It waits on a queue of its own, because the server's answers need the threads of the tests.
final class RawClient: @unchecked Sendable {
  private let queue = DispatchQueue(label: "growth.test.raw")
  private let descriptor: Int32
  private var rest: [UInt8] = []

  init(path: String) throws {
    descriptor = try RawSocket.open(path, connect)
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  func write(_ bytes: [UInt8]) async {
    await withCheckedContinuation { continuation in
      queue.async { [self] in
        var sent = 0
        while sent < bytes.count {
          let count = bytes[sent...].withUnsafeBytes {
            send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
          }
          guard count > 0 else { break }
          sent += count
        }
        continuation.resume()
      }
    }
  }

  func write(line: String) async { await write(Array((line + "\n").utf8)) }

  /// The next line, or `nil` when the other end has closed or says nothing for 20 s.
  func line() async -> String? {
    await withCheckedContinuation { continuation in
      queue.async { [self] in continuation.resume(returning: nextLine()) }
    }
  }

  private func nextLine() -> String? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      if let end = rest.firstIndex(of: 10) {
        defer { rest.removeFirst(end + 1) }
        return String(decoding: rest[..<end], as: UTF8.self)
      }
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      rest += buffer[..<count]
    }
  }
}

/// Listens and says nothing.
struct SilentListener {
  private let descriptor: Int32

  init(path: String) throws {
    descriptor = try RawSocket.open(path, bind)
    listen(descriptor, 4)
  }

  func end() { close(descriptor) }
}

enum RawSocket {
  /// A stream socket that `use`, connect or bind, was called on with the address of `path`.
  static func open(
    _ path: String, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let result = withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        use(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else { throw CocoaError(.fileReadUnknown) }
    return descriptor
  }
}
