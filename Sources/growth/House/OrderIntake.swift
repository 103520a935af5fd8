import AgentSocket
import Commerce
import DataPipeline
import Foundation
import Oversight
import Persistence

/// Takes a file of orders into a shop, with progress on the terminal.
struct OrderIntake {
  let owned: OwnedFolder
  /// A file of brand rules that a new configuration takes along.
  var brand: String?

  /// What an intake did.
  struct Result {
    var summary: ImportSummary
    /// The configuration that was written because there was none.
    var newConfiguration: String?
  }

  /// Imports all of a file or nothing.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - request: How to read it and where it belongs.
  /// - Returns: What came of it.
  /// - Throws: `ImportError` or `StoreError`.
  func run(_ path: String, _ request: ImportRequest) throws -> Result {
    let isFirst = try owned.store.shop() == nil
    var progress = ProgressLine(label: "Importing " + (path.split(separator: "/").last ?? "orders"))
    defer { progress.finish() }
    let summary = try owned.store.importOrders(
      path: path, request, audit: { audit($0, at: request.now) },
      progress: { progress.show($0) })
    return Result(
      summary: summary,
      newConfiguration: isFirst ? try writeConfiguration(summary.report) : nil)
  }

  private func audit(_ summary: ImportSummary, at now: Instant) -> AuditEntry {
    AuditEntry(
      at: now, by: .person(ownLoginName()), role: "owner", what: "orders imported",
      subject: summary.report.file, after: "\(summary.newOrders) orders",
      why: "\(summary.report.badRows) bad rows, \(summary.alreadyStored) stored already",
      policyVersion: 0)
  }

  /// A shop's first orders tell how large its caps may sanely be.
  private func writeConfiguration(_ report: QualityReport) throws -> String? {
    guard let shop = try owned.store.shop() else { return nil }
    let path = owned.folder.path + "/config.yaml"
    var configuration = FirstConfiguration(report)
    configuration.brandFile = try copyBrand()
    return configuration.write(to: path, shop: shop) ? path : nil
  }

  /// Rules that lie in the folder already stay as they are.
  private func copyBrand() throws -> String? {
    guard let brand else { return nil }
    let (name, path) = ("brand.yaml", owned.folder.path + "/brand.yaml")
    if !FileManager.default.fileExists(atPath: path) {
      try FileManager.default.copyItem(atPath: brand, toPath: path)
    }
    return name
  }
}
