package import AgentCore
package import AgentInterface
import Commerce
import Market
import Oversight
package import Persistence
package import Platforms

/// An agent in a market of its own, in memory, scored against the truth that it cannot see.
package struct AgentSimulation: Sendable {
  fileprivate var driver: SimulationDriver
  package let outside: SimulatedOutside
  private let start: Instant
  private let seed: UInt64
  private let policy: Policy
  private let margin: Double
  private let worldName: String

  package var state: AgentState { driver.loop.state }
  package var store: Store { driver.loop.store }

  /// Begins at midnight after the store's last order, with the starter campaigns ordered.
  ///
  /// - Parameters:
  ///   - store: Holds the shop's history; the run is written into it, so give a copy or one in
  ///     memory.
  ///   - settings: Limits and seed.
  ///   - person: Who answers the agent's requests.
  ///   - world: What the market is like.
  ///   - manners: How the platforms behave; `.realistic` loses answers now and then.
  /// - Throws: ``StoreError`` if the store cannot be read.
  package init(
    store: Store, settings: AgentSettings, person: SimulatedPerson,
    world: SimulatedWorld = SimulatedWorld(name: "sample"), manners: Manners = .realistic
  ) async throws {
    var stored = try store.load(now: nil)
    stored.shop.grossMargin = world.grossMargin
    worldName = world.name
    start = Instant((stored.lastOrderAt?.day ?? Day(number: 0)).adding(days: 1))
    seed = settings.seed
    policy = settings.policy
    margin = stored.shop.grossMargin
    let outside = SimulatedOutside(
      inMemory: Genesis(
        stored, start: start, seed: settings.seed, parameters: world.parameters),
      configuration: .init(manners: manners))
    self.outside = outside
    let state = AgentState(stored, settings: settings, now: start, wall: 0)
    let flag = HaltMemory()
    let environment = AgentEnvironment(
      adapters: Dictionary(
        uniqueKeysWithValues: Platform.allCases.map { ($0, outside.adapter(for: $0)) }),
      shop: outside.shop, advanceWorld: { outside.advance(to: $0) }, wall: { 0 },
      readHalt: { flag.notice }, writeHalt: { flag.change($0) }, tidy: { _ in },
      eachOrder: { try store.forEachOrder(before: $0, $1) }, pace: TickPace())
    driver = SimulationDriver(
      loop: AgentLoop(state: state, store: store, setHalt: { flag.change($0) }),
      environment: environment, person: person)
    await driver.handle(.setUp(by: .person("simulated")))
  }

  /// Runs whole days and scores them.
  package mutating func run(days: Int) async -> SimulationReport {
    var before = outside.world.truth.totals
    let outside = outside
    let margin = margin
    var results: [DayResult] = []
    var ledger = IncidentLedger()
    // The agent forgets alerts a month after their end; what it told counts all the same.
    var alerts: [Alert.ID: Alert] = [:]
    await driver.run(days: days, eachHour: { ledger.hourPassed(outside.world) }) { loop in
      for alert in loop.state.recentAlerts { alerts[alert.id] = alert }
      let totals = outside.world.truth.totals
      results.append(DayResult(from: before, to: totals, margin: margin))
      before = totals
    }
    return SimulationReport(
      world: worldName, seed: seed, days: days, policies: [score(results, ledger, alerts)])
  }

  private func score(
    _ days: [DayResult], _ ledger: IncidentLedger, _ alerts: [Alert.ID: Alert]
  ) -> SimulationReport.Score {
    let truth = outside.world.truth
    let state = driver.loop.state
    let decisions = state.recentDecisions
    let outcomes = decisions.compactMap { $0.outcome?.measurement }
    let covered = outcomes.count { $0.withinInterval }
    let campaigns = Dictionary(uniqueKeysWithValues: state.allCampaigns.map { ($0.id, $0) })
    return SimulationReport.Score(
      .agent, days, cap: policy.dayCap.units,
      incidents: SimulationReport.Incidents(
        alerts: alerts.values.filter { $0.severity >= .warning }
          .sorted { ($0.openedAt, $0.id) < ($1.openedAt, $1.id) },
        incidents: truth.incidents(from: start, to: state.now), ledger: ledger,
        platformOf: { campaigns[$0]?.platform }),
      forecastCoverage80: outcomes.isEmpty ? nil : Double(covered) / Double(outcomes.count),
      decisions: decisions.count,
      approvalsAsked: decisions.count { $0.wasAsked })
  }
}

extension Decision {
  /// Whether a person was asked, whatever came of it.
  fileprivate var wasAsked: Bool {
    proposedBy == .agent
      && (!votes.isEmpty || state.isWaitingForPerson
        || checks.contains { $0.finding == .needsPerson } && !state.wasBlocked)
  }
}

extension Decision.State {
  fileprivate var wasBlocked: Bool {
    if case .blocked = self { true } else { false }
  }
}

extension AgentSimulation {
  /// Gives an order in the simulated person's name and lets its calls run to their end.
  package mutating func order(_ command: Command) async {
    await driver.handle(.commanded(command, by: .person("simulated")))
  }
}
