import ArgumentParser
import Foundation

/// The program: parses the command line, runs one command, and turns what went wrong into one
/// sentence.
@main
struct Growth: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "growth",
    abstract: "An autonomous growth agent for an online shop, watched and steered from a terminal.",
    discussion: """
      Without a command the console opens. If an agent runs in the data folder already, the \
      console attaches to it; otherwise this process becomes the agent.

      Exit codes: 0 done, 1 refused or failed (a sentence on stderr says why), 2 wrong use.
      """,
    version: "growth \(Release.version)",
    subcommands: [ConsoleCommand.self],
    groupedSubcommands: [
      CommandGroup(
        name: "Look",
        subcommands: [
          StatusCommand.self, ApprovalsCommand.self, TasksCommand.self, AlertsCommand.self,
          CampaignsCommand.self,
          BudgetsCommand.self, SegmentsCommand.self, CustomersCommand.self,
          ExperimentsCommand.self, DecisionsCommand.self, KPIsCommand.self, PlanCommand.self,
          OpportunitiesCommand.self, LessonsCommand.self, BrandCommand.self,
        ]),
      CommandGroup(
        name: "Steer",
        subcommands: [
          ApproveCommand.self, RejectCommand.self, PauseCommand.self, ResumeCommand.self,
          BudgetCommand.self, UndoCommand.self, AcknowledgeCommand.self, SilenceCommand.self,
          ResolveCommand.self, LevelCommand.self, LiftResultCommand.self, HaltCommand.self,
          ContinueCommand.self,
        ]),
      CommandGroup(
        name: "Run",
        subcommands: [AgentCommand.self, ImportCommand.self, SimulateCommand.self]),
      CommandGroup(
        name: "Analyse",
        subcommands: [
          ForecastCommand.self, DetectCommand.self, ExperimentCommand.self, LiftCommand.self,
          AllocateCommand.self,
        ]),
      CommandGroup(
        name: "Keep",
        subcommands: [
          DoctorCommand.self, AuditCommand.self, BackupCommand.self, KeysCommand.self,
        ]),
    ],
    defaultSubcommand: ConsoleCommand.self)

  @MainActor
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      leave(after: error)
    }
    Foundation.exit(0)
  }

  private static func leave(after error: any Error) -> Never {
    switch exitCode(for: error) {
    case .success:
      print(fullMessage(for: error))
      Foundation.exit(0)
    case .validationFailure:
      Terminal.complain(fullMessage(for: error))
      Foundation.exit(2)
    default:
      if let code = error as? ExitCode { Foundation.exit(code.rawValue) }
      Terminal.complain("growth: \(error)")
      Foundation.exit(1)
    }
  }
}

/// What this build is called.
enum Release {
  static let version = "0.1.0"
}

/// Why a command did not do its work, in one sentence with what to do.
struct CommandFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
