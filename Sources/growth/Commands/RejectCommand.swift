import AgentInterface
import ArgumentParser
import Commerce
import Oversight

struct RejectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject",
    abstract: "Reject a decision that waits, with a reason that the agent learns from.")

  @Argument(help: "The decision's number.")
  var id: Int64

  @Option(help: "Why: \(RejectCommand.codes.map { "'\($0)'" }.joined(separator: ", ")).")
  var code: String

  @Option(help: "More about the reason, in your words.")
  var note = ""

  @OptionGroup var order: OrderOptions

  static let codes = Decision.Rejection.Code.allCases.map(\.rawValue)

  func validate() throws {
    _ = try parsedCode()
    guard note.count <= 500 else { throw ValidationError("--note has at most 500 characters.") }
  }

  func run() async throws {
    let code = try parsedCode()
    let desk = try await order.open()
    try await order.carryOut(.reject(Decision.ID(id), code: code, note: note), at: desk)
  }

  /// With spaces or hyphens between the words.
  private func parsedCode() throws -> Decision.Rejection.Code {
    let words = code.lowercased().replacing("-", with: " ")
    guard let code = Decision.Rejection.Code(rawValue: words) else {
      throw ValidationError("--code is one of \(Self.codes.joined(separator: ", ")).")
    }
    return code
  }
}
