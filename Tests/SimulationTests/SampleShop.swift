import AgentCore
import Commerce
import DataPipeline
import Foundation
import Oversight
import Persistence
import Simulation

/// The sample shop's orders in a store in memory.
enum SampleShop {
  static let invoices = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../SampleData/online_retail/invoices.csv").standardizedFileURL.path

  static func store() throws -> Store {
    let store = try Store.inMemory()
    _ = try store.importOrders(
      path: invoices, ImportRequest(now: Instant(seconds: 0), shopName: "Sample"))
    return store
  }

  static func settings(seed: UInt64 = 7) -> AgentSettings {
    AgentSettings(
      policy: Policy(
        currency: .poundSterling, dayCap: Money(units: 1_500, .poundSterling),
        totalCap: Money(units: 100_000, .poundSterling)), seed: seed)
  }
}
