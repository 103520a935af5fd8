import Foundation

/// A file that a person writes settings in.
enum SettingsFile {
  /// Most bytes that it may have.
  private static let longest = 262_144

  /// The text of a file that has to be there.
  ///
  /// - Throws: ``ConfigurationError/unreadable(path:reason:)`` if it is no readable text.
  static func text(of path: String) throws(ConfigurationError) -> String {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(path: path, reason: "it is a folder, or this user may not read it")
    }
    guard data.count <= longest else {
      throw .unreadable(
        path: path, reason: "it has \(data.count) bytes, at most \(longest) are read")
    }
    guard let text = String(validating: data, as: UTF8.self), !text.utf8.contains(0) else {
      throw .unreadable(path: path, reason: "it is not UTF-8 text")
    }
    return text
  }

  static func shortName(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
