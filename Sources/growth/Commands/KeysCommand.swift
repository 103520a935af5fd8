import ArgumentParser
import Console

struct KeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Print the console's keys, with those of the configuration.")

  @OptionGroup var folder: FolderOptions

  func run() async throws {
    let configuration = try folder.configuration(in: try folder.folder())
    let table = try KeyTable.standard.remapped(configuration.keys)
    print(table.text.joined(separator: "\n"))
  }
}
