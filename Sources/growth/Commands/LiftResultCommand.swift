import AgentInterface
import ArgumentParser
import Commerce

struct LiftResultCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lift-result",
    abstract: "Tell the agent what a lift test of a campaign brought.",
    discussion: """
      Until a test supports it, a campaign's return is only what its platform attributes to itself. \
      With one, budgets are planned by what would not have come anyway. 'growth lift FILE' reads \
      a test of regions and hands its result on by itself with --campaign; this is for others.
      """)

  @Argument(help: "The campaign's id or name.")
  var campaign: String

  @Option(help: "What came because of the campaign over the whole test, in the shop's currency.")
  var incremental: Double

  @Option(help: "The standard error of that, above 0.")
  var error: Double

  @Option(help: "What the platform attributed to the campaign in the same regions and days.")
  var attributed: Double

  @OptionGroup var order: OrderOptions

  func validate() throws {
    guard incremental.isFinite, error.isFinite, error > 0, attributed.isFinite, attributed > 0
    else { throw ValidationError("--error and --attributed are above 0.") }
  }

  func run() async throws {
    let desk = try await order.open()
    let id = try await desk.campaign(campaign).id
    let record = LiftRecord(
      incremental: incremental, standardError: error, attributed: attributed)
    try await order.carryOut(.recordLift(id, record), at: desk)
  }
}
