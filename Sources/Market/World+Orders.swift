import Commerce
import RealModule
import Statistics

/// Something that the shop will have seen in this hour.
struct ShopEvent {
  /// Seconds into the hour.
  var second: Int64
  var shopper: Int32
  /// The shopper has just become a customer.
  var isFirst = false
  var kind: Kind

  enum Kind {
    /// Bought of their own accord.
    case organic(click: Shopper.Touch?)
    /// Bought because of a click.
    case caused(click: Shopper.Touch)
    case unsubscribed
  }
}

extension World {
  /// Orders that nobody had to ask for, of known and of new customers.
  mutating func organicOrders(
    _ conditions: HourConditions, into events: inout [ShopEvent],
    using generator: inout SeededGenerator
  ) {
    let demand = conditions.demand * conditions.stock / 24
    let known = poisson(mean: population.totalRate * demand, using: &generator)
    for _ in 0..<known {
      guard let shopper = population.draw(using: &generator) else { break }
      let left = fading(of: population[shopper], on: conditions.day, parameters.demand)
      guard happens(left, using: &generator) else { continue }
      events.append(event(shopper, .organic(click: nil), using: &generator))
    }
    let strangers = poisson(mean: levels.newCustomersPerDay * demand, using: &generator)
    for _ in 0..<strangers {
      let claim = takeClaim(conditions)
      let shopper = newCustomer(conditions, wonBy: -1, using: &generator)
      events.append(event(shopper, isFirst: true, .organic(click: claim), using: &generator))
    }
  }

  /// Orders that earlier clicks lead to now.
  mutating func ordersThatAreDue(
    _ conditions: HourConditions, into events: inout [ShopEvent],
    using generator: inout SeededGenerator
  ) {
    for due in dueOrders.take(conditions.hour) {
      guard happens(conditions.stock, using: &generator) else { continue }
      let isFirst = due.shopper < 0
      let shopper =
        isFirst
        ? newCustomer(conditions, wonBy: due.click.campaign, using: &generator) : due.shopper
      events.append(
        event(shopper, isFirst: isFirst, .caused(click: due.click), using: &generator))
    }
  }

  /// Writes the hour's events into the shop's feed, in order of time.
  mutating func record(
    _ events: [ShopEvent], _ conditions: HourConditions, using generator: inout SeededGenerator
  ) {
    for event in events.sorted(by: { ($0.second, $0.shopper) < ($1.second, $1.shopper) }) {
      let at = conditions.instant.adding(seconds: event.second)
      switch event.kind {
      case .unsubscribed:
        totals.unsubscribes += 1
        feed.unsubscribe(event.shopper, at: at)
      case .organic(let click):
        let touch = click ?? population[event.shopper].touch
        order(event, at: at, click: touch, causedBy: nil, conditions, using: &generator)
      case .caused(let click):
        order(event, at: at, click: click, causedBy: click.campaign, conditions, using: &generator)
      }
    }
  }

  private mutating func order(
    _ event: ShopEvent, at: Instant, click: Shopper.Touch?, causedBy cause: Int32?,
    _ conditions: HourConditions, using generator: inout SeededGenerator
  ) {
    let shopper = event.shopper
    let micros = basket(of: shopper, boughtThrough: cause, using: &generator)
    let credited = click.flatMap { isWithinWindow($0, at: conditions.hour) ? $0 : nil }
    if let credited { credit(credited, micros, conditions) }
    if let cause {
      campaigns[Int(cause)].truth.incrementalOrders += 1
      campaigns[Int(cause)].truth.incrementalRevenueMicros += micros
      totals.incrementalOrders += 1
      totals.incrementalRevenueMicros += micros
    } else {
      totals.organicOrders += 1
      totals.organicRevenueMicros += micros
    }
    let staysActive = !happens(parameters.demand.dropoutPerPurchase, using: &generator)
    population.update(shopper) {
      $0.lastOrderDay = at.day.number
      if !event.isFirst { $0.isActive = staysActive }
      if credited != nil { $0.touch = nil }
    }
    feed.order(shopper, at: at, micros: micros, campaign: credited?.campaign)
  }

  private mutating func credit(
    _ click: Shopper.Touch, _ micros: Int64, _ conditions: HourConditions
  ) {
    let index = Int(click.campaign)
    let platform = campaigns[index].platform
    campaigns[index].truth.attributedOrders += 1
    campaigns[index].truth.attributedRevenueMicros += micros
    guard !conditions.isTrackingDown(platform) else { return }
    campaigns[index].learning?.conversions += 1
    dueCredits.insert(
      ConversionCredit(click: click, amountMicros: micros),
      at: conditions.hour + 1 + reportLag(platform, at: conditions.instant))
  }

  private func basket(
    of shopper: Int32, boughtThrough cause: Int32?, using generator: inout SeededGenerator
  ) -> Int64 {
    let deviation = parameters.demand.basketDeviation
    var value = logNormal(
      logMean: population[shopper].logBasket - deviation * deviation / 2, logDeviation: deviation,
      using: &generator)
    if let cause {
      value *= orderFactor(of: Int(cause))
    }
    let minor = currency.microsPerMinorUnit
    return max(1, Int64(min(1e6, value) * 1_000_000 / Double(minor))) * minor
  }

  /// What a campaign makes of the value of the orders that it causes.
  func orderFactor(of campaign: Int) -> Double {
    (campaigns[campaign].objective == .upsell ? 1.2 : 1) * (1 - (activeDiscount(of: campaign) ?? 0))
  }

  /// Share off the price that a campaign's code still gives.
  func activeDiscount(of campaign: Int) -> Double? {
    guard let code = campaigns[campaign].discountCode else { return nil }
    return discounts.last { $0.code == code && !$0.isEnded && now.day.number <= $0.endDay }?.share
  }

  private func isWithinWindow(_ click: Shopper.Touch, at hour: Int64) -> Bool {
    let platform = campaigns[Int(click.campaign)].platform
    return Double(hour - Int64(click.hour)) <= windowDays(platform) * 24
  }

  func windowDays(_ platform: Platform) -> Double {
    switch platform {
    case .googleAds: parameters.advertising.googleWindowDays
    case .metaAds: parameters.advertising.metaWindowDays
    case .klaviyo, .shopify: parameters.email.windowDays
    }
  }

  private mutating func takeClaim(_ conditions: HourConditions) -> Shopper.Touch? {
    while let claim = claims.first {
      claims.removeFirst()
      if isWithinWindow(claim, at: conditions.hour) { return claim }
    }
    return nil
  }

  private mutating func newCustomer(
    _ conditions: HourConditions, wonBy campaign: Int32, using generator: inout SeededGenerator
  ) -> Int32 {
    let prior = parameters.demand.priorPurchases
    let rate = gamma(
      shape: prior + 1, scale: levels.newCustomerRate / (prior + 1), using: &generator)
    let staying = happens(1 - parameters.demand.oneTimeShare, using: &generator)
    let logBasket = normal(
      mean: levels.logBasketMean, deviation: levels.logBasketDeviation, using: &generator)
    totals.newCustomers += 1
    return population.add(
      Shopper(
        rate: rate, logBasket: logBasket, lastOrderDay: conditions.day.number, isActive: staying,
        acceptsEmail: true, acquiredBy: campaign))
  }

  func event(
    _ shopper: Int32, isFirst: Bool = false, _ kind: ShopEvent.Kind,
    using generator: inout SeededGenerator
  ) -> ShopEvent {
    ShopEvent(
      second: Int64(index(below: 3_600, using: &generator)), shopper: shopper, isFirst: isFirst,
      kind: kind)
  }
}
