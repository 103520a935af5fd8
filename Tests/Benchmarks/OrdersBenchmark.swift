import Commerce
import DataPipeline
import Foundation
import Persistence
import Statistics
import TestSupport

/// Orders a second: read and scored in memory, analysed whole, and imported durably.
///
/// The orders are drawn like those of a shop whose customers buy at unequal rates and spend around
/// unequal levels: ten orders a customer on the mean, over two years.
struct OrdersBenchmark {
  let orders: Int

  func run() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("", to: "orders.csv")
    try write(to: path)
    let megabytes =
      Double((try FileManager.default.attributesOfItem(atPath: path))[.size] as? Int ?? 0) / 1e6
    print("orders: \(orders), \(Int(megabytes)) MB")
    try time("read and score (RFM)") {
      let found = try CustomersImport([OrderReader(path: path)])
      let known = found.histories.customers(asOf: found.histories.lastDay ?? Day(number: 0))
      _ = Segmentation.assign(customers: known.customers, asOf: known.day)
    }
    try time("the whole analysis, k = 6") {
      _ = try CustomersAnalysis(
        CustomersImport([OrderReader(path: path)]), CustomersQuestion(clusters: 6))
    }
    try time("a durable import") {
      let store = try Store.open(path: folder.file("bench.sqlite"))
      _ = try store.importOrders(path: path, ImportRequest(now: Instant(seconds: 1_700_000_000)))
    }
  }

  private func time(_ what: String, _ body: () throws -> Void) throws {
    let elapsed = try ContinuousClock().measure(body)
    let seconds = elapsed / .seconds(1)
    print(
      "\(what): \((seconds * 1_000).rounded() / 1_000) s, \(Int(Double(orders) / seconds)) a second"
    )
  }

  private func write(to path: String) throws {
    var generator = SeededGenerator(seed: 1)
    let customers = max(1, orders / 10)
    var text = "order_id,customer_id,order_date,amount\n"
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    defer { try? file.close() }
    for number in 0..<orders {
      // Squaring a uniform number makes some customers buy much oftener than others.
      let share = Double.random(in: 0..<1, using: &generator)
      let customer = Int(share * share * Double(customers))
      let day = Day(number: 19_000 + Int32(number * 730 / max(1, orders)))
      // What a customer spends varies around a level of their own.
      let noise = NormalDistribution.standard.quantile(
        Double.random(in: 0.001..<0.999, using: &generator))
      let level = 1_000 + customer &* 7_919 % 6_000
      let cents = Int(Double(level) * (1 + 0.2 * noise))
      text += "\(number),c\(customer),\(day),\(cents / 100).\(cents % 100 / 10)\(cents % 10)\n"
      if text.utf8.count > 1 << 20 {
        try file.write(contentsOf: Data(text.utf8))
        text.removeAll(keepingCapacity: true)
      }
    }
    try file.write(contentsOf: Data(text.utf8))
  }
}
