import Foundation

/// Rows with their scores, written in pieces to a file beside the target that then replaces it.
final class ScoresWriter {
  private let path: String
  private let draft: String
  private let handle: FileHandle
  private var buffer: [UInt8] = []
  private var delimiter = UInt8(ascii: ",")

  private static let piece = 1 << 16

  init(path: String) throws {
    self.path = path
    draft = path + ".part"
    guard FileManager.default.createFile(atPath: draft, contents: nil),
      let handle = FileHandle(forWritingAtPath: draft)
    else {
      throw CommandFailure(
        "'\(path)' cannot be written. Name a file in a folder that exists and may be written to.")
    }
    self.handle = handle
  }

  func begin(header: [UInt8], delimiter: UInt8) throws {
    self.delimiter = delimiter
    buffer += header + [delimiter] + Array("anomaly_score\n".utf8)
  }

  func add(_ row: [UInt8], score: Double) throws {
    buffer += row
    buffer.append(delimiter)
    buffer += Array("\(score)\n".utf8)
    if buffer.count >= Self.piece { try flush() }
  }

  func finish() throws {
    try flush()
    try handle.close()
    guard rename(draft, path) == 0 else {
      throw CommandFailure("'\(draft)' cannot be renamed to '\(path)'. Name another file.")
    }
  }

  private func flush() throws {
    try handle.write(contentsOf: Data(buffer))
    buffer.removeAll(keepingCapacity: true)
  }
}
