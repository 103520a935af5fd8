import AgentInterface
import ArgumentParser
import Commerce

struct ResolveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Say that an alert is over: what came is the usual level from now on.")

  @Argument(help: "The alert's number.")
  var id: Int64

  @OptionGroup var order: OrderOptions

  func run() async throws {
    let desk = try await order.open()
    try await order.carryOut(.resolve(Alert.ID(id)), at: desk)
  }
}
