import Foundation
import Persistence

/// A folder of its own for one test, gone with it.
final class TemporaryFolder {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("persistence-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  func write(_ text: String, to name: String) throws -> String {
    try text.write(toFile: file(name), atomically: true, encoding: .utf8)
    return file(name)
  }

  func openStore(
    _ configuration: Store.Configuration = Store.Configuration()
  ) throws -> Store {
    try Store.open(path: file("growth.sqlite"), configuration: configuration)
  }

  /// The database with the audit's head beside it.
  func openAuditedStore() throws -> Store {
    try openStore(Store.Configuration(auditHeadPath: file("audit.head")))
  }
}

func permissions(of path: String) throws -> Int {
  let attributes = try FileManager.default.attributesOfItem(atPath: path)
  return (attributes[.posixPermissions] as? Int) ?? -1
}
