import Commerce
import DataPipeline
import Foundation
import Testing

/// Files that tests read, and orders written in the test itself.
enum Fixture {
  static let cdnow = folder.appendingPathComponent("Fixtures/CDNOW_sample.txt").path
  static let onlineRetail =
    folder.appendingPathComponent("../../SampleData/online_retail/invoices.csv").path

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  /// Everything that a text gives.
  static func read(
    _ text: String, options: ImportOptions = ImportOptions()
  ) throws -> (orders: [ImportedOrder], customers: [String], report: QualityReport) {
    try read(Array(text.utf8), options: options)
  }

  static func read(
    _ bytes: [UInt8], options: ImportOptions = ImportOptions()
  ) throws -> (orders: [ImportedOrder], customers: [String], report: QualityReport) {
    var orders: [ImportedOrder] = []
    var customers: [String] = []
    let reader = OrderReader(bytes: bytes, name: "orders.csv", options: options)
    let report = try reader.read(batch: { batch in
      #expect(batch.firstNewCustomer == customers.count)
      for offset in 0..<batch.newCustomers {
        customers.append(batch.customerReference(of: batch.firstNewCustomer + offset))
      }
      orders += (0..<batch.count).map { batch[$0] }
    })
    return (orders, customers, report)
  }

  /// The customers of a file.
  static func table(_ path: String) throws -> (table: CustomerTable, report: QualityReport) {
    var accumulator = CustomerAccumulator()
    let report = try OrderReader(path: path).read(batch: { accumulator.add($0) })
    return (accumulator.finish(), report)
  }

  static func day(_ text: String) throws -> Day { try #require(Day(text)) }

  /// What a refused file says.
  static func refusal(_ text: String, options: ImportOptions = ImportOptions()) -> String? {
    do {
      _ = try read(text, options: options)
      return nil
    } catch {
      return "\(error)"
    }
  }
}
