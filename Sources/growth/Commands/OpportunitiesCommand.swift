import AgentInterface
import ArgumentParser
import Commerce

struct OpportunitiesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "opportunities",
    abstract: "List what would be worth doing, best first, and what was left and why.",
    discussion: """
      As of the last round of planning. Each opportunity has its expected incremental profit with \
      an 80 % interval, its cost, horizon, chance and score, why it is one, and the decision that \
      it has become or what it waits for.
      """)

  @OptionGroup var folder: FolderOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let desk = try await ShopDesk.open(folder)
    guard case .opportunities(let detail)? = await desk.detail(.opportunities) else {
      throw CommandFailure(
        "The opportunities could not be read. 'growth doctor' looks for the cause.")
    }
    try output.print(OpportunitiesReport(detail, try await desk.snapshot().shop.currency))
  }
}
