import Foundation
import Persistence
import TerminalCanvas

/// The themes that can be chosen: a person's own in the data folder, then those that come with the
/// program.
struct ThemeShelf: Sendable {
  private let folders: [String]

  init(_ folder: DataFolder) {
    folders = [folder.path + "/themes", Resources.themes].compactMap { $0 }
  }

  /// Names without `.yaml`, sorted.
  var names: [String] {
    let files = folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] }
    let names = files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
    return Set(names + ["dark"]).sorted()
  }

  /// - Throws: ``CommandFailure`` if there is no such theme, `ThemeError` if it is broken.
  func theme(named name: String) throws -> Theme {
    if let (text, path) = file(of: name) {
      return try Theme.parse(yaml: text, file: path) { file(of: $0)?.text }
    }
    if name == "dark" { return .dark }
    throw CommandFailure(
      "There is no theme '\(SafeText.cleaned(name))'. There are: \(names.joined(separator: ", ")).")
  }

  private func file(of name: String) -> (text: String, path: String)? {
    guard !name.contains("/"), !name.hasPrefix(".") else { return nil }
    for folder in folders {
      let path = folder + "/" + name + ".yaml"
      if let data = FileManager.default.contents(atPath: path), data.count <= 262_144 {
        return (String(decoding: data, as: UTF8.self), path)
      }
    }
    return nil
  }
}
