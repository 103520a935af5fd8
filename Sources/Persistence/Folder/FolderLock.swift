import Commerce
import Glibc

/// The right to write in a data folder, held from `acquire` until the object or the process is
/// gone.
///
/// A kernel lock (`flock`), not a lease: a process that is stopped and goes on still holds it, and
/// one that is killed has let it go.
package final class FolderLock: Sendable {
  private let descriptor: Int32

  fileprivate init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit {
    // Said out loud: a child that is being started holds a copy of the descriptor for a moment, and
    // the last close alone would let go.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}

extension DataFolder {
  /// Becomes the owner of the folder, which must exist.
  ///
  /// - Throws: ``DataFolderError/owned(path:by:)`` if another process is.
  package func acquire() throws(DataFolderError) -> FolderLock {
    let descriptor: Int32
    do {
      descriptor = try DurableFile.open(lockFile, O_RDWR | O_CREAT)
    } catch {
      throw error.isDiskFull
        ? .diskFull(path: lockFile) : .cannotLock(path: lockFile, reason: error.reason)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(descriptor)
      guard code == EWOULDBLOCK else {
        throw .cannotLock(path: lockFile, reason: String(cString: strerror(code)))
      }
      throw .owned(path: path, by: storedOwner())
    }
    // Who it is helps others to say so; the lock holds without it, also on a full disk.
    ftruncate(descriptor, 0)
    try? DurableFile.write(
      Array(Self.ownerLine(of: getpid()).utf8), to: descriptor, path: lockFile)
    return FolderLock(descriptor: descriptor)
  }

  /// The process that owns the folder now; `nil` if none does.
  package func owner() -> FolderOwner? {
    guard let descriptor = try? DurableFile.open(lockFile, O_RDWR) else { return nil }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK else { return nil }
    return storedOwner() ?? FolderOwner(process: 0, startedAt: nil)
  }

  /// `4711 1763831000`: the process and when it started, in seconds since 1970.
  private static func ownerLine(of process: Int32) -> String {
    "\(process) \(startOfThisProcess().map { "\($0.seconds)" } ?? "-")\n"
  }

  private func storedOwner() -> FolderOwner? {
    guard let bytes = try? DurableFile.read(lockFile) else { return nil }
    let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard let first = words.first, let process = Int32(first) else { return nil }
    let start = words.dropFirst().first.flatMap { Int64($0) }
    return FolderOwner(process: process, startedAt: start.map { Instant(seconds: $0) })
  }

  /// From the kernel's own records, so that no clock has to be asked.
  private static func startOfThisProcess() -> Instant? {
    guard let status = try? DurableFile.read("/proc/self/stat"),
      let system = try? DurableFile.read("/proc/stat"),
      let boot = String(decoding: system, as: UTF8.self).split(separator: "\n")
        .first(where: { $0.hasPrefix("btime ") })?.split(separator: " ").last.flatMap({ Int64($0) })
    else { return nil }
    // The second field is the program's name in parentheses and may hold anything; the start is the
    // 20th after it.
    let text = String(decoding: status, as: UTF8.self)
    guard let name = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: name)...].split(separator: " ")
    guard fields.count > 19, let ticks = Int64(fields[19]) else { return nil }
    return Instant(seconds: boot + ticks / Int64(sysconf(Int32(_SC_CLK_TCK))))
  }
}
