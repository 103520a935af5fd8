import AgentCore
import AgentInterface
import Commerce
import Oversight
import Persistence
import Platforms
import Simulation
import Testing

/// A person lets tests begin and is not seen again.
@Suite struct AbsentPersonTests {
  /// Every campaign earns so much that the end of its test is asked for.
  private func settings() -> AgentSettings {
    var settings = BusyShop.settings(seed: 6)
    settings.policy.majorRevenueShare = 0
    return settings
  }

  private func isStartOfCreatives(_ decision: Decision) -> Bool {
    guard case .startExperiment(let plan) = decision.action else { return false }
    return plan.trial == nil
  }

  private func ends(_ simulation: AgentSimulation, of test: Experiment.ID) -> [Decision] {
    simulation.state.recentDecisions.filter { decision in
      guard case .concludeExperiment(let conclusion) = decision.action else { return false }
      return conclusion.experiment == test
    }
  }

  @Test func `no test stays open, no campaign lapses and nobody is asked more than twice`()
    async throws
  {
    var simulation = try await AgentSimulation(
      store: BusyShop.store(), settings: settings(), person: .absent, manners: .realistic)
    for _ in 0..<10 {
      _ = await simulation.run(days: 1)
      for decision in simulation.state.waitingDecisions where isStartOfCreatives(decision) {
        await simulation.order(
          .approve(decision.id, revision: decision.revision, digest: decision.digest))
      }
    }
    let starters = simulation.state.allCampaigns.filter { $0.status == .active }
    _ = await simulation.run(days: 32)

    let now = simulation.state.now
    let tests = try simulation.store.load(now: now).experiments
    let creative = tests.filter { $0.metric != nil }
    #expect(!creative.isEmpty)
    #expect(creative.allSatisfy { !$0.status.isOpen })
    for test in creative {
      let reading = try #require(test.reading)
      #expect(reading.verdict != .continue && !reading.reason.isEmpty)
      let asked = ends(simulation, of: test.id).filter {
        $0.checks.contains { $0.finding == .needsPerson }
      }
      #expect(asked.count <= 2)
      if test.status == .unadopted { #expect(asked.count == 2) }
      if reading.verdict != .adopt { #expect(asked.isEmpty) }
    }
    // At least one winner was asked for in vain.
    #expect(creative.contains { $0.status == .unadopted })
    let lessons = try simulation.store.activity(newest: 5_000)
      .filter { $0.text.hasPrefix("Learnt: ") }
    #expect(!lessons.isEmpty)
    // Whatever waited, what earns its money went on.
    let running = Set(
      simulation.state.allCampaigns.filter { $0.status == .active }.map(\.id))
    for campaign in starters {
      let isPaused = simulation.state.allCampaigns.contains {
        $0.id == campaign.id && $0.status == .paused
      }
      let renewals = simulation.state.recentDecisions.filter { decision in
        guard case .renewCampaign(let handle, _, _) = decision.action else { return false }
        return handle.campaign == campaign.id
      }
      #expect(running.contains(campaign.id) || isPaused || renewals.count >= 1)
    }
    #expect(try simulation.store.verifyAudit().description.contains("intact"))
  }
}
