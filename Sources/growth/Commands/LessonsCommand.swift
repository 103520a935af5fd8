import AgentInterface
import ArgumentParser

struct LessonsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lessons",
    abstract: "List what was learnt, the newest first: believed before, believed now, because.")

  @OptionGroup var folder: FolderOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "How many, from 1 to 1000.")
  var limit = 50

  func validate() throws {
    guard (1...1_000).contains(limit) else {
      throw ValidationError("--limit is from 1 to 1000.")
    }
  }

  func run() async throws {
    let desk = try await ShopDesk.open(folder)
    guard case .lessons(let lessons)? = await desk.detail(.lessons(limit: limit)) else {
      throw CommandFailure("The lessons could not be read. 'growth doctor' looks for the cause.")
    }
    try output.print(LessonsReport(lessons))
  }
}
