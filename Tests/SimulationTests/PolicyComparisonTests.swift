import AgentCore
import Foundation
import Persistence
import Simulation
import Testing

@Suite struct PolicyComparisonTests {
  private func run(
    _ policies: [BudgetPolicy], days: Int, world: SimulatedWorld = SimulatedWorld(name: "plain")
  ) async throws -> SimulationReport {
    try await PolicyComparison(
      world, settings: SampleShop.settings(seed: 5), person: .approves(afterHours: 2),
      store: { try SampleShop.store() }
    ).run(policies, days: days)
  }

  @Test func `every policy runs the same world within the cap, and the same way again`()
    async throws
  {
    let report = try await run(BudgetPolicy.allCases, days: 3)
    #expect(report.policies.map(\.name) == ["agent", "equal", "proportional", "rules", "oracle"])
    #expect(report.policies.allSatisfy { $0.breaches == 0 && $0.byDay.count == 3 })
    #expect(report.policies.allSatisfy { $0.spend > 0 && $0.revenue > 0 })
    #expect(Set(report.policies.map(\.incidents.real)).count == 1)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let again = try await run(BudgetPolicy.allCases, days: 3)
    #expect(try encoder.encode(report) == encoder.encode(again))
  }

  @Test func `who knows the curves earns more than who divides evenly`() async throws {
    let report = try await run([.equal, .rules, .oracle], days: 42)
    let profits = Dictionary(
      uniqueKeysWithValues: report.policies.map { ($0.name, $0.profit) })
    let (equal, oracle) = (try #require(profits["equal"]), try #require(profits["oracle"]))
    #expect(oracle > 1.2 * equal)
    #expect(report.policies.last?.shareOfOracle == 1)
    #expect(report.policies.allSatisfy { $0.breaches == 0 })
  }
}
