import Glibc
import Oversight
import Synchronization

/// The audit's head, written now and then outside the database, so that rows cut off the end of the
/// table show.
///
/// One line a head: count, hash. Lines are only appended, and synced.
final class AuditHeadFile: Sendable {
  /// Rows after which a line is due.
  static let interval = 100

  private let path: String
  /// Count of the last line.
  private let written: Mutex<Int>

  init(path: String) {
    self.path = path
    written = Mutex(Self.lines(of: path).last?.count ?? 0)
  }

  /// Writes a line when 100 rows came since the last. What cannot be written now is due again with
  /// the next commit.
  func appendIfDue(_ head: AuditHead) {
    written.withLock { last in
      guard head.count / Self.interval > last / Self.interval else { return }
      if (try? write(head)) != nil { last = head.count }
    }
  }

  func append(_ head: AuditHead) throws(StoreError) {
    try written.withLock { last throws(StoreError) in
      guard head.count > last else { return }
      try write(head)
      last = head.count
    }
  }

  func heads() -> [AuditHead] { Self.lines(of: path) }

  private func write(_ head: AuditHead) throws(StoreError) {
    let line = Array("\(head.count) \(head.hash)\n".utf8)
    do {
      try DurableFile.append(line, to: path)
    } catch {
      throw error.isDiskFull ? .diskFull : .io(reason: "\(path): \(error.reason)")
    }
  }

  private static func lines(of path: String) -> [AuditHead] {
    guard let bytes = try? DurableFile.read(path) else { return [] }
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let words = line.split(separator: UInt8(ascii: " "))
      guard words.count == 2, let count = Int(String(decoding: words[0], as: UTF8.self)),
        words[1].count == 64
      else { return nil }
      return AuditHead(
        count: count, hash: Digest(hexadecimal: String(decoding: words[1], as: UTF8.self)))
    }
  }
}
