import Evaluation
import Foundation

/// A file of tests, in JSON or as a table; which of them, its first character tells.
struct ExperimentFile {
  let path: String

  struct Tests {
    var records: [ExperimentRecord]
    var alpha: Double?
    var horizon: PlannedHorizon?
    var minimumEffect: Double?
  }

  /// Tables are read piece by piece and may be of any size.
  private static let largestJSON = 64 << 20
  private static let piece = 1 << 20

  func read() throws -> Tests {
    let handle = try open()
    defer { try? handle.close() }
    let first = try next(of: handle)
    let blank: Set<UInt8> = [0x20, 9, 10, 13, 0xEF, 0xBB, 0xBF]
    guard let start = first.first(where: { !blank.contains($0) }) else {
      throw CommandFailure("'\(path)' is empty. Give a test as JSON, or a table of looks.")
    }
    guard first.firstIndex(of: 0) == nil else {
      throw CommandFailure(
        "'\(path)' is not a text file. Give a test as JSON, or a table of looks.")
    }
    let isJSON = start == UInt8(ascii: "{") || start == UInt8(ascii: "[")
    return isJSON ? try json(first, handle) : try table(first, handle)
  }

  private func open() throws -> FileHandle {
    if path == "-" { return .standardInput }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw CommandFailure("There is no file '\(path)'. Check the path.")
    }
    guard !isFolder.boolValue else {
      throw CommandFailure("'\(path)' is a folder. Name the file inside it.")
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw CommandFailure("'\(path)' may not be read by this user. Change its permissions.")
    }
    return handle
  }

  private func next(of handle: FileHandle) throws -> Data {
    do {
      return try handle.read(upToCount: Self.piece) ?? Data()
    } catch {
      throw CommandFailure("'\(path)' cannot be read: \(error.localizedDescription).")
    }
  }

  private func json(_ first: Data, _ handle: FileHandle) throws -> Tests {
    var bytes = [UInt8](first)
    while true {
      let more = try next(of: handle)
      if more.isEmpty { break }
      bytes += more
      guard bytes.count <= Self.largestJSON else {
        throw CommandFailure("'\(path)' is larger than 64 MiB. Give large data as a table.")
      }
    }
    let test = try ExperimentJSON(bytes: bytes, file: path)
    return Tests(
      records: [test.record], alpha: test.alpha, horizon: test.horizon,
      minimumEffect: test.minimumEffect)
  }

  private func table(_ first: Data, _ handle: FileHandle) throws -> Tests {
    var table = ExperimentTable(file: path)
    var piece = first
    while !piece.isEmpty {
      try table.take(piece)
      piece = try next(of: handle)
    }
    return Tests(records: try table.finished())
  }
}
