import Glibc

/// The system calls for a Unix socket that is a file in a folder.
enum UnixSocket {
  /// Listens at `path`, readable and writable by this user only, before anyone can connect.
  ///
  /// A file that is there is removed: the caller holds the folder's lock, so it is a leftover.
  static func listen(at path: String) throws(SocketError) -> Int32 {
    let descriptor = try make { .cannotListen(path: path, reason: $0) }
    unlink(path)
    let bound = withAddress(of: path) { bind(descriptor, $0, $1) }
    guard bound == 0, chmod(path, 0o600) == 0, Glibc.listen(descriptor, 32) == 0 else {
      let reason = errorWords()
      close(descriptor)
      throw .cannotListen(path: path, reason: reason)
    }
    return descriptor
  }

  static func connect(to path: String) throws(SocketError) -> Int32 {
    let descriptor = try make { .cannotConnect(path: path, reason: $0) }
    guard withAddress(of: path, { Glibc.connect(descriptor, $0, $1) }) == 0 else {
      let code = errno
      let reason = errorWords()
      close(descriptor)
      if code == ENOENT || code == ECONNREFUSED || code == EAGAIN {
        throw .nobodyListens(path: path)
      }
      throw .cannotConnect(path: path, reason: reason)
    }
    return descriptor
  }

  /// The next client in the queue, `nil` when there is none; `errno` says more.
  static func accept(on listener: Int32) -> Int32? {
    let descriptor = Glibc.accept(listener, nil, nil)
    guard descriptor >= 0 else { return nil }
    prepare(descriptor)
    return descriptor
  }

  /// The user at the other end, as the kernel knows it.
  static func peerUser(of descriptor: Int32) -> uid_t? {
    // `struct ucred` of unix(7): process, user and group, 32 bits each. Glibc's module does not
    // show the type.
    var credentials = [UInt32](repeating: .max, count: 3)
    var size = socklen_t(MemoryLayout<UInt32>.stride * 3)
    guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0, size == 12
    else { return nil }
    return credentials[1]
  }

  private static func make(_ failure: (String) -> SocketError) throws(SocketError) -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw failure(errorWords()) }
    prepare(descriptor)
    return descriptor
  }

  private static func prepare(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }

  /// An address holds at most 107 bytes; a longer path is reached through its folder's descriptor.
  private static func withAddress(
    of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    guard path.utf8.count > 107 else { return withShortAddress(of: path, body) }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = open(parts.dropLast().joined(separator: "/"), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return -1 }
    defer { close(folder) }
    return withShortAddress(of: "/proc/self/fd/\(folder)/\(parts.last ?? "")", body)
  }

  private static func withShortAddress(
    of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
      errno = ENAMETOOLONG
      return -1
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  static func errorWords() -> String { String(cString: strerror(errno)) }
}

/// The login name of a user of this machine, or its number when it has none.
func loginName(of user: uid_t) -> String {
  var entry = passwd()
  var found: UnsafeMutablePointer<passwd>?
  var buffer = [CChar](repeating: 0, count: 16_384)
  guard getpwuid_r(user, &entry, &buffer, buffer.count, &found) == 0, found != nil,
    let name = entry.pw_name
  else { return "user \(user)" }
  return String(cString: name)
}

/// The login name of the user this process runs as.
package func ownLoginName() -> String { loginName(of: geteuid()) }
