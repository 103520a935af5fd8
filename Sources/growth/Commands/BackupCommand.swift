import ArgumentParser
import Persistence

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Write a checked copy of the database.")

  @Argument(help: "Where to write it; no file may be there.")
  var file: String

  @OptionGroup var folder: FolderOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let shop = try await ReadableShop(folder)
    try output.print(BackupOutput(try shop.store.backup(to: file)))
  }
}

struct BackupOutput: Report {
  var path: String
  var bytes: Int64
  var orders: Int
  var decisions: Int
  var auditRows: Int

  init(_ report: BackupReport) {
    path = report.path
    bytes = report.bytes
    orders = report.orders
    decisions = report.decisions
    auditRows = report.auditRows
  }

  func text(_ layout: TextLayout) -> String {
    "'\(path)' holds \(Figure.count(orders)) orders, \(Figure.count(decisions)) decisions and "
      + "\(Figure.count(auditRows)) rows of audit (\(Figure.count(bytes)) bytes), and passed its check."
  }
}
