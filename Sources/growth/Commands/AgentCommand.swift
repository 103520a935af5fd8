import AgentCore
import AgentSocket
import ArgumentParser
import Foundation
import Persistence

struct AgentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agent",
    abstract: "Run the agent without a screen; consoles and commands attach to it.",
    discussion: """
      What it does is logged as JSON lines to growth.log in the data folder. SIGTERM ends it at once; \
      nothing needs an orderly end.
      """)

  @OptionGroup var folder: FolderOptions

  @Option(
    help: ArgumentHelp("Seconds of simulated time in a real second.", valueName: "number"))
  var speed: Double?

  @Flag(help: "Begin with the sample shop, if there is no shop yet.")
  var sample = false

  func validate() throws {
    if let speed, !(speed > 0 && speed <= 1e9) {
      throw ValidationError("--speed is a number above 0, like 1800.")
    }
  }

  func run() async throws {
    let folder = try folder.folder()
    var configuration = try self.folder.configuration(in: folder)
    try folder.create()
    let owned: OwnedFolder
    switch try await Reach.open(folder) {
    case .owned(let mine): owned = mine
    case .attached(let client):
      throw CommandFailure(
        "An agent runs in '\(folder.path)' already (process \(client.owner.pid)). "
          + "Attach a console with 'growth'.")
    }
    if try owned.store.shop() == nil {
      guard sample else { throw Reach.noShop(folder) }
      try SampleShop(owned: owned).take()
      // The import has written the first limits.
      configuration = try self.folder.configuration(in: folder)
    }
    if let warning = owned.warning { Terminal.complain(warning) }
    let shop = try StoredShop(owned, configuration, recordsPolicy: true)
    let agent = try await LivingAgent(
      shop, seed: configuration.seed, speed: speed ?? configuration.speed)
    Terminal.complain("The agent runs as process \(getpid()); its log is \(folder.log).")
    for await _ in agent.client.snapshots() {}
  }
}
