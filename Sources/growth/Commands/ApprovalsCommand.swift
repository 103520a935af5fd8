import AgentInterface
import ArgumentParser

struct ApprovalsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approvals", abstract: "List the decisions that wait for a person.")

  @OptionGroup var folder: FolderOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let desk = try await ShopDesk.open(folder)
    let waiting = try await desk.snapshot().approvals
    try output.print(DecisionsReport(waiting, emptyText: "Nothing waits for you."))
  }
}
