import AgentInterface
import ArgumentParser
import Commerce
import Oversight

struct UndoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Undo a decision that was carried out; what was spent or sent stays so.")

  @Argument(help: "The decision's number.")
  var id: Int64

  @OptionGroup var order: OrderOptions

  func run() async throws {
    let desk = try await order.open()
    try await order.carryOut(.undo(Decision.ID(id)), at: desk)
  }
}
