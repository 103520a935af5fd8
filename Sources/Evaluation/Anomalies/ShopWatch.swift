import Commerce
import RealModule

/// What is watched of the shop itself: orders an hour by hour and weekday, and what an order is
/// worth.
struct ShopWatch: Sendable {
  var orders = RateLevel(halfLifeHours: 120, spread: 0.12)
  var season = SeasonalFactors(weekly: ShopWatch.usualWeek, weight: 6)
  /// Revenue an order.
  var basket = PriceLevel(halfLifeHours: 240)
  var ordersDown = ShiftDetector(ratio: 0.45, threshold: 8)
  var ordersUp = ShiftDetector(ratio: 2.6, threshold: 13)
  var basketDown = ShiftDetector(ratio: 0.45, threshold: 11)
  var ordersNow = RecentRatio()
  /// Variance of one order's value relative to its square, on top of what a click's price varies.
  private static let orderVariance = 1.5
  var judgedTo: Instant?

  enum Finding: Sendable { case ordersDown, ordersUp, basketDown }

  var knowsOrders: Bool { orders.hours >= 14 * 24 && orders.evidence >= 60 }

  func expectedOrders(at hour: Instant) -> Double? {
    knowsOrders ? orders.rate.map { $0 * season.factor(at: hour) } : nil
  }

  mutating func detect(
    _ count: OrderBook.Count, at hour: Instant
  ) -> [(Finding, ShiftDetector.Change)] {
    guard let expected = expectedOrders(at: hour) else { return [] }
    let actual = Double(count.orders)
    ordersNow.learn(actual: actual, expected: expected)
    var changes: [(Finding, ShiftDetector.Change)] = []
    if let change = ordersDown.counted(
      actual, expected: expected, exposure: 1, spread: orders.spread, at: hour)
    {
      changes.append((.ordersDown, change))
    }
    if let change = ordersUp.counted(
      actual, expected: expected, exposure: 1, spread: orders.spread, at: hour)
    {
      changes.append((.ordersUp, change))
    }
    if let change = detectBasket(count, at: hour) { changes.append((.basketDown, change)) }
    return changes
  }

  private mutating func detectBasket(
    _ count: OrderBook.Count, at hour: Instant
  ) -> ShiftDetector.Change? {
    guard count.orders > 0, let usual = basket.price, basket.evidence >= 60 else { return nil }
    let orders = Double(count.orders)
    let variance = basket.variance(clicks: orders) + Self.orderVariance / orders
    return basketDown.measured(
      Double(count.revenueMicros) / 1_000_000, expected: usual * orders, exposure: orders,
      variance: variance, at: hour)
  }

  mutating func learn(_ count: OrderBook.Count, at hour: Instant, isFrozen: Bool) {
    let actual = Double(count.orders)
    let doubtful = [ordersDown, ordersUp].contains { $0.evidence > 4 && $0.run.hours <= 48 }
    if !isFrozen, !doubtful {
      if let rate = orders.rate { season.learn(at: hour, actual: actual, expected: rate) }
      orders.learn(events: actual / max(0.05, season.factor(at: hour)), exposure: 1)
    }
    if basketDown.evidence < 4, !basketDown.isShifted {
      basket.learn(cost: Double(count.revenueMicros) / 1_000_000, clicks: actual)
    }
  }

  /// Takes a day in whose orders have no time: it tells the level, and nothing of the hours.
  mutating func learn(wholeDay day: OrderBook.Count) {
    for _ in 0..<24 { orders.learn(events: Double(day.orders) / 24, exposure: 1) }
    basket.learn(cost: Double(day.revenueMicros) / 1_000_000, clicks: Double(day.orders))
  }

  /// A retail week around 1: quiet nights, busy middays and evenings, slightly less at the weekend.
  static let usualWeek: [Double] = {
    let day = [
      0.25, 0.15, 0.1, 0.1, 0.1, 0.2, 0.4, 0.7, 1.1, 1.4, 1.6, 1.6, 1.6, 1.5, 1.4, 1.4, 1.3, 1.3,
      1.4, 1.6, 1.7, 1.5, 1.0, 0.6,
    ]
    let mean = day.reduce(0, +) / 24
    return (0..<7).flatMap { weekday in day.map { $0 / mean * (weekday >= 5 ? 0.9 : 1.04) } }
  }()
}
