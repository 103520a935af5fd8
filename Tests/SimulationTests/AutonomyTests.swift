import AgentCore
import AgentInterface
import Commerce
import Oversight
import Persistence
import Platforms
import Testing

/// What an anomaly takes of the agent's freedom, and where.
@Suite struct AutonomyTests {
  @Test func `a report that stands still takes the freedom on its platform, and there alone`()
    throws
  {
    var shop = try StalledShop()
    shop.pass(hours: 10)
    #expect(shop.level(.googleAds) == .act && shop.alert?.severity == .notice)
    shop.pass(hours: 5)
    let alert = try #require(shop.alert)
    #expect(alert.scope == .platform(.googleAds) && alert.severity == .warning)
    for kind in ActionClass.allCases {
      #expect(shop.loop.state.policy.level(.googleAds, kind) == .ask)
      #expect(shop.loop.state.policy.level(.metaAds, kind) == .act)
    }
    let told = shop.activity.filter { $0.text.contains("is lowered to ask") }
    #expect(told.count == 1)
    #expect(
      told.first?.text.hasPrefix(
        "Autonomy on Google Ads is lowered to ask: report age of Google Ads")
        == true)
    try shop.restart()
    #expect(shop.level(.googleAds) == .ask && shop.level(.metaAds) == .act)
    #expect(try shop.loop.store.verifyAudit().description.contains("intact"))
  }

  @Test func `a critical alert that nobody acknowledges takes it everywhere`() throws {
    var shop = try StalledShop()
    shop.pass(hours: 60)
    let alert = try #require(shop.alert)
    #expect(alert.severity == .critical && alert.state == .open)
    #expect(shop.level(.metaAds) == .ask && shop.level(.klaviyo) == .ask)
    #expect(
      shop.activity.contains {
        $0.text.hasPrefix(
          "Autonomy on all platforms is lowered to ask: nobody has acknowledged a critical alert "
            + "for 4 hours: report age of Google Ads")
      })
    try shop.restart()
    #expect(shop.level(.metaAds) == .ask)
  }

  @Test func `a critical alert that is acknowledged takes it in its scope alone`() throws {
    var shop = try StalledShop()
    shop.pass(hours: 20)
    let alert = try #require(shop.alert)
    shop.order(.acknowledge(alert.id))
    shop.pass(hours: 40)
    #expect(shop.alert?.severity == .critical)
    #expect(shop.level(.googleAds) == .ask && shop.level(.metaAds) == .act)
  }

  @Test func `what a person gives back stays while the same alert goes on`() throws {
    var shop = try StalledShop()
    shop.pass(hours: 20)
    shop.order(.acknowledge(try #require(shop.alert).id))
    shop.order(.setLevel(nil, .act))
    shop.pass(hours: 10)
    #expect(shop.level(.googleAds) == .act)
  }
}

/// The sample shop's agent, acting by itself, whose reports come each hour but for Google's, which
/// stand still from the first.
private struct StalledShop {
  var loop: AgentLoop
  private var now = Instant(Day(number: 15_318))
  private let stalledAt: Instant

  init() throws {
    let store = try SampleShop.store()
    stalledAt = now.adding(hours: 1)
    loop = try Self.loop(store, now)
    handle(.setUp(by: .person("ann")))
  }

  private static func loop(_ store: Store, _ now: Instant) throws -> AgentLoop {
    var settings = SampleShop.settings()
    settings.policy.defaultLevel = .act
    return AgentLoop(
      state: AgentState(try store.load(now: now), settings: settings, now: now, wall: 0),
      store: store, setHalt: { _ in })
  }

  mutating func restart() throws { loop = try Self.loop(loop.store, now) }

  mutating func pass(hours: Int) {
    for _ in 0..<hours {
      now = now.adding(hours: 1)
      handle(.tick(now))
    }
  }

  @discardableResult
  mutating func order(_ command: Command) -> Answer? {
    handle(.commanded(command, by: .person("ann")))
  }

  /// Every call is answered at once.
  @discardableResult
  private mutating func handle(_ kind: AgentEvent.Kind) -> Answer? {
    var (calls, answer) = loop.process(AgentEvent(wall: 0, kind))
    while !calls.isEmpty {
      let call = calls.removeFirst()
      calls += loop.process(AgentEvent(wall: 0, .answered(call.id, reply(to: call)))).calls
    }
    return answer
  }

  private func reply(to call: Call) -> Reply {
    let cursor = ReportCursor(position: now.seconds)
    switch call.request {
    case .perform(let entry):
      return .performed(.success(PlatformReceipt(externalID: "\(entry.id.value)")))
    case .report(let platform, _):
      return .reported(
        .success(
          PlatformReport(
            rows: [], cursor: cursor,
            completeTo: platform == .googleAds ? min(now, stalledAt) : now)))
    case .orders:
      return .ordered(.success(OrderFeed(orders: [], unsubscribed: [], cursor: cursor)))
    case .list: return .listed(.failure(.uncertain(.metaAds, reason: "not asked here")))
    case .analyse: return .analysed(nil)
    case .plan: return .planned(nil)
    }
  }

  func level(_ platform: Platform) -> AutonomyLevel {
    loop.state.policy.level(platform, .budgets)
  }

  var activity: [ActivityEntry] {
    loop.state.snapshot(
      sequence: 1, clock: ClockStatus(speed: 1_800, isSimulated: true, isStopped: false),
      timing: (0, 0), readOnly: nil
    ).activity
  }

  /// Google's, as it stands now.
  var alert: Alert? {
    loop.state.recentAlerts.first { $0.scope == .platform(.googleAds) && $0.state != .resolved }
  }
}
