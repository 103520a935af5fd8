import AgentInterface
import ArgumentParser
import Commerce

struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Resume a paused campaign.")

  @Argument(help: "The campaign's number or name.")
  var campaign: String

  @OptionGroup var order: OrderOptions

  func run() async throws {
    let desk = try await order.open()
    try await order.carryOut(.resume(try await desk.campaign(campaign).id), at: desk)
  }
}
