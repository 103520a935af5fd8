import AgentInterface
import ArgumentParser
import Commerce

struct KPIsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kpis",
    abstract: "Show every figure of the shop against its target, last week and last year.",
    discussion: """
      Each figure is defined once; --json has its formula, window and attribution. Targets stand in \
      config.yaml under 'targets', those of sums for a week.
      """)

  @OptionGroup var folder: FolderOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let desk = try await ShopDesk.open(folder)
    guard case .kpis(let rows)? = await desk.detail(.kpis) else {
      throw CommandFailure("The figures could not be read. 'growth doctor' looks for the cause.")
    }
    try output.print(KPIsReport(rows, try await desk.snapshot().shop.currency))
  }
}
