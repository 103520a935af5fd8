import AgentInterface
import ArgumentParser
import Commerce
import Oversight

struct LevelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "level",
    abstract: "Set how much the agent may do by itself.",
    discussion: """
      shadow (0) proposes and does nothing, ask (1) asks for everything major, veto (2) announces small \
      reversible actions and does them unless someone objects, act (3) acts within its limits and \
      reports after. Without --platform and --class it holds for everything.
      """)

  @Argument(help: "shadow, ask, veto or act; or 0 to 3.")
  var level: String

  @Option(
    help: "Only on this platform: \(Platform.allCases.map(\.rawValue).joined(separator: ", ")).")
  var platform: String?

  @Option(
    name: .customLong("class"),
    help:
      "Only this class of action: \(ActionClass.allCases.map(\.rawValue).joined(separator: ", ")).")
  var actionClass: String?

  @OptionGroup var order: OrderOptions

  func validate() throws { _ = try parsed() }

  func run() async throws {
    let (level, scope) = try parsed()
    let desk = try await order.open()
    try await order.carryOut(.setLevel(scope, level), at: desk)
  }

  private func parsed() throws -> (AutonomyLevel, Policy.Scope?) {
    guard let level = AutonomyLevel(word: level) else {
      throw ValidationError("'\(level)' is no level: shadow, ask, veto or act.")
    }
    if platform == nil, actionClass == nil { return (level, nil) }
    guard let platform = platform.flatMap(Platform.init(rawValue:)),
      let actionClass = actionClass.flatMap(ActionClass.init(rawValue:))
    else {
      throw ValidationError("A scope needs both a known --platform and a known --class.")
    }
    return (level, Policy.Scope(platform: platform, actionClass: actionClass))
  }
}
