import Commerce
import Evaluation
import Oversight
import Testing

/// One platform whose tagged orders come hourly, and a watch over it.
struct Tagged {
  private(set) var input: WatchInput
  private var watch = AnomalyWatch(
    AnomalyWatch.Configuration(policy: TestWorld.policy, shop: TestWorld.shop))
  private let ids = Counter()
  private var reported = 0.0
  private let campaign = TestWorld.campaign(1, start: Day(number: 15_000))

  init() {
    input = WatchInput(
      now: Instant(Day(number: 15_000)), campaigns: [campaign], book: MetricsBook(),
      orders: OrderBook(), ordersCompleteTo: Instant(Day(number: 15_000)),
      completeTo: [.googleAds: Instant(Day(number: 15_000)).adding(hours: -3)])
    watch.restore(input, open: [])
  }

  /// Lets hours with one tagged order each pass; what opens and what is resolved comes back.
  mutating func run(hours: Int, isTracked: (Int) -> Bool) -> [AlertEvent] {
    var told: [AlertEvent] = []
    for hour in 0..<hours {
      let start = input.now
      input.orders.record(placedAt: start, amountMicros: 40_000_000, campaign: campaign.id)
      input.now = start.adding(hours: 1)
      input.ordersCompleteTo = input.now
      input.completeTo[.googleAds] = input.now.adding(hours: -3)
      if isTracked(hour) { reported += 1 }
      input.book.record(
        Metrics(clicks: 20, conversions: reported, spendMicros: 10_000_000),
        campaign: campaign.id, creative: "A", hour: Instant(Day(number: 15_000)))
      told += watch.advance(input, newID: { ids.next() })
    }
    return told
  }
}

@Suite struct TrackingWatchTests {
  @Test func `orders that the platform does not report are a tracking alert within hours`() throws {
    var tagged = Tagged()
    #expect(tagged.run(hours: 96, isTracked: { _ in true }).isEmpty)
    let told = tagged.run(hours: 12, isTracked: { _ in false })
    let alert = try #require(told.first?.alert)
    #expect(told.count == 1)
    #expect(alert.scope == .platform(.googleAds))
    #expect(alert.metric == .conversionRate)
    #expect(alert.causes.first?.hasPrefix("tracking: the shop has ") == true)
    #expect(alert.actual < alert.expected.low)
    #expect(alert.openedAt.seconds(since: tagged.input.now.adding(hours: -12)) <= 8 * 3_600)
    let after = tagged.run(hours: 12, isTracked: { _ in true })
    #expect(after.count == 1)
    guard case .resolved(_, let note) = after.first else {
      Issue.record("it stays open: \(after)")
      return
    }
    #expect(note == "orders are reported again")
  }

  @Test func `a platform that always misses one order in three is no outage`() {
    var tagged = Tagged()
    let told = tagged.run(hours: 24 * 21, isTracked: { $0 % 3 != 2 })
    let opened = told.filter { if case .opened = $0 { true } else { false } }
    #expect(opened.count <= 2)
  }
}
