import AgentInterface
import ArgumentParser

struct ContinueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "continue", abstract: "Let the agent act again after a halt.")

  @OptionGroup var order: OrderOptions

  func run() async throws {
    let desk = try await order.open()
    try await order.carryOut(.resumeAfterHalt, at: desk)
  }
}
