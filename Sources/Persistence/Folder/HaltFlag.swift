package import Commerce
import Foundation
import Glibc

/// The file that stops all dispatch while it exists.
///
/// It needs neither the database nor the agent, and room on the disk only for its reason: even an
/// empty or unreadable
/// flag halts.
package struct HaltFlag: Hashable, Sendable {
  package let path: String
  /// Given up for the flag when the disk is full.
  private let ballast: String

  init(path: String, ballast: String) {
    self.path = path
    self.ballast = ballast
  }

  package struct Halt: Hashable, Codable, Sendable {
    package var reason: String
    package var by: Originator
    package var at: Instant?

    package init(reason: String, by: Originator, at: Instant?) {
      self.reason = reason
      self.by = by
      self.at = at
    }
  }

  package var isSet: Bool { DurableFile.exists(path) }

  /// Halts. File and folder are synced when it returns; a halt that stands already gets the newer
  /// reason as well.
  ///
  /// - Throws: ``DataFolderError/haltNotSet(path:reason:)`` only if there is no flag afterwards.
  package func set(reason: String, by: Originator, at: Instant) throws(DataFolderError) {
    let halt = Halt(reason: reason, by: by, at: at)
    let line = (try? JSONEncoder().encode(halt)).map { Array($0) + [UInt8(ascii: "\n")] } ?? []
    do {
      try DurableFile.append(line, to: path)
    } catch {
      if error.isDiskFull, unlink(ballast) == 0, (try? DurableFile.append(line, to: path)) != nil {
        return
      }
      guard isSet, (try? DurableFile.synchroniseFolder(of: path)) != nil else {
        throw .haltNotSet(path: path, reason: error.reason)
      }
    }
  }

  /// Who halted, when and why: the newest reason. `nil` if there is no halt.
  package func read() -> Halt? {
    guard isSet else { return nil }
    let lines = (try? DurableFile.read(path))?.split(separator: UInt8(ascii: "\n")) ?? []
    let readable = lines.reversed().lazy
      .compactMap { try? JSONDecoder().decode(Halt.self, from: Data($0)) }
    return readable.first
      ?? Halt(reason: "a halt flag without a readable reason", by: .agent, at: nil)
  }

  package func clear() throws(DataFolderError) {
    do {
      try DurableFile.remove(path)
    } catch {
      throw .haltNotCleared(path: path, reason: error.reason)
    }
  }
}
