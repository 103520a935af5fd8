import AgentInterface
import ArgumentParser
import Commerce
import Oversight

struct ApproveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Approve a decision that waits.",
    discussion: """
      The approval holds for exactly what is shown: if the decision changes before it arrives, it is \
      refused. On a terminal it asks; in a pipe it needs --yes.
      """)

  @Argument(help: "The decision's number.")
  var id: Int64

  @Option(help: "Refuse unless the decision is at this revision.")
  var revision: Int?

  @Flag(help: "Approve without asking.")
  var yes = false

  @OptionGroup var order: OrderOptions

  func run() async throws {
    guard yes || (Terminal.hasInput && Terminal.hasErrors) else {
      throw ValidationError("In a pipe nobody can be asked: add --yes to approve decision \(id).")
    }
    let desk = try await order.open()
    let decision = try await desk.decision(id)
    guard decision.state.isWaitingForPerson else {
      throw CommandFailure("Decision \(id) is \(decision.state.name) and does not wait for anyone.")
    }
    if let revision, revision != decision.revision {
      throw CommandFailure(
        "Decision \(id) is at revision \(decision.revision), not \(revision). Look at it again.")
    }
    guard yes || isConfirmed(decision) else {
      throw CommandFailure("Decision \(id) was not approved; it still waits.")
    }
    try await order.carryOut(
      .approve(decision.id, revision: decision.revision, digest: decision.digest), at: desk)
  }

  /// Asks for a word; what cannot be undone asks for the decision's number.
  private func isConfirmed(_ decision: Decision) -> Bool {
    Terminal.complain(Self.card(decision))
    if decision.action.isReversible {
      return Terminal.ask("Approve? [y/N] ")?.lowercased().hasPrefix("y") == true
    }
    return Terminal.ask("This cannot be undone. Type \(decision.id) to approve: ")
      == "\(decision.id)"
  }

  static func card(_ decision: Decision) -> String {
    var lines = [
      "decision \(decision.id) · revision \(decision.revision) · \(decision.platform.name)",
      "  \(decision.title)", "  at worst  \(decision.atWorst)",
    ]
    if !decision.expectationWords.isEmpty {
      lines.append("  expected  \(decision.expectationWords)")
    }
    lines.append("  why       \(decision.evidence.reason)")
    for check in decision.checks where check.finding == .needsPerson {
      lines.append("  asks you  \(check.words)")
    }
    lines.append("  undo      \(decision.action.isReversible ? "possible" : "not possible")")
    return lines.joined(separator: "\n")
  }
}
