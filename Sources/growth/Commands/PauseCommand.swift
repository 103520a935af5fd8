import AgentInterface
import ArgumentParser
import Commerce

struct PauseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Pause a campaign; on Klaviyo, cancel the rest of a send.")

  @Argument(help: "The campaign's number or name.")
  var campaign: String

  @OptionGroup var order: OrderOptions

  func run() async throws {
    let desk = try await order.open()
    try await order.carryOut(.pause(try await desk.campaign(campaign).id), at: desk)
  }
}
