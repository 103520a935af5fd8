import Commerce
import RealModule

/// What one order is usually worth, in currency units, its logarithm being normal.
struct UsualOrder: Sendable {
  /// The typical value, half of the orders being above it.
  var value: Double
  /// Variance of the logarithm.
  var logVariance: Double

  var mean: Double { value * Double.exp(logVariance / 2) }

  /// Variance of a sum of orders' values relative to that of counting orders: 1 + the squared
  /// coefficient of variation.
  var dispersion: Double { Double.exp(logVariance) }
}

/// What is watched of the shop itself: orders an hour by hour and weekday, and what an order is
/// worth.
struct ShopWatch: Sendable {
  var orders = RateLevel(halfLifeHours: 120, spread: 0.12)
  var season = SeasonalFactors(weekly: ShopWatch.usualWeek, weight: 6)
  /// Revenue an order.
  var basket = BasketLevel(halfLifeOrders: 300)
  var weekdays = WeekdayFactors(weight: 15)
  var ordersDown = ShiftDetector(ratio: 0.5, threshold: 7)
  var ordersUp = ShiftDetector(ratio: 2.6, threshold: 13)
  var basketDown = ShiftDetector(ratio: 0.4, threshold: 14)
  var ordersNow = RecentRatio()
  var streams = FigureStreams()
  /// Days differ as a whole, by an eighth or so: for the sum over a day that is as if each of its
  /// hours differed by this variance, relative to its square, on its own.
  private static let daySpread = 0.3
  /// Hours whose orders had times.
  private(set) var hoursSeen = 0
  var judgedTo: Instant?

  enum Finding: Sendable { case ordersDown, ordersUp, basketDown }

  /// A history of dates alone gives no hours, and mostly comes from elsewhere: three days must have
  /// been seen hour by hour.
  var knowsOrders: Bool {
    orders.hours >= 14 * 24 && hoursSeen >= 72 && orders.evidence >= 60
  }

  func expectedOrders(at hour: Instant) -> Double? {
    knowsOrders ? orders.rate.map { $0 * factor(at: hour) } : nil
  }

  /// Orders of an hour relative to an average one, by hour and weekday.
  func factor(at hour: Instant) -> Double {
    season.factor(at: hour) * weekdays[hour.day.weekday]
  }

  mutating func detect(
    _ count: OrderBook.Count, at hour: Instant
  ) -> [(Finding, ShiftDetector.Change)] {
    guard let expected = expectedOrders(at: hour) else { return [] }
    let actual = Double(count.orders)
    ordersNow.learn(actual: actual, expected: expected)
    observe(count, expected: expected, at: hour)
    var changes: [(Finding, ShiftDetector.Change)] = []
    if let change = ordersDown.counted(
      actual, expected: expected, exposure: 1, spread: max(Self.daySpread, orders.spread), at: hour)
    {
      changes.append((.ordersDown, change))
    }
    if let change = ordersUp.counted(
      actual, expected: expected, exposure: 1, spread: max(Self.daySpread, orders.spread), at: hour)
    {
      changes.append((.ordersUp, change))
    }
    if let change = detectBasket(count, at: hour) { changes.append((.basketDown, change)) }
    return changes
  }

  private mutating func observe(
    _ count: OrderBook.Count, expected: Double, at hour: Instant
  ) {
    let (orders, revenue) = (Double(count.orders), Double(count.revenueMicros) / 1_000_000)
    streams.observe(.orders, counted: (orders, expected), at: hour)
    guard let usual = usualOrder else { return }
    streams.observe(.revenue, counted: (revenue / usual.mean, expected), at: hour)
    streams.observe(.averageOrderValue, measured: (revenue, usual.value * orders), at: hour)
  }

  /// What an order is usually worth; `nil` before any are known.
  var usualOrder: UsualOrder? {
    guard let value = basket.value, basket.evidence >= 20 else { return nil }
    return UsualOrder(value: value, logVariance: min(2, basket.variance(orders: 1)))
  }

  private mutating func detectBasket(
    _ count: OrderBook.Count, at hour: Instant
  ) -> ShiftDetector.Change? {
    guard count.orders > 0, let usual = basket.value, basket.evidence >= 60 else { return nil }
    let orders = Double(count.orders)
    return basketDown.measured(
      Double(count.revenueMicros) / 1_000_000, expected: usual * orders, exposure: orders,
      variance: basket.variance(orders: orders), at: hour)
  }

  mutating func learn(_ count: OrderBook.Count, at hour: Instant, isFrozen: Bool) {
    let actual = Double(count.orders)
    let doubtful = [ordersDown, ordersUp].contains { $0.evidence > 6 && $0.run.hours <= 48 }
    if hoursSeen == 0 { orders.loosen(to: 0.1) }
    hoursSeen += 1
    if !isFrozen, !doubtful {
      if let rate = orders.rate {
        season.learn(at: hour, actual: actual, expected: rate * weekdays[hour.day.weekday])
        weekdays.learn(
          weekday: hour.day.weekday, actual: actual, expected: rate * season.factor(at: hour))
      }
      orders.learn(events: actual, exposure: factor(at: hour))
    }
    // Small evidence against a level is everyday: who does not learn from it overrates the level and
    // underrates how much orders differ.
    if basketDown.evidence < basketDown.threshold * 2 / 3, !basketDown.isShifted, actual > 0 {
      basket.learn(mean: Double(count.revenueMicros) / 1_000_000 / actual, orders: actual)
    }
  }

  /// Takes a day in whose orders have no time: it tells the level and its weekday, and nothing of
  /// the hours.
  mutating func learn(wholeDay day: OrderBook.Count, weekday: Int) {
    let actual = Double(day.orders)
    let usual = weekdays[weekday]
    if let rate = orders.rate, orders.hours >= 7 * 24 {
      let expected = rate * season.mean(weekday: weekday)
      for _ in 0..<24 {
        weekdays.learn(weekday: weekday, actual: actual / 24, expected: expected)
      }
    }
    for _ in 0..<24 {
      orders.learn(events: actual / 24, exposure: usual)
    }
  }

  /// A retail week around 1: quiet nights, busy middays and evenings, slightly less at the weekend.
  static let usualWeek: [Double] = (0..<7).flatMap { weekday in
    usualDay.map { $0 * (weekday >= 5 ? 0.9 : 1.04) }
  }

  static let usualDay: [Double] = {
    let day = [
      0.25, 0.15, 0.1, 0.1, 0.1, 0.2, 0.4, 0.7, 1.1, 1.4, 1.6, 1.6, 1.6, 1.5, 1.4, 1.4, 1.3, 1.3,
      1.4, 1.6, 1.7, 1.5, 1.0, 0.6,
    ]
    let mean = day.reduce(0, +) / 24
    return day.map { $0 / mean }
  }()
}
