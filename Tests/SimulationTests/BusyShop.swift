import AgentCore
import Commerce
import Foundation
import Oversight
import Persistence

/// A shop with few customers who order small things often: its campaigns sell enough for tests of
/// audiences and budgets to tell something.
enum BusyShop {
  private static let customers = 900
  private static let days = 50
  private static let ordersPerDay = 200

  static func store() throws -> Store {
    let path = NSTemporaryDirectory() + "growth-busy-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try orders().write(toFile: path, atomically: true, encoding: .utf8)
    let store = try Store.inMemory()
    _ = try store.importOrders(
      path: path, ImportRequest(now: Instant(seconds: 0), shopName: "Busy"))
    return store
  }

  static func settings(seed: UInt64) -> AgentSettings {
    AgentSettings(
      policy: Policy(
        currency: .poundSterling, dayCap: Money(units: 6_000, .poundSterling),
        totalCap: Money(units: 600_000, .poundSterling)), seed: seed)
  }

  /// The same orders every time, by a linear congruential generator (Knuth's MMIX).
  private static func orders() -> String {
    var state: UInt64 = 20_240_501
    func draw(below limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
    var lines = ["InvoiceNo,InvoiceDate,CustomerID,TotalPrice"]
    let first = Day(number: 15_000)
    for day in 0..<days {
      for _ in 0..<(ordersPerDay * 9 / 10 + draw(below: ordersPerDay / 5)) {
        // The square of a uniform number: some customers order far more often than others.
        let customer = draw(below: customers) * draw(below: customers) / customers
        let pence = 800 + draw(below: 1_200) + draw(below: 1_200) + customer % 900
        let price = "\(pence / 100).\(pence % 100 < 10 ? "0" : "")\(pence % 100)"
        lines.append(
          "\(500_000 + lines.count),\(first.adding(days: day)),\(10_000 + customer),\(price)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
