import ArgumentParser

struct ExperimentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "experiment",
    abstract: "Plan an A/B test, or say what the looks at one mean.",
    subcommands: [ExperimentAnalyzeCommand.self, ExperimentPlanCommand.self])
}
