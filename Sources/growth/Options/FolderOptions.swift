import ArgumentParser
import Foundation
import Persistence

/// Which shop a command is about.
struct FolderOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The data folder; by default $GROWTH_HOME, $XDG_DATA_HOME/growth or ~/.local/share/growth.",
      valueName: "folder"))
  var home: String?

  @Option(
    help: ArgumentHelp(
      "The configuration; by default config.yaml in the data folder.", valueName: "file"))
  var config: String?

  func folder() throws -> DataFolder {
    if let home, !home.isEmpty { return DataFolder(path: home) }
    return try DataFolder.locate(environment: ProcessInfo.processInfo.environment)
  }

  /// The configuration's path, and whether it was named and so has to exist.
  func configurationFile(in folder: DataFolder) -> (path: String, isRequired: Bool) {
    config.map { ($0, true) } ?? (folder.path + "/config.yaml", false)
  }

  func configuration(in folder: DataFolder) throws -> Configuration {
    let file = configurationFile(in: folder)
    return try Configuration.load(path: file.path, isRequired: file.isRequired)
  }
}
