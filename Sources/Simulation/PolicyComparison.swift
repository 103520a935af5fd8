package import AgentCore
import Commerce
import Market
import Oversight
package import Persistence

/// Several ways of running one shop in the same market, each with the market to itself.
package struct PolicyComparison {
  private let world: SimulatedWorld
  private let settings: AgentSettings
  private let person: SimulatedPerson
  private let store: () throws -> Store

  /// - Parameters:
  ///   - world: What the market is like.
  ///   - settings: Limits and seed, for the agent; the others keep to the day cap in them.
  ///   - person: Who answers the agent's requests.
  ///   - store: Makes a store with the shop's history; called for each run that needs one.
  package init(
    _ world: SimulatedWorld, settings: AgentSettings, person: SimulatedPerson,
    store: @escaping () throws -> Store
  ) {
    self.world = world
    self.settings = settings
    self.person = person
    self.store = store
  }

  /// Runs every policy for some days.
  ///
  /// - Parameters:
  ///   - policies: In the order of the report.
  ///   - days: At least 1.
  /// - Returns: The report; the oracle is run too where it was not asked for, to hold the others
  ///   against.
  /// - Throws: What `store` throws, or ``Persistence/StoreError``.
  package func run(_ policies: [BudgetPolicy], days: Int) async throws -> SimulationReport {
    let best = try operated(.oracle, days: days)
    var scores: [SimulationReport.Score] = []
    for policy in policies {
      var score: SimulationReport.Score
      switch policy {
      case .agent: score = try await agent(days: days)
      case .oracle: score = best
      default: score = try operated(policy, days: days)
      }
      score.shareOfOracle = best.profit > 0 ? score.profit / best.profit : nil
      scores.append(score)
    }
    return SimulationReport(
      world: world.name, seed: settings.seed, days: days, policies: scores)
  }

  private func agent(days: Int) async throws -> SimulationReport.Score {
    var simulation = try await AgentSimulation(
      store: try store(), settings: settings, person: person, world: world)
    return await simulation.run(days: days).policies[0]
  }

  private func operated(_ policy: BudgetPolicy, days: Int) throws -> SimulationReport.Score {
    let stored = try store().load(now: nil)
    let start = Instant((stored.lastOrderAt?.day ?? Day(number: 0)).adding(days: 1))
    let genesis = Genesis(
      stored, start: start, seed: settings.seed, parameters: world.parameters)
    let cap = settings.policy.dayCap.units
    var shop = OperatedShop(
      policy, genesis, people: AgentState(stored, settings: settings, now: start, wall: 0).people,
      cap: cap, margin: world.grossMargin)
    shop.run(days: days)
    return SimulationReport.Score(
      policy, shop.days, cap: cap,
      incidents: SimulationReport.Incidents(
        alerts: [], incidents: shop.truth.incidents(from: start, to: start.adding(days: days)),
        ledger: shop.incidents, platformOf: { _ in nil }))
  }
}
