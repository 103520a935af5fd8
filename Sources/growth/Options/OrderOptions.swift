import AgentInterface
import ArgumentParser
import Commerce
import Oversight

/// Options of commands that change something.
struct OrderOptions: ParsableArguments {
  @OptionGroup var folder: FolderOptions
  @OptionGroup var output: OutputOptions

  func open() async throws -> ShopDesk { try await ShopDesk.open(folder, isForOrders: true) }

  /// Gives the order and prints what came of it.
  func carryOut(_ command: Command, at desk: ShopDesk) async throws {
    try output.print(AnswerReport(answer: try await desk.send(command)))
  }
}

extension ShopDesk {
  /// - Throws: ``CommandFailure`` if there is no such decision.
  func decision(_ id: Int64) async throws -> Decision {
    guard case .decision(let detail)? = await detail(.decision(Decision.ID(id))) else {
      throw CommandFailure("There is no decision \(id). 'growth decisions' lists them.")
    }
    return detail.decision
  }
}
