import AgentCore
import AgentInterface
import Commerce
import Oversight
import Persistence
import Platforms
import Simulation
import Testing

/// Seven simulated weeks in which the agent tests an audience and a budget by itself.
@Suite struct TrialRunTests {
  private func starts(_ decisions: [Decision], _ subject: String) -> [(Decision, ExperimentPlan)] {
    decisions.compactMap { decision in
      guard case .startExperiment(let plan) = decision.action, plan.subject.name == subject,
        decision.state.wasCarriedOut
      else { return nil }
      return (decision, plan)
    }
  }

  private func end(_ decisions: [Decision], _ id: Experiment.ID) -> (
    Decision, ExperimentConclusion
  )? {
    for decision in decisions {
      if case .concludeExperiment(let conclusion) = decision.action, conclusion.experiment == id,
        decision.state.wasCarriedOut
      {
        return (decision, conclusion)
      }
    }
    return nil
  }

  private func rows(_ state: AgentState) -> [ExperimentRow] {
    state.snapshot(
      sequence: 1, clock: ClockStatus(speed: 1_800, isSimulated: true, isStopped: false),
      timing: (0, 0), readOnly: nil
    ).experiments
  }

  @Test func `an audience and a budget are tested, concluded, remembered and acted on`()
    async throws
  {
    var simulation = try await AgentSimulation(
      store: BusyShop.store(), settings: BusyShop.settings(seed: 6),
      person: .approves(afterHours: 2), manners: .realistic)
    let report = await simulation.run(days: 52)
    #expect(report.policies.first?.breaches == 0)
    #expect(simulation.state.halted == nil)
    let decisions = simulation.state.recentDecisions

    let (asked, audience) = try #require(starts(decisions, "audience").first)
    #expect(asked.checks.contains { $0.finding == .needsPerson } && !asked.votes.isEmpty)
    let (ended, conclusion) = try #require(end(decisions, audience.experiment))
    guard case .audience(_, let paused, _) = conclusion.ending else {
      Issue.record("the test of an audience ended otherwise")
      return
    }
    let loser = simulation.state.allCampaigns.first { $0.id == paused.campaign }
    #expect(loser?.status == .paused || loser?.status == .completed)
    let lessons = try simulation.store.activity(newest: 5_000)
      .filter { $0.text.hasPrefix("Learnt: ") }
    #expect(lessons.contains { $0.at >= ended.proposedAt && $0.text.contains("beside") })

    let (_, budget) = try #require(starts(decisions, "budget").first)
    guard case .budget(let trial) = budget.trial else {
      Issue.record("the test of a budget has no blocks")
      return
    }
    let blocks = decisions.filter {
      $0.evidence.reason.hasPrefix("test \(budget.experiment) of its budget")
        && $0.state.wasCarriedOut
    }
    #expect(blocks.count >= Experiment.BudgetTrial.blocks - 1)
    #expect(
      blocks.allSatisfy { block in
        block.action.budgetChanges.allSatisfy {
          [trial.low, trial.high, trial.base].contains($0.to)
        }
      })
    // Its days have narrowed what the next unit is believed to bring, and the budget moves by it.
    let (known, _) = try #require(end(decisions, budget.experiment))
    #expect(lessons.contains { $0.at >= known.proposedAt && $0.text.contains("the next unit") })
    #expect(
      decisions.contains { later in
        later.id > known.id && later.action.actionClass == .budgets
          && later.action.campaigns.contains(budget.campaign.campaign)
      })

    // An ended test of creatives still says what both variants said.
    let creative = try #require(
      simulation.state.recentDecisions.lazy.compactMap { decision in
        if case .concludeExperiment(let conclusion) = decision.action, conclusion.ending == nil,
          decision.state.wasCarriedOut
        {
          conclusion.experiment
        } else {
          nil
        }
      }.first)
    let detail = try simulation.state.detail(
      .experiment(creative), from: simulation.store, shelf: HistoryShelf())
    guard case .experiment(let page) = detail else {
      Issue.record("no page of test \(creative)")
      return
    }
    #expect(page.creatives.map(\.label) == page.row.experiment.variants.map(\.creative))

    // What was read and decided is on the disk.
    let stored = try simulation.store.load(now: simulation.state.now)
    let kept = Dictionary(uniqueKeysWithValues: stored.experiments.map { ($0.id, $0) })
    #expect(kept[audience.experiment]?.subject == audience.subject)
    #expect(kept[budget.experiment]?.variants.allSatisfy { $0.spendMicros > 0 } == true)
    #expect(kept[budget.experiment]?.reading?.reason.isEmpty == false)
    #expect(try simulation.store.verifyAudit().description.contains("intact"))
    let again = AgentState(
      stored, settings: BusyShop.settings(seed: 3), now: simulation.state.now, wall: 0)
    #expect(rows(again) == rows(simulation.state))
  }
}
