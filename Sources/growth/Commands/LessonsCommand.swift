import AgentInterface
import ArgumentParser

struct LessonsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lessons",
    abstract: "List what was learnt, the newest first: believed before, believed now, because.")

  @OptionGroup var folder: FolderOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var rows: LimitOptions

  func run() async throws {
    let desk = try await ShopDesk.open(folder)
    guard case .lessons(let lessons)? = await desk.detail(.lessons(limit: rows.limit)) else {
      throw CommandFailure("The lessons could not be read. 'growth doctor' looks for the cause.")
    }
    try output.print(LessonsReport(lessons))
  }
}
