import AgentInterface
import AgentSocket
import ArgumentParser
import Commerce
import Foundation
import Oversight
import Persistence

struct HaltCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "halt",
    abstract: "Stop everything that could spend or send, at once.",
    discussion: """
      Works with the agent dead, the disk full or the database unreadable: it is a file that is on the \
      disk before this command returns. It holds until 'growth continue'. Campaigns that run go on \
      running; --pause-all pauses them.
      """)

  @Option(help: "Why; it is shown and kept.")
  var reason = "halted from the command line"

  @Flag(help: "Also pause every running campaign.")
  var pauseAll = false

  @OptionGroup var order: OrderOptions

  func run() async throws {
    let folder = try order.folder.folder()
    guard FileManager.default.fileExists(atPath: folder.path) else {
      throw CommandFailure("There is no data folder '\(folder.path)', so nothing runs in it.")
    }
    // The flag comes first and depends on nothing else.
    try folder.halt.set(reason: reason, by: .person(ownLoginName()), at: MachineTime.now())
    var answer = "Halted. Nothing is sent but what lowers risk. 'growth continue' starts again."
    if pauseAll {
      let desk = try await order.open()
      answer += " " + (try await desk.send(.pauseAll))
    } else if let client = try? await SocketClient(path: folder.socket, greetingSeconds: 1) {
      _ = await client.send(.halt(reason: reason))
    }
    try order.output.print(AnswerReport(answer: answer))
  }
}
