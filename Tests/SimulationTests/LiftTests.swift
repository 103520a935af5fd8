import AgentCore
import AgentInterface
import Commerce
import Oversight
import Persistence
import Platforms
import Simulation
import Testing

/// A lift test goes through the agent into its store and corrects what is believed.
@Suite struct LiftTests {
  private func simulation(days: Int) async throws -> AgentSimulation {
    var simulation = try await AgentSimulation(
      store: SampleShop.store(), settings: SampleShop.settings(),
      person: .approves(afterHours: 2), manners: .quiet)
    _ = await simulation.run(days: days)
    return simulation
  }

  private func lessons(_ state: AgentState, _ store: Store) throws -> [Lesson] {
    guard
      case .lessons(let lessons)? = try state.detail(
        .lessons(limit: 200), from: store, shelf: HistoryShelf())
    else { return [] }
    return lessons.filter { $0.kind == .lift }
  }

  private static let untested =
    "attributed; no lift test has shown how much of it is incremental"

  @Test func `a result corrects its campaign alone, as a lesson, and outlives the process`()
    async throws
  {
    var simulation = try await simulation(days: 12)
    let campaigns = simulation.state.allCampaigns.filter {
      $0.status == .active && $0.platform.hasBudgets
    }
    let campaign = try #require(campaigns.first)
    let other = try #require(campaigns.last)
    await simulation.order(.recordLift(campaign.id, record(300)))
    let lesson = try #require(try lessons(simulation.state, simulation.store).first)
    #expect(lesson.campaign == campaign.id && lesson.before == Self.untested)
    #expect(lesson.subject == "return of \"\(campaign.name)\"")
    #expect(lesson.after.contains("of what is attributed is incremental"), "\(lesson.after)")
    #expect(lesson.after.contains("by 1 lift test"))
    #expect(lesson.because == "a lift test that simulated recorded")
    #expect(try tests(of: campaign.id, simulation.store) == true)
    #expect(try tests(of: other.id, simulation.store) == false)
    // Settled days go on from it, in this process and in the next.
    _ = await simulation.run(days: 2)
    var next = AgentLoop(
      state: AgentState(
        try simulation.store.load(now: simulation.state.now), settings: SampleShop.settings(),
        now: simulation.state.now, wall: 0), store: simulation.store, setHalt: { _ in })
    #expect(try lessons(next.state, next.store) == [lesson])
    _ = next.process(
      AgentEvent(wall: 0, .commanded(.recordLift(campaign.id, record(250)), by: .person("ann"))))
    let second = try #require(try lessons(next.state, next.store).first)
    #expect(second.before.contains("by 1 lift test"), "\(second.before)")
    #expect(second.after.contains("by 2 lift tests"), "\(second.after)")
    #expect(try next.store.verifyAudit().description.contains("intact"))
  }

  private func record(_ incremental: Double) -> LiftRecord {
    LiftRecord(incremental: incremental, standardError: 60, attributed: 1_000)
  }

  /// Whether the stored belief of a campaign rests on a lift test.
  private func tests(of id: Campaign.ID, _ store: Store) throws -> Bool? {
    try store.beliefs(key: "response.\(id)", newest: 1).first.map {
      String(decoding: $0.json, as: UTF8.self).contains("\"tests\":1")
    }
  }

  @Test func `a test of days that are not over or before the campaign is refused`() async throws {
    var simulation = try await simulation(days: 12)
    let campaign = try #require(
      simulation.state.allCampaigns.first { $0.status == .active && $0.platform.hasBudgets })
    let today = simulation.state.now.day
    for days in [
      today.adding(days: -3)...today, campaign.start.adding(days: -9)...today.adding(days: -1),
    ] {
      await simulation.order(
        .recordLift(
          campaign.id,
          LiftRecord(incremental: 300, standardError: 60, attributed: 1_000, days: days)))
    }
    #expect(try lessons(simulation.state, simulation.store).isEmpty)
  }
}
