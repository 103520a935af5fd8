import Commerce
import Foundation

/// One line of a platform's own log.
struct LogEntry: Codable, Equatable {
  /// Counts over all platforms, from 1, so that the four logs can be merged.
  var sequence: Int64
  /// Seconds since 1970 of the market's time.
  var at: Int64
  /// The same for people: `2011-12-10 05:00`.
  var time: String
  var key: String
  var operation: String
  var externalID: String?
  /// The campaign's name there, or the discount's code.
  var name: String?
  var amountMicros: Int64?
  /// `done`, `already done`, or `refused: …` with the reason.
  var result: String
  /// The whole change, if it was carried out: what a replay needs.
  var request: PlatformOperation?

  static let done = "done"
}

extension PlatformOperation {
  var loggedName: String? {
    switch self {
    case .createCampaign(let plan): plan.externalName
    case .activate(let handle), .pause(let handle), .setDailyBudget(let handle, _),
      .setEnd(let handle, _), .setCreatives(let handle, _, _), .send(let handle),
      .cancelSend(let handle), .end(let handle):
      handle.externalName
    case .createDiscount(let plan): plan.code
    case .endDiscount(let code): code
    }
  }

  var loggedAmount: Int64? {
    switch self {
    case .createCampaign(let plan): plan.dailyBudget?.micros
    case .setDailyBudget(_, let budget): budget.micros
    case .activate, .pause, .setEnd, .setCreatives, .send, .cancelSend, .end, .createDiscount,
      .endDiscount:
      nil
    }
  }
}

/// An append-only file of JSON lines. A line that is not whole was never answered and is cut off.
final class OperationLog: Sendable {
  private let descriptor: Int32
  private let path: String

  init(path: String) throws(WorldFileError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: lastSystemError()) }
  }

  deinit { close(descriptor) }

  /// Appends one line; it is on the disk when this returns.
  func append(_ entry: LogEntry) throws(WorldFileError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard var line = try? encoder.encode(entry) else {
      throw .cannotWrite(path: path, reason: "entry \(entry.sequence) cannot be encoded")
    }
    line.append(0x0A)
    let before = lseek(descriptor, 0, SEEK_END)
    do throws(WorldFileError) {
      try writeAll(Array(line), to: descriptor, path: path)
      guard fdatasync(descriptor) == 0 else {
        throw WorldFileError.cannotWrite(path: path, reason: lastSystemError())
      }
    } catch {
      // A half-written line must not stand before the next one.
      ftruncate(descriptor, before)
      throw error
    }
  }

  /// Every whole line after `sequence`, oldest first; what follows the last line end is cut off.
  func entries(after sequence: Int64) throws(WorldFileError) -> [LogEntry] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .cannotOpen(path: path, reason: lastSystemError())
    }
    let wholeEnd = data.lastIndex(of: 0x0A).map { $0 + 1 } ?? data.startIndex
    if wholeEnd != data.endIndex {
      ftruncate(descriptor, off_t(wholeEnd - data.startIndex))
    }
    let decoder = JSONDecoder()
    var found: [LogEntry] = []
    let lines = data[..<wholeEnd].split(separator: 0x0A)
    for (number, line) in lines.enumerated().reversed() {
      guard let entry = try? decoder.decode(LogEntry.self, from: Data(line)) else {
        throw .damaged(path: path, detail: "line \(number + 1) is not an entry of the log")
      }
      if entry.sequence <= sequence { break }
      found.append(entry)
    }
    return found.reversed()
  }
}
