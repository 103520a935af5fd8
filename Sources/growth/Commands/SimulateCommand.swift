import AgentCore
import ArgumentParser
import DataPipeline
import Persistence
import Simulation

struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Run the agent on the sample shop through simulated days, and score it.",
    discussion: """
      Everything happens in memory and as fast as it goes; a seed repeats a run. The score comes from the \
      market's own truth, which the agent never sees.
      """)

  @Option(help: "How many days, from 1 to 3650.")
  var days: Int

  @Option(help: "Of the market and of what the agent draws.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "Hours after which the simulated person approves what waits; without it, 2.",
      valueName: "hours"))
  var approveAfter = 2

  @Flag(help: "Nobody answers the agent: every request lapses.")
  var absent = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...3_650).contains(days) else { throw ValidationError("--days is from 1 to 3650.") }
    guard (0...720).contains(approveAfter) else {
      throw ValidationError("--approve-after is from 0 to 720 hours.")
    }
  }

  func run() async throws {
    let store = try Store.inMemory()
    let report = try SampleShop.fill(store)
    let first = FirstConfiguration(report)
    var configuration = Configuration()
    configuration.dayCap = Double(first.dayCap)
    configuration.totalCap = Double(first.totalCap)
    var simulation = try await AgentSimulation(
      store: store,
      settings: AgentSettings(policy: configuration.policy(in: report.currency), seed: seed),
      person: absent ? .absent : .approves(afterHours: approveAfter))
    if Terminal.hasErrors, !output.json { Terminal.complain("Simulating \(days) days…") }
    try output.print(SimulationOutput(await simulation.run(days: days), report.currency))
  }
}
