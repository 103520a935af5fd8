import ArgumentParser

struct AlertsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts",
    abstract: "List the alerts: open ones, and those resolved in the last day.")

  @OptionGroup var folder: FolderOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let desk = try await ShopDesk.open(folder)
    try output.print(AlertsReport(try await desk.snapshot()))
  }
}
