import Commerce
import Evaluation
import Statistics
import Testing

@Suite struct MetricsBookTests {
  let campaign = Campaign.ID(7)
  let day = Day(number: 15_000)

  @Test func `a later row of an hour takes the place of the earlier one`() {
    var book = MetricsBook()
    let hour = Instant(day, hour: 9)
    let first = book.record(
      Metrics(clicks: 10, conversions: 1, spendMicros: 500), campaign: campaign, creative: "A",
      hour: hour)
    let second = book.record(
      Metrics(clicks: 10, conversions: 3, spendMicros: 500, revenueMicros: 9), campaign: campaign,
      creative: "A", hour: hour)
    #expect(first && second)
    #expect(
      book.today(campaign, day)
        == Metrics(clicks: 10, conversions: 3, spendMicros: 500, revenueMicros: 9))
  }

  @Test func `the same row again changes nothing`() {
    var book = MetricsBook()
    let row = Metrics(clicks: 4, conversions: 0.25)
    let first = book.record(row, campaign: campaign, creative: "A", hour: Instant(day))
    let second = book.record(row, campaign: campaign, creative: "A", hour: Instant(day))
    #expect(first && !second)
  }

  @Test func `sums equal those of a plain table after many restatements`() {
    var book = MetricsBook()
    var table: [Int: Metrics] = [:]
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<4_000 {
      let hour = Int.random(in: 0..<(30 * 24), using: &generator)
      let creative = Int.random(in: 0..<3, using: &generator)
      let metrics = Metrics(
        impressions: Int64.random(in: 0..<500, using: &generator),
        clicks: Int64.random(in: 0..<50, using: &generator),
        conversions: Double(Int.random(in: 0..<30, using: &generator)) / 10,
        spendMicros: Int64.random(in: 0..<9_000_000, using: &generator))
      table[hour * 3 + creative] = metrics
      book.record(
        metrics, campaign: campaign, creative: "C\(creative)",
        hour: Instant(day).adding(hours: hour))
    }
    for offset in 0..<30 {
      let expected = table.filter { $0.key / 72 == offset }.values.reduce(Metrics.zero, +)
      let found = book.today(campaign, day.adding(days: offset))
      #expect(found.clicks == expected.clicks && found.spendMicros == expected.spendMicros)
      #expect(abs(found.conversions - expected.conversions) < 1e-9)
    }
    let all = table.filter { $0.key % 3 == 1 && $0.key / 3 >= 100 }.values.reduce(Metrics.zero, +)
    let since = book.since(Instant(day).adding(hours: 100), of: campaign, creative: "C1")
    #expect(since.impressions == all.impressions)
  }

  @Test func `a row older than what is kept is ignored`() {
    var book = MetricsBook()
    book.record(Metrics(clicks: 1), campaign: campaign, creative: "A", hour: Instant(day))
    let old = Instant(day.adding(days: -MetricsBook.days))
    let isKept = book.record(Metrics(clicks: 5), campaign: campaign, creative: "A", hour: old)
    #expect(!isKept)
    #expect(book.today(campaign, day).clicks == 1)
  }

  @Test func `a day gives way to the one 35 days later`() {
    var book = MetricsBook()
    book.record(Metrics(clicks: 1), campaign: campaign, creative: "A", hour: Instant(day))
    let later = day.adding(days: MetricsBook.days)
    book.record(Metrics(clicks: 2), campaign: campaign, creative: "B", hour: Instant(later))
    #expect(book.today(campaign, day) == .zero)
    #expect(book.today(campaign, later).clicks == 2)
    #expect(book.daily(1, of: campaign, creative: "A", through: later) == [.zero])
  }

  @Test func `settled days lie past the lag and leave out days without rows`() {
    var book = MetricsBook()
    for back in [1, 4, 5, 9] {
      book.record(
        Metrics(clicks: Int64(back)), campaign: campaign, creative: "A",
        hour: Instant(day.adding(days: -back)))
    }
    let now = Instant(day, hour: 15)
    let settled = book.settledDays(campaign, now: now, lagDays: 3)
    #expect(settled.map(\.day) == [-9, -5, -4].map { day.adding(days: $0) })
    #expect(book.settled(campaign, now: now, lagDays: 3).clicks == 18)
    #expect(book.settled(campaign, now: now, lagDays: 3, days: 1).clicks == 4)
  }

  @Test func `an unknown campaign has zeros and no hours`() {
    let book = MetricsBook()
    #expect(book.today(campaign, day) == .zero)
    #expect(book.daily(3, of: campaign, through: day) == [.zero, .zero, .zero])
    #expect(book.hourly(2, of: campaign, before: Instant(day)) == [nil, nil])
    #expect(book.settledDays(campaign, now: Instant(day), lagDays: 3).isEmpty)
    #expect(book.creatives(of: campaign).isEmpty)
    #expect(book.firstDay(of: campaign) == nil)
  }

  @Test func `hours tell what was reported from what was not`() {
    var book = MetricsBook()
    book.record(
      .zero, campaign: campaign, creative: "A", hour: Instant(day, hour: 4))
    book.record(
      Metrics(clicks: 2), campaign: campaign, creative: "B", hour: Instant(day, hour: 5))
    #expect(
      book.hourly(3, of: campaign, before: Instant(day, hour: 6))
        == [nil, .zero, Metrics(clicks: 2)])
    #expect(book.lastHour(of: campaign) == Instant(day, hour: 5))
  }
}

@Suite struct OrderBookTests {
  let day = Day(number: 15_000)

  @Test func `orders are counted by hour and day`() {
    var book = OrderBook()
    book.record(placedAt: Instant(day, hour: 3).adding(seconds: 59), amountMicros: 5)
    book.record(placedAt: Instant(day, hour: 3), amountMicros: 7)
    book.record(placedAt: Instant(day, hour: 20), amountMicros: 1)
    #expect(book.today(day) == (3, 13))
    #expect(book.hour(Instant(day, hour: 3)) == (2, 12))
    #expect(book.daily(2, through: day).map(\.orders) == [0, 3])
  }

  @Test func `averages leave out the time before the first order`() {
    var book = OrderBook()
    for back in 1...4 {
      book.record(placedAt: Instant(day.adding(days: -back), hour: 9), amountMicros: 20_000_000)
    }
    let average = book.average(days: 28, before: day)
    #expect(average.ordersPerDay == 1)
    #expect(average.orderValue == 20)
    #expect(OrderBook().average(days: 28, before: day) == (0, 0, 0))
  }
}
