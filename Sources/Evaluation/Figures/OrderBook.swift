package import Commerce

/// The shop's orders by hour over the last 35 days, and how many came through each campaign's links.
package struct OrderBook: Sendable {
  package typealias Count = (orders: Int, revenueMicros: Int64)

  private var hourOfSlot = [Int64](repeating: .min, count: MetricsBook.days * 24)
  private var orders = [Int](repeating: 0, count: MetricsBook.days * 24)
  private var revenue = [Int64](repeating: 0, count: MetricsBook.days * 24)
  private var tagged: [Campaign.ID: HourCounts] = [:]
  /// The first hour with an order, however long ago.
  private(set) var firstHour: Int64?

  package init() {}

  /// Takes an order in; one that is older than what is kept is ignored.
  ///
  /// - Parameters:
  ///   - instant: When it was placed.
  ///   - amountMicros: What it is worth.
  ///   - campaign: Whose link the visit came through, if it came through one.
  package mutating func record(
    placedAt instant: Instant, amountMicros: Int64, campaign: Campaign.ID? = nil
  ) {
    let hour = instant.hourIndex
    if let campaign { tagged[campaign, default: HourCounts()].add(at: hour) }
    let slot = slot(of: hour)
    guard hourOfSlot[slot] <= hour else { return }
    if hourOfSlot[slot] < hour {
      hourOfSlot[slot] = hour
      orders[slot] = 0
      revenue[slot] = 0
    }
    orders[slot] += 1
    revenue[slot] += amountMicros
    firstHour = min(firstHour ?? hour, hour)
  }

  package func today(_ day: Day) -> Count {
    (0..<24).reduce(into: (0, 0)) { sum, hour in
      let count = self.hour(Instant(day, hour: hour))
      sum.0 += count.orders
      sum.1 += count.revenueMicros
    }
  }

  /// The first day with an order at another hour than midnight, of those that are kept; days before
  /// it come from a file that has dates alone. `nil` if there is none.
  var firstDayWithTimes: Day? {
    hourOfSlot.indices.filter { orders[$0] > 0 && hourOfSlot[$0] % 24 != 0 }
      .map { hourOfSlot[$0] }.min()
      .map { Instant(seconds: $0 * Instant.secondsPerHour).day }
  }

  /// `count` days, oldest first; the last is `day`.
  package func daily(_ count: Int, through day: Day) -> [Count] {
    (0..<max(0, count)).reversed().map { today(day.adding(days: -$0)) }
  }

  /// `count` hours before `instant`, oldest first.
  package func hourly(_ count: Int, before instant: Instant) -> [Count] {
    let end = instant.startOfHour
    return (1...max(1, count)).reversed().map { hour(end.adding(hours: -$0)) }
  }

  /// The hour in which `instant` lies.
  package func hour(_ instant: Instant) -> Count {
    let hour = instant.hourIndex
    let slot = slot(of: hour)
    return hourOfSlot[slot] == hour ? (orders[slot], revenue[slot]) : (0, 0)
  }

  /// Whether any order is known to have come through a campaign's link.
  var hasTags: Bool { !tagged.isEmpty }

  /// Orders of an hour that came through a campaign's links.
  func tagged(_ campaign: Campaign.ID, at instant: Instant) -> Int {
    tagged[campaign]?.count(at: instant.hourIndex) ?? 0
  }

  /// Mean revenue a day and mean value of an order over `days` days before `day`, in currency
  /// units.
  ///
  /// Days before the first order do not count; zero where there are none.
  package func average(
    days: Int, before day: Day
  ) -> (revenuePerDay: Double, ordersPerDay: Double, orderValue: Double) {
    let known = firstHour.map { Instant(seconds: $0 * Instant.secondsPerHour).day } ?? day
    let counted = min(max(0, days), MetricsBook.days, max(0, day.days(since: known)))
    guard counted > 0 else { return (0, 0, 0) }
    let counts = daily(counted, through: day.adding(days: -1))
    let orders = Double(counts.reduce(0) { $0 + $1.orders })
    let revenue = Double(counts.reduce(0) { $0 + $1.revenueMicros }) / 1_000_000
    let share = 1 / Double(counted)
    return (revenue * share, orders * share, orders > 0 ? revenue / orders : 0)
  }

  private func slot(of hour: Int64) -> Int {
    let rest = Int(hour % Int64(orders.count))
    return rest < 0 ? rest + orders.count : rest
  }
}
