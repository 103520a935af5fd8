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

@Suite struct RestartTests {
  private func snapshot(_ state: AgentState) -> Snapshot {
    state.snapshot(
      sequence: 1, clock: ClockStatus(speed: 1_800, isSimulated: true, isStopped: false),
      timing: (0, 0), readOnly: nil)
  }

  @Test func `after a restart everything is where it was`() async throws {
    var simulation = try await AgentSimulation(
      store: SampleShop.store(), settings: SampleShop.settings(),
      person: .approves(afterHours: 5), manners: .quiet)
    _ = await simulation.run(days: 5)
    let before = snapshot(simulation.state)
    let stored = try simulation.store.load(now: simulation.state.now)
    let after = snapshot(
      AgentState(
        stored, settings: SampleShop.settings(), now: simulation.state.now, wall: 0))
    #expect(after.approvals == before.approvals)
    #expect(after.alerts == before.alerts)
    #expect(after.campaigns.map(\.campaign) == before.campaigns.map(\.campaign))
    #expect(after.campaigns.map(\.week) == before.campaigns.map(\.week))
    #expect(after.budgets.lines == before.budgets.lines)
    #expect(after.experiments == before.experiments)
    #expect(after.activity == before.activity)
    #expect(after.money == before.money)
    #expect(after.customers.customers == before.customers.customers)
    #expect(after.customers.orders == before.customers.orders)
    #expect(after.agent.tick == before.agent.tick)
  }

  @Test func `what the last round found is there after a restart, with where it stands`()
    async throws
  {
    var simulation = try await AgentSimulation(
      store: SampleShop.store(), settings: SampleShop.settings(),
      person: .approves(afterHours: 5), manners: .quiet)
    _ = await simulation.run(days: 3)
    func detail(_ state: AgentState) throws -> OpportunitiesDetail {
      guard
        case .opportunities(let detail)? = try state.detail(
          .opportunities, from: simulation.store, shelf: HistoryShelf())
      else {
        Issue.record("no opportunities")
        return OpportunitiesDetail(board: nil, states: [:], next: state.now)
      }
      return detail
    }
    let before = try detail(simulation.state)
    let board = try #require(before.board)
    #expect(!board.rejected.isEmpty && board.at <= simulation.state.now)
    #expect(before.next > simulation.state.now)
    #expect(
      zip(board.rows, board.rows.dropFirst()).allSatisfy {
        $0.opportunity.score >= $1.opportunity.score
      })
    let stored = try simulation.store.load(now: simulation.state.now)
    let again = AgentState(
      stored, settings: SampleShop.settings(), now: simulation.state.now, wall: 0)
    #expect(try detail(again) == before)
  }

  @Test func `what was being sent when the process died is read before it is sent again`()
    async throws
  {
    let store = try SampleShop.store()
    let stored = try store.load(now: nil)
    let start = Instant(Day(number: 15_318))
    var loop = AgentLoop(
      state: AgentState(stored, settings: SampleShop.settings(), now: start, wall: 0),
      store: store, setHalt: { _ in })
    let sent = loop.process(AgentEvent(wall: 0, .setUp(by: .person("ann")))).calls
    #expect(!sent.isEmpty)
    // The process dies here: no answer ever came.
    var next = AgentLoop(
      state: AgentState(
        try store.load(now: start), settings: SampleShop.settings(), now: start, wall: 0),
      store: store, setHalt: { _ in })
    let first = next.process(AgentEvent(wall: 1_000, .tick(start.adding(hours: 1)))).calls
    #expect(!first.contains { $0.isChange })
    #expect(!first.contains { $0.isListing })
    let later = next.process(AgentEvent(wall: 13_000, .tick(start.adding(hours: 2)))).calls
    #expect(!later.contains { $0.isChange })
    let listing = try #require(later.first { $0.isListing })
    // The platform knows nothing of it: now, and under the same name, it is sent again.
    let again = next.process(
      AgentEvent(wall: 13_100, .answered(listing.id, .listed(.success([]))))
    ).calls
    #expect(again.contains { $0.isChange })
  }

  @Test func `a halt outlives the process and stops what is under way, but not a pause`()
    async throws
  {
    var simulation = try await AgentSimulation(
      store: SampleShop.store(), settings: SampleShop.settings(), person: .absent,
      manners: .quiet)
    _ = await simulation.run(days: 1)
    await simulation.order(.halt(reason: "looks wrong"))
    let campaign = try #require(simulation.state.allCampaigns.first { $0.status == .active })
    let other = try #require(simulation.state.allCampaigns.last { $0.status == .active })
    await simulation.order(.setDailyBudget(other.id, Money(units: 1_000, .poundSterling)))
    await simulation.order(.pause(campaign.id))
    #expect(simulation.state.halted?.reason == "looks wrong")
    let now = simulation.state.allCampaigns
    #expect(now.first { $0.id == campaign.id }?.status == .paused)
    #expect(now.first { $0.id == other.id }?.dailyBudget == other.dailyBudget)
    let externalID = try #require(campaign.externalID)
    let day = simulation.state.now.day
    _ = await simulation.run(days: 1)
    #expect(simulation.outside.world.truth.spendMicros(externalID: externalID, on: day) == 0)
  }

  @Test func `when the store is full nothing is sent and the agent only reads`() throws {
    let path = NSTemporaryDirectory() + "growth-full-\(UUID().uuidString).sqlite"
    defer {
      for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
    }
    let roomy = try Store.open(path: path)
    _ = try roomy.importOrders(
      path: SampleShop.invoices, ImportRequest(now: Instant(seconds: 0)))
    try roomy.close()
    let store = try Store.open(path: path, configuration: .init(maximumPages: 1))
    let stored = try store.load(now: nil)
    let start = Instant(Day(number: 15_318))
    var loop = AgentLoop(
      state: AgentState(stored, settings: SampleShop.settings(), now: start, wall: 0),
      store: store, setHalt: { _ in })
    let (calls, _) = loop.process(AgentEvent(wall: 0, .setUp(by: .person("ann"))))
    #expect(calls.isEmpty)
    #expect(loop.readOnly != nil)
    #expect(loop.state.allCampaigns.isEmpty)
    try store.close()
  }
}

extension Call {
  fileprivate var isChange: Bool { if case .perform = request { true } else { false } }
  fileprivate var isListing: Bool { if case .list = request { true } else { false } }
}
