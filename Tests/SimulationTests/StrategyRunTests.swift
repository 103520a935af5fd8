import AgentCore
import AgentInterface
import Commerce
import Oversight
import Persistence
import Platforms
import Simulation
import Testing

/// Weeks of an agent's life: each has a plan that a person answers, and what comes of it is kept.
@Suite struct StrategyRunTests {
  private static func detail(_ simulation: AgentSimulation, _ query: Query) throws -> Detail? {
    try simulation.state.detail(query, from: simulation.store, shelf: HistoryShelf())
  }

  private static func plans(_ simulation: AgentSimulation) throws -> PlanDetail {
    guard case .plan(let detail)? = try detail(simulation, .plan) else {
      Issue.record("no plan")
      return PlanDetail(plans: [], states: [:], today: nil)
    }
    return detail
  }

  @Test func `every week has a plan that is adopted, tracked, closed and scored`() async throws {
    var simulation = try await AgentSimulation(
      store: SampleShop.store(), settings: SampleShop.settings(),
      person: .approves(afterHours: 2), manners: .realistic)
    _ = await simulation.run(days: 30)
    let detail = try Self.plans(simulation)
    let closed = detail.plans.filter { $0.closing != nil }
    #expect(closed.count >= 3)
    for (newer, older) in zip(detail.plans, detail.plans.dropFirst()) {
      #expect(newer.plan.firstDay > older.plan.firstDay)
      #expect(newer.plan.writtenAt >= older.closing?.at ?? newer.plan.writtenAt)
    }
    let present = try #require(detail.plans.first)
    #expect(
      present.closing == nil && present.plan.lastDay >= simulation.state.now.day.adding(days: -1))
    for tracked in closed where tracked.closing?.isEarly == false {
      #expect(tracked.actual.count == tracked.plan.days)
      #expect(tracked.actual.allSatisfy { $0.orders > 0 && $0.revenue > 0 })
      let id = try #require(tracked.decision)
      let decision = try #require(simulation.state.recentDecisions.first { $0.id == id })
      #expect(!decision.votes.isEmpty && decision.atWorst.micros == 0)
      guard case .settled = decision.state else {
        Issue.record("plan \(id) is \(decision.state.name)")
        continue
      }
      #expect(decision.outcome?.measurement != nil)
    }
    guard case .calibration(let rows)? = try Self.detail(simulation, .calibration) else {
      Issue.record("no calibration")
      return
    }
    #expect(rows.contains { $0.kind == .plans })
    guard case .lessons(let lessons)? = try Self.detail(simulation, .lessons(limit: 500)) else {
      Issue.record("no lessons")
      return
    }
    #expect(lessons.contains { $0.kind == .plan })
    #expect(lessons.contains { $0.kind == .results && $0.campaign != nil })
    #expect(zip(lessons, lessons.dropFirst()).allSatisfy { $0.id > $1.id && $0.at >= $1.at })
    #expect(lessons.allSatisfy { !$0.before.isEmpty && !$0.after.isEmpty && !$0.because.isEmpty })
    #expect(try simulation.store.verifyAudit().description.contains("intact"))

    // A start goes on with the same plans and versions.
    let again = AgentState(
      try simulation.store.load(now: simulation.state.now), settings: SampleShop.settings(),
      now: simulation.state.now, wall: 0)
    guard
      case .plan(let stored)? = try again.detail(
        .plan, from: simulation.store, shelf: HistoryShelf())
    else {
      Issue.record("no plan after a start")
      return
    }
    #expect(stored.plans.prefix(12) == detail.plans.prefix(12))
  }

  @Test func `a plan that was too expensive stops new spending until the next, which says so`()
    async throws
  {
    var simulation = try await AgentSimulation(
      store: SampleShop.store(), settings: SampleShop.settings(), person: .absent,
      manners: .quiet)
    _ = await simulation.run(days: 1)
    let waiting = try #require(
      simulation.state.waitingDecisions.first { $0.action.actionClass == .plans })
    await simulation.order(.reject(waiting.id, code: .tooExpensive, note: "sales are slow"))
    let rejectedAt = simulation.state.now
    let first = try #require(try Self.plans(simulation).plans.first)
    _ = await simulation.run(days: first.plan.lastDay.days(since: simulation.state.now.day))
    let later = simulation.state.recentDecisions.filter {
      $0.proposedBy == .agent && $0.proposedAt > rejectedAt.adding(hours: 3)
        && !$0.action.budgetsInForce.isEmpty && $0.action.newCampaign != nil
    }
    #expect(later.isEmpty)
    _ = await simulation.run(days: 3)
    let next = try #require(try Self.plans(simulation).plans.first)
    #expect(next.plan.firstDay > first.plan.firstDay)
    #expect(next.plan.remembered.contains { $0.contains("too expensive (\"sales are slow\")") })
    guard case .lessons(let lessons)? = try Self.detail(simulation, .lessons(limit: 100)) else {
      Issue.record("no lessons")
      return
    }
    let lesson = try #require(lessons.first { $0.kind == .rejection })
    #expect(lesson.decision == waiting.id && lesson.because.contains("sales are slow"))
  }
}
