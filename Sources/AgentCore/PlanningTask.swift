import Campaigns
import Commerce
import Statistics

/// A round of planning: everything it looks at, so that it can run away from the agent's queue.
package struct PlanningTask: Sendable {
  let input: PlanningInput
  /// Most drafts from opportunities: no more than a person can look at.
  let limit: Int
  let people: CustomerBook
  /// Where the numbers of what is drafted begin.
  let ids: IDCounter
  let seed: UInt64

  /// Looks for what would be worth doing; the same task gives the same plan.
  func plan() -> Plan {
    var generator = SeededGenerator(
      seed: seed, stream: UInt64(bitPattern: input.now.hourIndex))
    var counter = ids
    let strategy = Strategist.propose(
      input, limit: limit,
      recipients: { segment, platform in
        people.members(of: segment, accepting: platform == .klaviyo)
      },
      newCampaign: { counter.nextCampaign() }, newExperiment: { counter.nextExperiment() },
      using: &generator)
    return Plan(strategy: strategy, began: ids, ids: counter)
  }

  /// What came of it.
  package struct Plan: Sendable {
    let strategy: Strategy
    let began: IDCounter
    let ids: IDCounter
  }
}
