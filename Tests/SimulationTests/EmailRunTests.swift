import AgentCore
import AgentInterface
import Commerce
import Oversight
import Persistence
import Platforms
import Simulation
import Testing

/// Simulated weeks in which an e-mail carries two messages.
@Suite struct EmailRunTests {
  @Test func `an e-mail of two messages is sent, counted by recipient, judged and remembered`()
    async throws
  {
    var simulation = try await AgentSimulation(
      store: SampleShop.store(), settings: SampleShop.settings(seed: 7),
      person: .approves(afterHours: 2), manners: .realistic)
    _ = await simulation.run(days: 24)
    let tests = try simulation.store.load(now: simulation.state.now).experiments
      .filter { $0.subject.name == "email" }
    #expect(!tests.isEmpty)
    let ended = try #require(tests.first { !$0.status.isOpen })
    let sent = simulation.state.recentDecisions.compactMap { decision -> CampaignPlan? in
      guard case .sendEmailCampaign(let plan) = decision.action,
        plan.test?.experiment == ended.id, decision.state.wasCarriedOut
      else { return nil }
      return plan
    }
    let plan = try #require(sent.first)
    let assignment = try #require(ended.assignment)
    let dealt = plan.recipients.map(assignment.variant)
    // Every recipient counts, whether the e-mail reached them or not.
    #expect(
      ended.variants.map(\.trials) == [0, 1].map { arm in Int64(dealt.count { $0 == arm }) })
    for variant in ended.variants {
      let sending = try #require(variant.sending)
      #expect(sending.delivered > 0 && sending.delivered <= variant.trials)
      #expect(variant.successes > 0 && variant.revenueMicros > 0)
    }
    let reading = try #require(ended.reading)
    #expect(reading.verdict != .continue && reading.sampleRatioP > 0.001)
    #expect(ended.concludedAt != nil)
    let lessons = try simulation.store.activity(newest: 5_000)
      .filter { $0.text.hasPrefix("Learnt: ") && $0.text.contains("Klaviyo") }
    #expect(!lessons.isEmpty)
    let detail = try simulation.state.detail(
      .experiment(ended.id), from: simulation.store, shelf: HistoryShelf())
    guard case .experiment(let page) = detail else {
      Issue.record("no page of test \(ended.id)")
      return
    }
    #expect(page.creatives.count == 2 && !page.decisions.isEmpty)
  }
}
