package import Commerce
import Evaluation
import Oversight
import Statistics

/// What the agent should propose now, with everything that was looked at.
package struct Strategy: Sendable {
  /// Upkeep first, then the best opportunities.
  package var drafts: [DecisionDraft]
  package var findings: Findings
  /// What became of each opportunity, in the findings' order.
  package var fates: [Fate]
  /// What the next unit of each running campaign's budget would bring.
  package var marginals: [BudgetPlanner.Marginal]
  /// Messages that are needed and could not be written, with the reasons.
  package var unwritten: [String]
  /// Tests by region that a person could run, the most valuable first.
  package var regionTests: [RegionTest]

  /// What becomes of an opportunity in a round of planning.
  package enum Fate: Hashable, Sendable {
    /// It is the draft at this place.
    case drafted(Int)
    /// It is worth it and is not asked for yet.
    case waits(String)
    /// It was left after all, which the findings' considered ones say.
    case left
  }

  package init(
    drafts: [DecisionDraft], findings: Findings, fates: [Fate],
    marginals: [BudgetPlanner.Marginal], unwritten: [String] = [], regionTests: [RegionTest] = []
  ) {
    self.drafts = drafts
    self.findings = findings
    self.fates = fates
    self.marginals = marginals
    self.unwritten = unwritten
    self.regionTests = regionTests
  }
}

/// Turns opportunities into whole decisions: at most one for each campaign and one for each
/// audience on a platform.
package enum Strategist {
  /// What should be proposed now.
  ///
  /// - Parameters:
  ///   - input: The state of the world as known.
  ///   - limit: Most drafts from opportunities; upkeep and pauses of losses come on top.
  ///   - recipients: Shop references of a segment's members that may be spoken to on a platform.
  ///   - newCampaign: Called once for each campaign drafted.
  ///   - newExperiment: Called once for each test drafted.
  ///   - generator: The source of chance for exploring budgets.
  /// - Returns: The drafts and what was looked at.
  package static func propose(
    _ input: PlanningInput, limit: Int, recipients: (SegmentName, Platform) -> [String],
    newCampaign: () -> Campaign.ID, newExperiment: () -> Experiment.ID,
    using generator: inout some RandomNumberGenerator
  ) -> Strategy {
    let seed = generator.next()
    let search = OpportunityFinder.search(input, using: &generator)
    var findings = search.findings
    let (upkeep, unwritten) = Upkeep(input, memory: search.memory, worn: search.worn).work
    var plan = Drafting(input, search, upkeep: upkeep, limit: limit, seed: seed)
    let fates = findings.opportunities.map {
      plan.take($0, recipients, newCampaign, newExperiment)
    }
    findings.considered += plan.dropped
    return Strategy(
      drafts: plan.drafts, findings: findings, fates: fates,
      marginals: search.planner.marginals(), unwritten: unwritten,
      regionTests: RegionTest.worthwhile(search.planner, input))
  }
}
