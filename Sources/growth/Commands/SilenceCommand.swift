import AgentInterface
import ArgumentParser
import Commerce

struct SilenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "silence",
    abstract: "Hear nothing new of an alert's metric in its scope for some hours.",
    discussion: "Guardrails go on acting on it: from a warning on, increases in its scope wait.")

  @Argument(help: "The alert's number.")
  var id: Int64

  @Argument(help: "For how many hours, from 1 to 720.")
  var hours = 24

  @OptionGroup var order: OrderOptions

  func validate() throws {
    guard (1...720).contains(hours) else { throw ValidationError("HOURS is from 1 to 720.") }
  }

  func run() async throws {
    let desk = try await order.open()
    try await order.carryOut(.silence(Alert.ID(id), hours: hours), at: desk)
  }
}
