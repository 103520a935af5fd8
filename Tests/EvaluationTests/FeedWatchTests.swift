import Commerce
import Evaluation
import Testing

/// A feed that is asked every so many hours and whose reports are three hours old.
private struct Feed {
  var watch = AnomalyWatch(
    AnomalyWatch.Configuration(policy: TestWorld.policy, shop: TestWorld.shop))
  var now = Instant(Day(number: 15_000))
  var answered: Instant?
  var completeTo: Instant
  var misses = 0
  var events: [AlertEvent] = []
  let ids = Counter()

  init() { completeTo = now.adding(hours: -3) }

  /// - Parameters:
  ///   - hours: Until the next look.
  ///   - answers: Whether the call is answered.
  ///   - stands: Whether the report stands still.
  mutating func pass(_ hours: Int, answers: Bool = true, stands: Bool = false) {
    now = now.adding(hours: hours)
    if answers {
      (answered, misses) = (now, 0)
      if !stands { completeTo = now.adding(hours: -3) }
    } else {
      misses += 1
    }
    let input = WatchInput(
      now: now, campaigns: [TestWorld.campaign(1, start: now.day)], book: MetricsBook(),
      orders: OrderBook(), ordersCompleteTo: now, completeTo: [.googleAds: completeTo],
      polls: [.googleAds: FeedPoll(answeredFrom: answered, misses: misses)])
    events += watch.advance(input, newID: { ids.next() })
  }

  var opened: Int { events.count { if case .opened = $0 { true } else { false } } }
  var reopened: Int { events.count { if case .reopened = $0 { true } else { false } } }
  var resolved: Int { events.count { if case .resolved = $0 { true } else { false } } }
}

@Suite struct FeedWatchTests {
  @Test func `an answer that takes hours of the shop's time is no report that stands still`() {
    var feed = Feed()
    for round in 0..<200 {
      feed.pass(round.isMultiple(of: 40) ? 12 : 1)
    }
    #expect(feed.events.isEmpty)
  }

  @Test func `one call that fails is no news, two in a row are`() {
    var feed = Feed()
    for _ in 0..<48 { feed.pass(1) }
    feed.pass(1, answers: false)
    #expect(feed.events.isEmpty)
    feed.pass(1)
    feed.pass(1, answers: false)
    feed.pass(1, answers: false)
    #expect(feed.opened == 1)
  }

  @Test func `reports that stand still are told after two looks of the agent's own pace`() {
    for pace in [1, 4] {
      var feed = Feed()
      for _ in 0..<60 { feed.pass(pace) }
      var looks = 0
      while feed.opened == 0, looks < 10 {
        feed.pass(pace, stands: true)
        looks += 1
      }
      #expect(looks == 2)
    }
  }

  @Test func `an alert ends near the usual age and goes on if it comes back within a day`() {
    var feed = Feed()
    for _ in 0..<48 { feed.pass(1) }
    for _ in 0..<4 { feed.pass(1, stands: true) }
    feed.pass(1)
    #expect(feed.opened == 1 && feed.resolved == 1)
    for _ in 0..<10 { feed.pass(1) }
    for _ in 0..<4 { feed.pass(1, stands: true) }
    #expect(feed.opened == 1 && feed.reopened == 1)
    feed.pass(1)
    for _ in 0..<30 { feed.pass(1) }
    for _ in 0..<4 { feed.pass(1, stands: true) }
    #expect(feed.opened == 2)
  }
}
