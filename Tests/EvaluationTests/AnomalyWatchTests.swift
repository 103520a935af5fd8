import Commerce
import Evaluation
import Oversight
import Testing

/// A world with a watch over it, and what it told.
struct Watched {
  var world: TestWorld
  var watch: AnomalyWatch
  var open: [Alert.ID: Alert] = [:]
  var opened: [Alert] = []
  var reopened: [Alert] = []
  var notes: [String] = []
  private let ids = Counter()

  init(campaigns: Int, seed: UInt64, quietDays: Int) {
    world = TestWorld(campaigns: campaigns, seed: seed)
    watch = AnomalyWatch(
      AnomalyWatch.Configuration(policy: TestWorld.policy, shop: TestWorld.shop))
    for _ in 0..<(quietDays * 24) { world.step() }
    watch.restore(world.input, open: [])
  }

  mutating func run(hours: Int) {
    for _ in 0..<hours {
      world.step()
      for event in watch.advance(world.input, newID: { ids.next() }) {
        switch event {
        case .opened(let alert):
          opened.append(alert)
          open[alert.id] = alert
        case .updated(let alert): open[alert.id] = alert
        case .reopened(let alert):
          reopened.append(alert)
          open[alert.id] = alert
        case .resolved(let alert, let note):
          open[alert.id] = nil
          notes.append(note)
        }
      }
    }
  }
}

@Suite struct AnomalyWatchTests {
  @Test(arguments: [UInt64(1), 2, 3])
  func `a quiet shop with 20 campaigns raises at most one false alert a week`(seed: UInt64) {
    var watched = Watched(campaigns: 20, seed: seed, quietDays: 21)
    watched.run(hours: 28 * 24)
    #expect(watched.opened.count <= 4)
  }

  @Test func `a price spike on a platform is one alert, found within hours, and resolves`() throws {
    var watched = Watched(campaigns: 10, seed: 4, quietDays: 21)
    watched.world.trouble.price = { $0.platform == .metaAds ? 1.8 : 1 }
    watched.run(hours: 14)
    let prices = watched.open.values.filter { $0.metric == .costPerThousand }
    let alert = try #require(prices.first)
    #expect(watched.opened.count { $0.metric == .costPerThousand } == 1)
    #expect(alert.scope == .platform(.metaAds))
    #expect(alert.actual > alert.expected.high)
    #expect(alert.causes.first?.hasPrefix("auction price: competitors bid more") == true)
    watched.world.trouble.price = { _ in 1 }
    watched.run(hours: 24)
    #expect(watched.open.values.allSatisfy { $0.metric != .costPerThousand })
    #expect(watched.notes.contains { $0.hasPrefix("CPM is back near £") })
  }

  @Test func `a price that is usual for an hour now and then stays one alert`() {
    var watched = Watched(campaigns: 10, seed: 14, quietDays: 21)
    for hour in 0..<36 {
      watched.world.trouble.price = {
        $0.platform == .metaAds && !hour.isMultiple(of: 6) ? 1.9 : 1
      }
      watched.run(hours: 1)
    }
    let prices = watched.opened.filter { $0.metric == .costPerThousand }
    #expect(prices.map(\.scope) == [.platform(.metaAds)])
    #expect(watched.open.values.contains { $0.metric == .costPerThousand })
  }

  @Test func `a person's word that it is over makes what came the usual level`() throws {
    var watched = Watched(campaigns: 10, seed: 4, quietDays: 21)
    watched.world.trouble.price = { $0.platform == .metaAds ? 1.8 : 1 }
    watched.run(hours: 14)
    let alert = try #require(watched.open.values.first { $0.metric == .costPerThousand })
    let before = watched.opened.count
    let ended = watched.watch.settled(alert, watched.world.input)
    #expect(ended.map(\.alert.id) == [alert.id])
    #expect(ended.map(\.alert.state) == [.resolved])
    #expect(!watched.watch.isHeld(.platform(.metaAds)))
    watched.run(hours: 48)
    #expect(!watched.opened.dropFirst(before).contains { $0.metric == .costPerThousand })
    #expect(watched.watch.settled(alert, watched.world.input).isEmpty)
  }

  @Test func `a price spike in one campaign stays that campaign's`() throws {
    var watched = Watched(campaigns: 10, seed: 5, quietDays: 21)
    watched.world.trouble.price = { $0.id == Campaign.ID(4) ? 2 : 1 }
    watched.run(hours: 24)
    let alert = try #require(watched.opened.first { $0.metric == .costPerThousand })
    #expect(alert.scope == .campaign(Campaign.ID(4)))
  }

  @Test func `click fraud shows in the click-through rate and says so`() throws {
    var watched = Watched(campaigns: 6, seed: 6, quietDays: 21)
    watched.world.trouble.clicks = { $0.id == Campaign.ID(3) ? 2.6 : 1 }
    watched.run(hours: 48)
    let alerts = watched.opened.filter { $0.scope == .campaign(Campaign.ID(3)) }
    let alert = try #require(alerts.first)
    #expect(alert.metric == .clickThroughRate)
    #expect(alert.causes.first?.contains("click fraud") == true)
    #expect(alerts.count == 1)
  }

  @Test func `conversions that are gone everywhere with usual orders point to tracking`() throws {
    var watched = Watched(campaigns: 10, seed: 7, quietDays: 28)
    watched.world.trouble.tracked = { _ in false }
    watched.run(hours: 40)
    let open = watched.open.values.filter { $0.metric == .conversionRate }
    let alert = try #require(open.first)
    #expect(open.count == 1)
    #expect(alert.scope == .shop)
    #expect(alert.causes.first?.contains("tracking") == true)
    #expect(alert.causes.first?.contains("all orders of the shop are") == true)
  }

  @Test func `orders that stop are one alert of the shop and resolve by themselves`() throws {
    var watched = Watched(campaigns: 4, seed: 8, quietDays: 28)
    watched.world.trouble.demand = 0.05
    watched.run(hours: 24)
    let alert = try #require(watched.opened.first { $0.metric == .orders })
    #expect(alert.scope == .shop)
    #expect(alert.severity == .critical)
    watched.world.trouble.demand = 1
    watched.run(hours: 36)
    #expect(!watched.open.values.contains { $0.metric == .orders })
  }

  @Test func `a report that stands still is told with its age and ends when it moves`() throws {
    var watched = Watched(campaigns: 4, seed: 9, quietDays: 15)
    watched.world.trouble.reportsStand = true
    watched.run(hours: 16)
    let alerts = watched.opened.filter { $0.metric == .feedAge }
    #expect(Set(alerts.map(\.scope)) == [.platform(.googleAds), .platform(.metaAds)])
    #expect(alerts.count == 2)
    #expect(alerts.allSatisfy { $0.actual <= 6 && $0.severity == .warning })
    watched.world.trouble.reportsStand = false
    watched.run(hours: 2)
    #expect(!watched.open.values.contains { $0.metric == .feedAge })
  }

  @Test func `after a restart an open alert is known and resolves, without a second one`() throws {
    var watched = Watched(campaigns: 10, seed: 10, quietDays: 21)
    watched.world.trouble.price = { $0.platform == .metaAds ? 1.8 : 1 }
    watched.run(hours: 14)
    let before = watched.opened.count
    #expect(watched.open.values.contains { $0.scope == .platform(.metaAds) })
    watched.watch.restore(watched.world.input, open: Array(watched.open.values))
    #expect(watched.watch.isHeld(.platform(.metaAds)))
    watched.run(hours: 6)
    #expect(watched.opened.count == before)
    watched.world.trouble.price = { _ in 1 }
    watched.run(hours: 30)
    #expect(!watched.open.values.contains { $0.metric == .costPerThousand })
  }

  @Test func `a change that lasts becomes the usual level`() {
    var watched = Watched(campaigns: 6, seed: 12, quietDays: 21)
    watched.world.trouble.price = { $0.platform == .metaAds ? 1.8 : 1 }
    watched.run(hours: 24 * 8)
    #expect(!watched.open.values.contains { $0.metric == .costPerThousand })
    #expect(watched.notes.contains { $0.hasSuffix("for 4 days: the new usual level") })
  }

  @Test func `a paused campaign is not silent, an active one without impressions is`() {
    var watched = Watched(campaigns: 4, seed: 13, quietDays: 15)
    watched.world.campaigns[0].status = .paused
    watched.run(hours: 24)
    #expect(!watched.opened.contains { $0.metric == .impressions })
    // The world delivers to active campaigns only, so one that says it is active but gets nothing
    // is made here.
    var silent = watched.world
    silent.campaigns[1].status = .paused
    watched.world.campaigns[1].status = .active
    var told: [Alert] = []
    let ids = Counter()
    for _ in 0..<16 {
      silent.step()
      var input = silent.input
      input.campaigns[1].status = .active
      for case .opened(let alert) in watched.watch.advance(input, newID: { ids.next() }) {
        told.append(alert)
      }
    }
    #expect(told.contains { $0.metric == .impressions && $0.scope == .campaign(Campaign.ID(2)) })
  }

  @Test func `a history of dates alone says nothing of the hours`() {
    let first = Day(number: 15_000)
    let begin = Instant(first.adding(days: 30))
    var orders = OrderBook()
    for day in 0..<30 {
      for _ in 0..<24 {
        orders.record(placedAt: Instant(first.adding(days: day)), amountMicros: 20_000_000)
      }
    }
    func input(_ orders: OrderBook, _ now: Instant) -> WatchInput {
      WatchInput(
        now: now, campaigns: [], book: MetricsBook(), orders: orders, ordersCompleteTo: now,
        completeTo: [:])
    }
    var watch = AnomalyWatch(
      AnomalyWatch.Configuration(policy: TestWorld.policy, shop: TestWorld.shop))
    watch.restore(input(orders, begin), open: [])
    for hour in 0..<96 {
      let now = begin.adding(hours: hour)
      for _ in 0..<(now.hour < 7 || now.hour > 22 ? 0 : now.hour.isMultiple(of: 2) ? 2 : 1) {
        orders.record(placedAt: now, amountMicros: 20_000_000)
      }
      let told = watch.advance(input(orders, now.adding(hours: 1)), newID: { Alert.ID(1) })
      #expect(told.isEmpty, "hour \(hour): \(told)")
    }
  }

  @Test func `nothing at all is quiet`() {
    var watch = AnomalyWatch(
      AnomalyWatch.Configuration(policy: TestWorld.policy, shop: TestWorld.shop))
    let input = WatchInput(
      now: Instant(Day(number: 15_000)), campaigns: [], book: MetricsBook(), orders: OrderBook(),
      ordersCompleteTo: Instant(Day(number: 15_000)), completeTo: [:])
    watch.restore(input, open: [])
    #expect(watch.advance(input, newID: { Alert.ID(1) }).isEmpty)
    let alert = Alert(
      id: Alert.ID(1), severity: .notice, scope: .campaign(Campaign.ID(1)), metric: .costPerClick,
      expected: Estimate(mean: 1, low: 1, high: 1), actual: 2, openedAt: input.now, causes: [])
    let points = watch.series(of: alert, hours: 2, input)
    #expect(points.map(\.value) == [nil, nil] && points.map(\.expected) == [nil, nil])
  }

  @Test func `an alert of a platform shows its hours with the band that they leave`() throws {
    var watched = Watched(campaigns: 10, seed: 4, quietDays: 21)
    watched.world.trouble.price = { $0.platform == .metaAds ? 1.8 : 1 }
    watched.run(hours: 14)
    let alert = try #require(watched.open.values.first { $0.metric == .costPerThousand })
    let points = watched.watch.series(of: alert, watched.world.input)
    #expect(points.count == 72)
    let known = points.filter { $0.value != nil && $0.expected != nil }
    #expect(known.count >= 60)
    #expect(known.suffix(8).allSatisfy { $0.isFlagged })
    #expect(known.prefix(40).count { $0.isFlagged } <= 4)
  }

  @Test func `alerts of the shop and of reports have a band too`() throws {
    var watched = Watched(campaigns: 4, seed: 8, quietDays: 28)
    watched.world.trouble.demand = 0.05
    watched.world.trouble.reportsStand = true
    watched.run(hours: 24)
    for metric in [KPI.orders, .feedAge] {
      let alert = try #require(watched.opened.first { $0.metric == metric })
      let points = watched.watch.series(of: alert, hours: 1_000, watched.world.input)
      #expect(points.count == 72)
      #expect(points.allSatisfy { $0.value != nil && $0.expected != nil })
      #expect(points.suffix(24).contains { $0.isFlagged })
      #expect(points.prefix(40).count { $0.isFlagged } <= 3)
    }
  }

  @Test func `what a person calls over is the usual level from then on`() throws {
    var watched = Watched(campaigns: 10, seed: 4, quietDays: 21)
    watched.world.trouble.price = { $0.platform == .metaAds ? 1.8 : 1 }
    watched.run(hours: 14)
    let alert = try #require(watched.open.values.first { $0.metric == .costPerThousand })
    let events = watched.watch.settled(alert, watched.world.input)
    #expect(events.map(\.alert.id) == [alert.id])
    #expect(watched.watch.settled(alert, watched.world.input).isEmpty)
    let before = watched.opened.count
    watched.run(hours: 96)
    #expect(watched.opened.dropFirst(before).allSatisfy { $0.metric != .costPerThousand })
  }

  @Test func `a campaign that stops while an alert is open is not told of again`() throws {
    var watched = Watched(campaigns: 10, seed: 5, quietDays: 21)
    watched.world.trouble.price = { $0.id == Campaign.ID(4) ? 2 : 1 }
    watched.run(hours: 24)
    let before = watched.opened.count
    #expect(watched.opened.contains { $0.scope == .campaign(Campaign.ID(4)) })
    watched.world.campaigns[3].status = .completed
    watched.run(hours: 48)
    #expect(watched.opened.dropFirst(before).allSatisfy { $0.scope != .campaign(Campaign.ID(4)) })
    #expect(!watched.open.values.contains { $0.scope == .campaign(Campaign.ID(4)) })
  }
}
