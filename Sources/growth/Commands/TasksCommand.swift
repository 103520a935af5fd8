import AgentInterface
import ArgumentParser

struct TasksCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tasks",
    abstract: "List what is on its way to the platforms, how far, and what it waits for.")

  @OptionGroup var folder: FolderOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let desk = try await ShopDesk.open(folder)
    let snapshot = try await desk.snapshot()
    try output.print(TasksReport(snapshot.tasks, now: snapshot.now))
  }
}
