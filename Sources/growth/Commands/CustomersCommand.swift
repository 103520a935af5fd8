import ArgumentParser
import Commerce
import DataPipeline
import Foundation

struct CustomersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "customers",
    abstract: "Report on the customers in order files: segments, clusters, value, churn.",
    discussion: """
      Works on the files alone and keeps nothing. Several files are one shop: an order that is \
      in two of them counts once. With --calibration-end the models learn from the days up to \
      it, and the report says how well they foretold the days after it.
      """)

  @Argument(help: "Order files.")
  var files: [String]

  @Option(
    help:
      "How to read them: auto, \(OrderFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format = "auto"

  @Option(help: ArgumentHelp("Columns by name.", valueName: "mapping"))
  var map: String?

  @Option(help: ArgumentHelp("The currency of the amounts, like GBP.", valueName: "code"))
  var currency: String?

  @Option(help: ArgumentHelp("The last day that counts; by default the last.", valueName: "day"))
  var asOf: String?

  @Option(
    help: ArgumentHelp(
      "The last day to learn from; what comes after judges the forecasts.", valueName: "day"))
  var calibrationEnd: String?

  @Option(
    name: .customLong("k"), help: "How many clusters; without it, 3 to 8 are tried.")
  var k: Int?

  @Option(help: ArgumentHelp("Write a line for each customer to this file.", valueName: "file"))
  var customersOut: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if format != "auto", OrderFormat(rawValue: format) == nil {
      let known = OrderFormat.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("'\(format)' is no format: auto, \(known).")
    }
    if let currency, Currency(currency) == nil {
      throw ValidationError("'\(currency)' is no currency. Write three letters, like GBP.")
    }
    if let customersOut { try CustomersFile(path: customersOut).checkFolder() }
    if let k, !(1...50).contains(k) { throw ValidationError("--k is from 1 to 50.") }
    for text in [asOf, calibrationEnd].compactMap({ $0 }) where Day(text) == nil {
      throw ValidationError("'\(text)' is no day. Write it like 2011-12-09.")
    }
  }

  func run() throws {
    let question = CustomersQuestion(
      asOf: asOf.flatMap { Day($0) }, calibrationEnd: calibrationEnd.flatMap { Day($0) },
      clusters: k)
    let options = try importOptions()
    var progress = ProgressLine(label: "Reading orders")
    defer { progress.finish() }
    let orders = try CustomersImport(
      files.map { OrderReader(path: $0, options: options) }, upTo: question.asOf,
      progress: { progress.show($1) })
    progress.finish()
    let analysis = try CustomersAnalysis(orders, question)
    if let customersOut {
      try CustomersFile(path: customersOut).write(analysis, orders.histories)
    }
    try output.print(CustomersOutput(analysis))
  }

  private func importOptions() throws -> ImportOptions {
    ImportOptions(
      format: OrderFormat(rawValue: format),
      mapping: try map.map { try ColumnMapping(parsing: $0) },
      currency: currency.flatMap { Currency($0) },
      latestDay: MachineTime.now().day.adding(days: 1))
  }
}

/// The file with a line for each customer, which appears whole or not at all.
private struct CustomersFile {
  let path: String

  /// - Throws: `ValidationError` if the file can have no place, before anything is read for it.
  func checkFolder() throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    var isFolder = ObjCBool(false)
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
    else {
      throw ValidationError("There is no folder '\(folder)' for '\(path)'. Make it first.")
    }
  }

  func write(_ analysis: CustomersAnalysis, _ histories: PurchaseHistories) throws {
    var text = CustomerLine.header + "\n"
    analysis.writeLines(histories) { text += $0.csv + "\n" }
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandFailure(
        "The customers could not be written to \(path): \(error.localizedDescription)")
    }
  }
}
