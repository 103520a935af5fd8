import AgentInterface
import ArgumentParser
import Commerce

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show the plan of the week, how far it has come, and the plans before it.",
    discussion: """
      A plan spends nothing by itself: 'growth approve ID' with its decision's number says that it \
      is what to aim at, 'growth reject ID' that it is not, and the next plan says why.
      """)

  @OptionGroup var folder: FolderOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let desk = try await ShopDesk.open(folder)
    guard case .plan(let detail)? = await desk.detail(.plan) else {
      throw CommandFailure("The plan could not be read. 'growth doctor' looks for the cause.")
    }
    try output.print(PlanReport(detail, try await desk.snapshot().shop.currency))
  }
}
