import Foundation
import Logging
import Synchronization

/// Log lines as JSON objects: time, level, message, and the metadata's fields.
struct JSONLogHandler: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .info
  private let file: LogFile

  init(file: LogFile) {
    self.file = file
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var fields = metadata.merging(event.metadata ?? [:]) { _, new in new }.mapValues { "\($0)" }
    fields["time"] = MachineTime.now().iso8601
    fields["level"] = event.level.rawValue
    fields["message"] = "\(event.message)"
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let line = try? encoder.encode(fields) else { return }
    file.append(Array(line) + [UInt8(ascii: "\n")])
  }
}

/// A file that lines are appended to; at 8 MiB it becomes `….1` and a new one begins.
final class LogFile: Sendable {
  private static let largest = 8 << 20

  private let path: String
  private let descriptor: Mutex<Int32>

  init(path: String) {
    self.path = path
    descriptor = Mutex(Self.open(path))
  }

  deinit { descriptor.withLock { _ = close($0) } }

  /// Appends in one write. What cannot be written is lost: a log is no reason to stop.
  func append(_ line: [UInt8]) {
    descriptor.withLock { descriptor in
      var status = stat()
      if fstat(descriptor, &status) == 0, status.st_size > Self.largest {
        close(descriptor)
        rename(path, path + ".1")
        descriptor = Self.open(path)
      }
      _ = write(descriptor, line, line.count)
    }
  }

  private static func open(_ path: String) -> Int32 {
    Foundation.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
  }
}
