import Commerce
import Dispatch
import Foundation
import Market
import Synchronization

/// The simulated world on disk: a checkpoint, the platforms' logs since, and the hour that was
/// reached.
///
/// A checkpoint is written aside and renamed, so there is always a whole one. What happened after
/// it
/// is made again: the changes from the logs, the hours by letting them pass; both are
/// deterministic.
final class WorldFolder: Sendable {
  private let path: String
  private let logs: [Platform: OperationLog]
  private let clock: Int32
  private let queue = DispatchQueue(label: "market.checkpoint", qos: .utility)
  private let isWriting = Mutex(false)

  init(path: String) throws(WorldFileError) {
    self.path = path
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .cannotOpen(path: path, reason: error.localizedDescription)
    }
    var logs: [Platform: OperationLog] = [:]
    for platform in Platform.allCases {
      logs[platform] = try OperationLog(path: "\(path)/\(platform.rawValue).log")
    }
    self.logs = logs
    clock = open("\(path)/clock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard clock >= 0 else { throw .cannotOpen(path: "\(path)/clock", reason: lastSystemError()) }
  }

  deinit { close(clock) }

  /// The world exactly as it was left, and the sequence number of its last operation.
  func recover(genesis: () throws -> Genesis) throws -> (world: World, sequence: Int64) {
    var (world, sequence) = try readCheckpoint() ?? (World(genesis()), 0)
    if !FileManager.default.fileExists(atPath: checkpointPath) {
      try write(world.packed(), sequence: sequence)
    }
    let entries = try logs.flatMap { platform, log in
      try log.entries(after: sequence).map { (platform, $0) }
    }
    for (platform, entry) in entries.sorted(by: { $0.1.sequence < $1.1.sequence }) {
      try replay(entry, on: platform, in: &world)
      sequence = entry.sequence
    }
    if let reached = reachedHour() {
      while world.now < reached { world.step() }
    }
    return (world, sequence)
  }

  func log(_ entry: LogEntry, on platform: Platform) throws(WorldFileError) {
    guard let log = logs[platform] else { return }
    try log.append(entry)
  }

  /// Remembers the hour that the world has reached. Small enough for one write; lost, it is only
  /// slower.
  func reached(_ now: Instant) {
    let digits = String(now.seconds)
    let line = String(repeating: " ", count: max(0, 20 - digits.count)) + digits + "\n"
    _ = Array(line.utf8).withUnsafeBytes { pwrite(clock, $0.baseAddress, $0.count, 0) }
  }

  /// Writes a checkpoint in the background, unless one is being written.
  func checkpointSoon(_ world: World, sequence: Int64) {
    let isFree = isWriting.withLock { writing in
      defer { writing = true }
      return !writing
    }
    guard isFree else { return }
    queue.async { [self] in
      // A failed write leaves the older checkpoint, from which more is replayed.
      try? write(world.packed(), sequence: sequence)
      isWriting.withLock { $0 = false }
    }
  }

  /// Writes a checkpoint now, after any that is being written.
  func checkpoint(_ world: World, sequence: Int64) throws(WorldFileError) {
    let result: Result<Void, WorldFileError> = queue.sync {
      do throws(WorldFileError) {
        return .success(try write(world.packed(), sequence: sequence))
      } catch { return .failure(error) }
    }
    try result.get()
  }

  private var checkpointPath: String { "\(path)/checkpoint" }

  private func readCheckpoint() throws(WorldFileError) -> (World, Int64)? {
    guard FileManager.default.fileExists(atPath: checkpointPath) else { return nil }
    guard let data = FileManager.default.contents(atPath: checkpointPath) else {
      throw .cannotOpen(path: checkpointPath, reason: lastSystemError())
    }
    let bytes = Array(data)
    guard bytes.count > 16 else { throw .damaged(path: checkpointPath, detail: "it is too short") }
    let sequence = Self.word(bytes[(bytes.count - 16)...])
    guard sequence == ~Self.word(bytes[(bytes.count - 8)...]) else {
      throw .damaged(path: checkpointPath, detail: "its last 16 bytes do not agree")
    }
    do throws(DamagedWorld) {
      return (try World(packed: Array(bytes.dropLast(16))), Int64(bitPattern: sequence))
    } catch {
      throw .damaged(path: checkpointPath, detail: "\(error)")
    }
  }

  private func write(_ packed: [UInt8], sequence: Int64) throws(WorldFileError) {
    let aside = checkpointPath + ".new"
    let file = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .cannotOpen(path: aside, reason: lastSystemError()) }
    defer { close(file) }
    let number = UInt64(bitPattern: sequence)
    try writeAll(packed + Self.bytes(number) + Self.bytes(~number), to: file, path: aside)
    guard fsync(file) == 0, rename(aside, checkpointPath) == 0 else {
      throw .cannotWrite(path: aside, reason: lastSystemError())
    }
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  private func replay(
    _ entry: LogEntry, on platform: Platform, in world: inout World
  ) throws(WorldFileError) {
    guard entry.result == LogEntry.done, let request = entry.request else { return }
    while world.now.seconds < entry.at { world.step() }
    do throws(PlatformError) {
      _ = try platform.rules.perform(request, in: &world)
    } catch {
      throw .damaged(
        path: "\(path)/\(platform.rawValue).log",
        detail: "operation \(entry.sequence) cannot be repeated (\(error))")
    }
  }

  private func reachedHour() -> Instant? {
    var buffer = [UInt8](repeating: 0, count: 21)
    let count = buffer.withUnsafeMutableBytes { pread(clock, $0.baseAddress, $0.count, 0) }
    guard count == 21 else { return nil }
    let digits = String(decoding: buffer.dropLast().drop { $0 == 0x20 }, as: UTF8.self)
    return Int64(digits).map { Instant(seconds: $0) }
  }

  private static func bytes(_ value: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
