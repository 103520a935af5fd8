import Commerce
import Foundation
import Persistence
import TestSupport
import Testing

extension EndToEnd {
  /// A shop with one open alert, number 1, and no agent that runs.
  private func shopWithAlert() async throws -> ScratchFolder {
    let home = try ScratchFolder()
    let rows = (0..<60).map { "\($0),c\($0 % 20),2024-03-\(10 + $0 % 20),\(10 + $0 % 7)" }
    let file = try home.write(
      (["order_id,customer_id,order_date,amount"] + rows).joined(separator: "\n") + "\n",
      to: "orders.csv")
    let imported = try await GrowthProgram.run(["import", file], home: home.path)
    #expect(imported.status == 0, "\(imported.errors)")
    let store = try Store.open(path: DataFolder(path: home.path).database)
    let alert = Alert(
      id: Alert.ID(1), severity: .warning, scope: .shop, metric: .orders,
      expected: Estimate(mean: 3, low: 2, high: 4), actual: 1,
      openedAt: Instant(Day(number: 19_810)), causes: ["checkout"],
      riskPerDay: Money(units: 120, .poundSterling))
    try store.commit(Commit(changes: [.alert(alert)]))
    try store.close()
    return home
  }

  private func firstAlert(_ home: ScratchFolder) async throws -> [String: Any]? {
    let report = try await GrowthProgram.run(["alerts", "--json"], home: home.path).json()
    return (report["alerts"] as? [[String: Any]])?.first
  }

  @Test func `an alert is silenced and resolved from the command line`() async throws {
    let home = try await shopWithAlert()
    #expect(try await firstAlert(home)?["state"] as? String == "open")
    let risk = try await firstAlert(home)?["risk_per_day"] as? [String: Any]
    #expect(risk?["micros"] as? Int == 120_000_000)
    let silence = try await GrowthProgram.run(["silence", "1", "12"], home: home.path)
    #expect(
      silence.output.hasPrefix("Nothing new is told of orders of the shop until "),
      "\(silence.errors)")
    let silent = try await firstAlert(home)
    #expect(silent?["state"] as? String == "acknowledged")
    #expect(silent?["silenced_until"] is String)
    let resolve = try await GrowthProgram.run(["resolve", "1"], home: home.path)
    #expect(
      resolve.output.hasPrefix("Resolved; what came is the usual level now: "),
      "\(resolve.errors)")
    #expect(try await firstAlert(home)?["state"] as? String == "resolved")
    let again = try await GrowthProgram.run(["resolve", "1"], home: home.path)
    #expect(again.status == 1)
    #expect(again.errors == "growth: Alert 1 is resolved already.\n")
    let unknown = try await GrowthProgram.run(["silence", "7"], home: home.path)
    #expect(unknown.status == 1)
    #expect(unknown.errors == "growth: There is no alert 7.\n")
  }

  @Test(arguments: [
    ["silence", "1", "0"], ["silence", "1", "721"], ["silence"], ["resolve", "x"],
  ])
  func `alerts are not silenced for no hours or by no number`(arguments: [String]) async throws {
    let home = try ScratchFolder()
    let outcome = try await GrowthProgram.run(arguments, environment: ["GROWTH_HOME": home.path])
    #expect(outcome.status == 2)
  }
}
