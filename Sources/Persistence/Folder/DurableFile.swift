import Glibc

/// Small files that are on the disk, with their folder's entry, when a call returns.
enum DurableFile {
  struct Failure: Error {
    var code: Int32
    var path: String

    var reason: String { String(cString: strerror(code)) }
    var isDiskFull: Bool { code == ENOSPC || code == EDQUOT }
  }

  /// Adds bytes at the end of a file, which is made (mode 0600) if it is missing.
  static func append(_ bytes: [UInt8], to path: String) throws(Failure) {
    let descriptor = try open(path, O_WRONLY | O_CREAT | O_APPEND)
    defer { Glibc.close(descriptor) }
    try write(bytes, to: descriptor, path: path)
    try synchronise(descriptor, path: path)
    try synchroniseFolder(of: path)
  }

  static func read(_ path: String) throws(Failure) -> [UInt8] {
    let descriptor = try open(path, O_RDONLY)
    defer { Glibc.close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Failure(code: errno, path: path) }
      bytes += buffer.prefix(count)
    }
  }

  /// Removes a file; one that is not there is fine.
  static func remove(_ path: String) throws(Failure) {
    guard unlink(path) == 0 || errno == ENOENT else { throw Failure(code: errno, path: path) }
    try synchroniseFolder(of: path)
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func open(_ path: String, _ flags: Int32) throws(Failure) -> Int32 {
    let descriptor = Glibc.open(path, flags | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure(code: errno, path: path) }
    return descriptor
  }

  static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(Failure) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Failure(code: errno, path: path) }
      done += count
    }
  }

  static func synchronise(_ descriptor: Int32, path: String) throws(Failure) {
    guard fsync(descriptor) == 0 else { throw Failure(code: errno, path: path) }
  }

  static func synchroniseFolder(of path: String) throws(Failure) {
    let folder = try open(parent(of: path), O_RDONLY | O_DIRECTORY)
    defer { Glibc.close(folder) }
    try synchronise(folder, path: path)
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
