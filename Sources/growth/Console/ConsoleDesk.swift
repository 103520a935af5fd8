import AgentSocket
import Commerce
import Console
import Foundation
import Persistence

/// What a console does outside the agent: themes, files, and the halt flag.
struct ConsoleDesk: Sendable {
  let folder: DataFolder
  let themes: ThemeShelf

  init(_ folder: DataFolder) {
    self.folder = folder
    themes = ThemeShelf(folder)
  }

  /// Writes the halt flag, which works whatever state the agent is in.
  ///
  /// - Returns: Why it could not be written, if so.
  func halt(because reason: String) -> String? {
    do throws(DataFolderError) {
      try folder.halt.set(reason: reason, by: .person(ownLoginName()), at: MachineTime.now())
      return nil
    } catch {
      return error.description
    }
  }

  /// Saves a view in the data folder under `exports`, never over a file that is there.
  func export(_ text: String, as name: String) -> ConsoleEvent {
    let folder = folder.path + "/exports"
    let path = freePath(in: folder, name: name)
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
      return .notice("Saved to \(path)", isError: false)
    } catch {
      return .notice(
        "'\(path)' could not be written. Check the disk and the folder.", isError: true)
    }
  }

  /// `name`, or `name` with a number before its ending.
  private func freePath(in folder: String, name: String) -> String {
    let safe = name.replacing("/", with: "-")
    let dot = safe.lastIndex(of: ".") ?? safe.endIndex
    let candidates = [safe] + (2...999).map { "\(safe[..<dot])-\($0)\(safe[dot...])" }
    let free = candidates.first { !FileManager.default.fileExists(atPath: folder + "/" + $0) }
    return folder + "/" + (free ?? safe)
  }
}
