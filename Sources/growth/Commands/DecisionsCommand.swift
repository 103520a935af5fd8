import AgentInterface
import ArgumentParser

struct DecisionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decisions", abstract: "List decisions of all states, the newest first.")

  @OptionGroup var folder: FolderOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var rows: LimitOptions

  func run() async throws {
    let desk = try await ShopDesk.open(folder)
    guard case .decisions(let decisions)? = await desk.detail(.decisions(limit: rows.limit)) else {
      throw CommandFailure("The decisions could not be read. 'growth doctor' looks for the cause.")
    }
    guard case .calibration(let rows)? = await desk.detail(.calibration) else {
      throw CommandFailure("The outcomes could not be read. 'growth doctor' looks for the cause.")
    }
    try output.print(
      DecisionsReport(decisions, calibration: rows, emptyText: "Nothing has been decided yet."))
  }
}
