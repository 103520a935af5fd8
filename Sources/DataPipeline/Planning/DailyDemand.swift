package import Commerce

/// Orders and revenue of each day, without gaps.
package struct DailyDemand: Hashable, Codable, Sendable {
  /// `nil` while there is nothing.
  package private(set) var firstDay: Day?
  package private(set) var orders: [Int] = []
  package private(set) var revenueMicros: [Int64] = []

  package init() {}

  /// - Parameters:
  ///   - firstDay: The day of the first element.
  ///   - orders: Orders of each day, at least 0.
  ///   - revenueMicros: Revenue of each day, as many elements.
  package init(from firstDay: Day, orders: [Int], revenueMicros: [Int64]) {
    precondition(
      orders.count == revenueMicros.count,
      "\(orders.count) days of orders and \(revenueMicros.count) of revenue")
    self.firstDay = orders.isEmpty ? nil : firstDay
    self.orders = orders
    self.revenueMicros = revenueMicros
  }

  package var lastDay: Day? { firstDay?.adding(days: orders.count - 1) }

  /// Adds to a day; days between it and the ones there become days without orders.
  package mutating func add(day: Day, orders more: Int, revenueMicros micros: Int64) {
    extend(to: day)
    guard let firstDay else { return }
    orders[day.days(since: firstDay)] += more
    revenueMicros[day.days(since: firstDay)] += micros
  }

  /// Makes the series reach from at latest to at least `day`, with nothing ordered on the new days.
  package mutating func extend(to day: Day) {
    guard let first = firstDay else {
      self = DailyDemand(from: day, orders: [0], revenueMicros: [0])
      return
    }
    let before = max(first.days(since: day), 0)
    let after = max(day.days(since: first) - orders.count + 1, 0)
    guard before > 0 || after > 0 else { return }
    orders = Array(repeating: 0, count: before) + orders + Array(repeating: 0, count: after)
    revenueMicros =
      Array(repeating: 0, count: before) + revenueMicros + Array(repeating: 0, count: after)
    firstDay = min(first, day)
  }

  /// The series up to and with `day`: later days are left out, missing ones are days without
  /// orders. Empty if it begins later.
  package func through(_ day: Day) -> DailyDemand {
    guard let firstDay, day >= firstDay else { return DailyDemand() }
    let count = min(orders.count, day.days(since: firstDay) + 1)
    var series = DailyDemand(
      from: firstDay, orders: Array(orders.prefix(count)),
      revenueMicros: Array(revenueMicros.prefix(count)))
    series.extend(to: day)
    return series
  }

  /// Currency units of each day.
  package var revenueUnits: [Double] { revenueMicros.map { Double($0) / 1_000_000 } }
}
