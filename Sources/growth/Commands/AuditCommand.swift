import ArgumentParser
import Oversight
import Persistence

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Check the audit.", subcommands: [Verify.self])

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Recompute the audit's chain and name the first bad row.")

    @OptionGroup var folder: FolderOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let shop = try await ReadableShop(folder)
      let verdict = try shop.store.verifyAudit()
      guard verdict.isIntact else { throw CommandFailure("\(verdict)") }
      try output.print(AuditReport(verdict))
    }
  }
}

struct AuditReport: Report {
  var isIntact: Bool
  var rows = 0
  var confirmedOutside = 0
  var head = ""
  private let words: String

  init(_ verdict: AuditVerdict) {
    isIntact = verdict.isIntact
    words = "\(verdict)"
    guard case .intact(let rows, let head, let confirmed) = verdict else { return }
    self.rows = rows
    self.head = head.hexadecimal
    confirmedOutside = confirmed
  }

  func text(_ layout: TextLayout) -> String { words }

  private enum CodingKeys: String, CodingKey { case isIntact, rows, confirmedOutside, head }
}
