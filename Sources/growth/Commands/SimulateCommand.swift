import AgentCore
import ArgumentParser
import Campaigns
import Commerce
import DataPipeline
import Foundation
import Persistence
import Simulation

struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Run the agent, and others for comparison, through simulated days, and score them.",
    discussion: """
      The sample shop's customers live in a market with hidden curves, seasons and incidents. Everything \
      happens in memory and as fast as it goes; a seed repeats a run. The score comes from the market's \
      own truth, which the agent never sees.

      Policies: agent (this program), equal (the cap in equal parts), proportional (to the revenue \
      reported for two weeks), rules (a fifth more or less by return), oracle (knows the hidden curves).
      """)

  @Option(help: "How many days, from 1 to 3650.")
  var days = 90

  @Option(help: "Of the market and of what the agent draws.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "A world file, or the name of one in SampleData/worlds.", valueName: "file"))
  var world: String?

  @Option(
    help: ArgumentHelp("Draw a world by this seed instead of reading one.", valueName: "seed"))
  var randomWorld: UInt64?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Who runs the shop; several are compared, or all.", valueName: "policies"))
  var policy: [String] = ["agent"]

  @Option(
    help: ArgumentHelp("Also write the report as a web page with charts.", valueName: "file"))
  var html: String?

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
    guard world == nil || randomWorld == nil else {
      throw ValidationError("Give --world or --random-world, not both.")
    }
    _ = try policies()
  }

  func run() async throws {
    let simulated = try simulatedWorld()
    let asked = try policies()
    let sample = try Store.inMemory()
    let report = try SampleShop.fill(sample)
    let settings = AgentSettings(
      policy: try limits(report, simulated).policy(in: report.currency), seed: seed,
      brand: try Resources.sampleBrand.map { try BrandRules.load(path: $0) } ?? BrandRules())
    let comparison = PolicyComparison(
      simulated, settings: settings,
      person: absent ? .absent : .approves(afterHours: approveAfter)
    ) {
      let store = try Store.inMemory()
      _ = try SampleShop.fill(store)
      return store
    }
    if Terminal.hasErrors, !output.json { Terminal.complain("Simulating \(days) days…") }
    let outcome = try await comparison.run(asked, days: days)
    if let html { try write(SimulationPage(outcome, report.currency).html, to: html) }
    try output.print(SimulationOutput(outcome, report.currency))
  }

  private func policies() throws -> [BudgetPolicy] {
    let words = policy.flatMap { $0.split(separator: ",") }
    if words == ["all"] { return BudgetPolicy.allCases }
    return try words.map { word in
      guard let policy = BudgetPolicy(rawValue: String(word)) else {
        let known = BudgetPolicy.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("There is no policy '\(word)': take \(known), or all.")
      }
      return policy
    }
  }

  private func simulatedWorld() throws -> SimulatedWorld {
    if let randomWorld { return SimulatedWorld(drawnFrom: randomWorld) }
    guard let world else { return SimulatedWorld(name: "sample") }
    let path = world.contains("/") || world.contains(".") ? world : Resources.world(world) ?? world
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(
        "There is no world file '\(world)'. SampleData/worlds has some, by name: "
          + "\(Resources.worldNames.joined(separator: ", ")).")
    }
    return try WorldFile.read(String(decoding: data, as: UTF8.self), file: path)
  }

  /// What the agent may spend in a world: its share of the history's revenue a day, in round units.
  private func limits(
    _ report: QualityReport, _ simulated: SimulatedWorld
  ) throws -> Configuration {
    let first = FirstConfiguration(report, share: simulated.dayCapShare)
    var configuration = Configuration()
    configuration.dayCap = Double(first.dayCap)
    configuration.totalCap = Double(first.dayCap) * Double(max(days, 30))
    return configuration
  }

  private func write(_ page: String, to path: String) throws {
    do {
      try Data(page.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandFailure("The page cannot be written to \(path): \(error.localizedDescription)")
    }
  }
}
