import RealModule
import Statistics

/// What one channel spent and what has been reported of it, day by day without gaps.
struct ChannelLedger: Sendable {
  private(set) var spends: [Double] = []
  private(set) var orders: [Double] = []
  private(set) var revenues: [Double] = []
  private var delay = ReportingDelay()
  private var adstock: AdstockedDays

  /// Days that the first table needs for the delay to be read from its end.
  private static let tableDays = 20
  /// The newest days of the first table, which are incomplete.
  private static let incompleteDays = 12

  init(typicalSpend: Double) {
    adstock = AdstockedDays(typicalSpend: typicalSpend)
  }

  /// For each day and cell of the grid the share of the maximum that its effective spend brings.
  var saturations: [[Double]] { adstock.saturations }

  /// Takes a row of the first table.
  mutating func start(_ row: ChannelRow, at index: Int) {
    extend(to: index + 1)
    spends[index] = row.spend
    orders[index] = row.orders
    revenues[index] = row.revenue
  }

  /// Ends the first table, which has `count` days.
  mutating func finishStart(count: Int) {
    extend(to: count)
    adstock.forget(from: 0)
    adstock.extend(with: spends)
    delay.start(orders.reversed())
    guard count >= Self.tableDays else { return }
    let settled = 0..<(count - Self.incompleteDays)
    let spent = spends[settled].reduce(0, +)
    guard spent > 0 else { return }
    let rate = orders[settled].reduce(0, +) / spent
    let (spends, orders) = (self.spends, self.orders)
    delay.weigh { share in
      (count - Self.incompleteDays..<count).reduce(0) { sum, index in
        let whole = rate * spends[index]
        let mean = max(1e-9, whole * share(count - 1 - index))
        // Levels and demand vary too, so many orders say less than their number.
        return sum + (orders[index] * Double.log(mean) - mean) / (1 + 0.1 * whole)
      }
    }
  }

  /// Takes a row that has changed.
  mutating func record(_ row: ChannelRow, at index: Int, newest: Int) {
    extend(to: newest + 1)
    // Reports round; only a spend that is another one replaces what was asked for.
    if abs(spends[index] - row.spend) > 1e-3 * row.spend { spend(row.spend, at: index) }
    delay.reported(row.orders - orders[index], age: newest - index)
    orders[index] = row.orders
    revenues[index] = row.revenue
  }

  mutating func spend(_ spend: Double, at index: Int) {
    extend(to: index + 1)
    adstock.forget(from: index)
    spends[index] = spend
  }

  /// Fills up with days without spend.
  mutating func extend(to count: Int) {
    while spends.count < count {
      spends.append(0)
      orders.append(0)
      revenues.append(0)
    }
    adstock.extend(with: spends)
  }

  /// For each day the share of its orders that is reported by now.
  func reportedShares(days: Int) -> [Double] {
    delay.shares(reported: orders.prefix(days).reversed()).reversed()
  }

  /// Orders a day at a typical spend before anything is learnt, and how many orders that is worth.
  func firstGuess(typicalSpend: Double) -> (count: Double, weight: Double) {
    let days = max(0, spends.count - 6)
    let spent = spends.prefix(days).reduce(0, +)
    // Without history: an order for every 30 units of currency, as a weak guess.
    guard spent > 0 else { return (max(0.05, typicalSpend / 30), 0.3) }
    return (max(0.05, orders.prefix(days).reduce(0, +) / spent * typicalSpend), 1)
  }
}
