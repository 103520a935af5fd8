import AgentInterface
import ArgumentParser
import Commerce

struct AcknowledgeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "acknowledge", abstract: "Say that an alert has been seen.")

  @Argument(help: "The alert's number.")
  var id: Int64

  @OptionGroup var order: OrderOptions

  func run() async throws {
    let desk = try await order.open()
    try await order.carryOut(.acknowledge(Alert.ID(id)), at: desk)
  }
}
