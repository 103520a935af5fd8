import Commerce
import RealModule

extension AnomalyWatch {
  /// Judges the shop's own hours: orders, and what an order is worth.
  mutating func advanceShop(
    _ world: WatchInput, newID: () -> Alert.ID, into events: inout [AlertEvent]
  ) {
    let complete = world.ordersCompleteTo.startOfHour
    var hour = shop.judgedTo ?? complete.adding(hours: -1)
    while hour < complete {
      let count = world.orders.hour(hour)
      for (finding, change) in shop.detect(count, at: hour) {
        switch change {
        case .shifted: raise(finding, world, newID: newID, into: &events)
        case .returned:
          resolve(
            Key(scope: .shop, group: finding.group), note: "back at the usual level",
            mayRelapse: true, world, into: &events)
        }
      }
      shop.learn(count, at: hour, isFrozen: isOpen(.shop, .orders))
      hour = hour.adding(hours: 1)
    }
    shop.judgedTo = max(hour, complete)
    acceptNewDemand(world, into: &events)
  }

  private mutating func raise(
    _ finding: ShopWatch.Finding, _ world: WatchInput, newID: () -> Alert.ID,
    into events: inout [AlertEvent]
  ) {
    let group = finding.group
    guard !isOpen(.shop, group) else { return }
    let run = shop.run(of: finding)
    guard run.exposure > 0, run.expected > 0 else { return }
    let expected = run.expected / run.exposure
    let width = 1.2816 * (1 / run.expected + 0.03).squareRoot()
    let perDay = world.orders.average(days: 14, before: world.now.day).revenuePerDay
    let ratio = run.actual / run.expected
    let loss = max(0, 1 - ratio) * perDay * configuration.grossMargin
    let alert = Alert(
      id: newID(), severity: finding == .ordersUp ? .notice : severity(loss), scope: .shop,
      metric: group == .basket ? .averageOrderValue : .orders,
      expected: Estimate(
        mean: expected, low: expected * Double.exp(-width), high: expected * Double.exp(width)),
      actual: run.actual / run.exposure, openedAt: world.now,
      causes: shopCauses(finding, ratio, world), riskPerDay: money(loss))
    if finding == .ordersDown {
      for platform in Self.watchedPlatforms {
        let key = Key(scope: .platform(platform), group: .conversion)
        resolve(key, note: "part of the alert on the shop", world, into: &events)
      }
      resolve(
        Key(scope: .shop, group: .conversion), note: "all orders of the shop are down", world,
        into: &events)
    }
    insert(alert, group: group, signal: nil, world, into: &events)
  }

  private func shopCauses(
    _ finding: ShopWatch.Finding, _ ratio: Double, _ world: WatchInput
  ) -> [String] {
    let share = FigureWords.share(ratio)
    switch finding {
    case .ordersDown:
      return [
        "orders are \(share) of usual: checkout, payment or a landing page that does not load",
        "goods that sell most are out of stock", "the order feed lags behind",
      ]
    case .ordersUp:
      return [
        "a promotion, press or a season that begins (orders are \(share) of usual)",
        "a wrong price or a leaked discount code",
      ]
    case .basketDown:
      return [
        "an order is worth \(share) of usual: a wrong price or a leaked discount code",
        "best sellers of high value are out of stock",
      ]
    }
  }

  /// A changed demand that has lasted four days is the usual one.
  private mutating func acceptNewDemand(_ world: WatchInput, into events: inout [AlertEvent]) {
    for group in [AlertGroup.orders, .basket] {
      let key = Key(scope: .shop, group: group)
      guard let opened = open[key]?.alert.openedAt,
        world.now.seconds(since: opened) > 4 * Instant.secondsPerDay
      else { continue }
      if group == .orders { shop.acceptDemand() } else { shop.acceptBasket() }
      resolve(key, note: "has lasted 4 days: the new usual level", world, into: &events)
    }
  }
}

extension ShopWatch.Finding {
  var group: AlertGroup { self == .basketDown ? .basket : .orders }
}

extension ShopWatch {
  func run(of finding: Finding) -> ShiftDetector.Run {
    switch finding {
    case .ordersDown: ordersDown.run
    case .ordersUp: ordersUp.run
    case .basketDown: basketDown.run
    }
  }

  mutating func acceptDemand() {
    orders.loosen(to: 0.05)
    ordersDown.reset()
    ordersUp.reset()
  }

  mutating func acceptBasket() {
    basket.loosen(to: 0.05)
    basketDown.reset()
  }
}
