import AgentCore
import AgentInterface
import Commerce
import Foundation
import Market
import Oversight
import Persistence
import Platforms
import Simulation
import Testing

@Suite struct SimulatedMonthTests {
  private func run(
    days: Int, seed: UInt64 = 7, person: SimulatedPerson = .approves(afterHours: 2),
    manners: Manners = .realistic
  ) async throws -> (simulation: AgentSimulation, report: SimulationReport) {
    var simulation = try await AgentSimulation(
      store: SampleShop.store(), settings: SampleShop.settings(seed: seed), person: person,
      manners: manners)
    let report = await simulation.run(days: days)
    return (simulation, report)
  }

  @Test
  func `a month is lived through: campaigns, budgets, tests and lessons, and no cap is broken`()
    async throws
  {
    let (simulation, report) = try await run(days: 30)
    let score = try #require(report.policies.first)
    #expect(score.breaches == 0)
    #expect(score.spend > 1_000)
    #expect(score.decisions > 20)
    #expect(simulation.state.halted == nil)
    let actions = Set(simulation.state.recentDecisions.map(\.action.actionClass))
    #expect(actions.isSuperset(of: [.campaigns, .budgets]))
    let carriedOut = simulation.state.recentDecisions.filter { $0.state.wasCarriedOut }
    #expect(carriedOut.contains { $0.outcome != nil })
    #expect(try simulation.store.verifyAudit().description.contains("intact"))
  }

  @Test func `the score has every figure of incidents, null where there was none`() async throws {
    let (_, report) = try await run(days: 2)
    let data = try JSONEncoder().encode(report)
    let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let policies = try #require(json["policies"] as? [[String: Any]])
    let incidents = try #require(policies.first?["incidents"] as? [String: Any])
    // Nothing breaks in the first three days.
    #expect(incidents["real"] as? Int == 0)
    for field in ["precision", "recall", "median_delay_hours", "median_soonest_delay_hours"] {
      #expect(incidents.keys.contains(field))
    }
    #expect(incidents["recall"] is NSNull)
  }

  @Test func `no incident is known before its platform could report it`() async throws {
    let (_, report) = try await run(days: 30, seed: 9)
    let incidents = try #require(report.policies.first?.incidents)
    #expect(incidents.noticeable > 0)
    #expect(incidents.soonestDelayHours.count <= incidents.noticeable)
    #expect(incidents.soonestDelayHours == incidents.soonestDelayHours.sorted())
    #expect(incidents.soonestDelayHours.allSatisfy { $0 >= 1 })
    let spikes = try #require(incidents.kinds.first { $0.name == "price spike" })
    #expect(spikes.soonestDelayHours.allSatisfy { $0 >= 2 })
  }

  @Test func `the ledger says what was really spent`() async throws {
    let (simulation, _) = try await run(days: 6)
    let stored = try simulation.store.load(now: simulation.state.now)
    let closed = stored.ledger.balances[.total]?.postedMicros ?? 0
    let held = stored.ledger.balances[.total]?.pendingMicros ?? 0
    let spent = simulation.outside.world.truth.totals.spendMicros
    #expect(closed > 0)
    // Closed days are exact; the days still open are covered by what is held.
    #expect(closed <= spent && spent <= closed + held)
    #expect(stored.ledger.balances[.overrun] == nil)
  }

  @Test func `two runs of a seed are equal and another seed is not`() async throws {
    let first = try await run(days: 3)
    let second = try await run(days: 3)
    let other = try await run(days: 3, seed: 8)
    #expect(first.simulation.state.recentDecisions == second.simulation.state.recentDecisions)
    #expect(first.report == second.report)
    #expect(first.simulation.outside.world == second.simulation.outside.world)
    #expect(first.report != other.report)
  }

  @Test func `what nobody answers is never done`() async throws {
    let (simulation, _) = try await run(days: 5, person: .absent)
    let asked = simulation.state.recentDecisions.filter { decision in
      decision.proposedBy == .agent && decision.checks.contains { $0.finding == .needsPerson }
    }
    #expect(!asked.isEmpty)
    #expect(!asked.contains { $0.state.wasCarriedOut || $0.state.isInFlight })
    #expect(simulation.state.recentDecisions.contains { $0.state.name == "expired" })
  }

  @Test func `answers that go missing create nothing twice`() async throws {
    var manners = Manners.realistic
    manners.lostBefore = 0.15
    manners.lostAfter = 0.15
    let (simulation, report) = try await run(days: 8, manners: manners)
    for platform in [Platform.googleAds, .metaAds, .klaviyo] {
      let names = try await simulation.outside.adapter(for: platform).campaignsUntilAnswered()
        .map(\.name)
      #expect(Set(names).count == names.count)
    }
    #expect(report.policies[0].breaches == 0)
    #expect(simulation.state.halted == nil)
  }
}

extension PlatformAdapter {
  /// A listing, asked for until the unreliable platform gives it.
  func campaignsUntilAnswered() async throws -> [RemoteCampaign] {
    for _ in 0..<100 {
      do throws(PlatformError) { return try await campaigns() } catch { continue }
    }
    return try await campaigns()
  }
}
