import ArgumentParser

struct BudgetsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "budgets",
    abstract: "Show caps, held and spent money, and what the next unit earns.")

  @OptionGroup var folder: FolderOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let desk = try await ShopDesk.open(folder)
    try output.print(BudgetsReport(try await desk.snapshot()))
  }
}
