@testable import AgentCore
import AgentInterface
import Campaigns
import Commerce
import Oversight
import Persistence
import Testing

/// Tests by region are told to the person who would run them.
@Suite struct RegionTestTests {
  private let start = Instant(Day(number: 15_318), hour: 8)

  /// An agent with two campaigns, and a test that is worth running for each, the first's more.
  private func shop() throws -> (store: Store, tests: [RegionTest]) {
    let store = try SampleShop.store()
    let campaigns = (1...2).map { number in
      Campaign(
        id: Campaign.ID(Int64(number)), name: "Spring \(number)", objective: .acquisition,
        platform: .googleAds, audience: .prospects, dailyBudget: Money(units: 60, .poundSterling),
        totalBudget: nil, start: start.day.adding(days: -60), end: start.day.adding(days: 90),
        status: .active, creatives: [], externalID: "x\(number)")
    }
    try store.commit(Commit(changes: campaigns.map { .campaign($0) }))
    return (
      store,
      campaigns.map {
        RegionTest(
          campaign: $0.id, name: $0.name, platform: $0.platform,
          design: RegionTest.Design(share: 0.25, days: 28), gain: 900, reason: "It may pay or not.")
      }
    )
  }

  /// The agent as it is stored, after it was told of tests at a moment.
  private func told(
    _ tests: [RegionTest], _ store: Store, at now: Instant
  ) throws -> [ActivityEntry] {
    var state = AgentState(
      try store.load(now: now), settings: SampleShop.settings(), now: now, wall: 0)
    state.suggest(tests)
    try store.commit(state.effects.commit)
    return try store.activity(newest: 50).filter { $0.at == now }
  }

  @Test func `the most valuable is told first, with why and what to do, then the next`() throws {
    let (store, tests) = try shop()
    let first = try told(tests, store, at: start)
    #expect(first.map(\.campaign) == [tests[0].campaign])
    #expect(first.first?.text == "Worth a test by region that you would run: Spring 1")
    #expect(
      first.first?.detail == (["It may pay or not."] + tests[0].steps).joined(separator: "\n"))
    let second = try told(tests, store, at: start.adding(hours: 2))
    #expect(second.map(\.campaign) == [tests[1].campaign])
  }

  @Test func `none is told again within thirty days, a restart between them`() throws {
    let (store, tests) = try shop()
    let days = (0...61).filter { day in
      let entries = try? told([tests[0]], store, at: start.adding(days: day))
      return entries?.isEmpty == false
    }
    #expect(days == [0, 30, 60])
  }
}
