import Commerce
import RealModule

/// What a campaign's orders are worth beside what was spent for them.
struct JudgedReturns: Sendable {
  /// In orders of the usual value.
  var actual = 0.0
  var expected = 0.0
  /// Money whose orders were due, in the same unit.
  var exposure = 0.0
  var spread = 0.0
  /// Variance of a sum of orders' values relative to that of counting orders.
  var dispersion = 1.0

  static func + (left: JudgedReturns, right: JudgedReturns) -> JudgedReturns {
    JudgedReturns(
      actual: left.actual + right.actual, expected: left.expected + right.expected,
      exposure: left.exposure + right.exposure, spread: max(left.spread, right.spread),
      dispersion: right.dispersion)
  }
}

extension CampaignWatch {
  /// Sets the revenue that has come in since the last look beside what the money that was due had
  /// usually brought, and the orders and revenue beside what the budget lets expect.
  ///
  /// Revenue is in currency units, reported since the last look; `nil` until the usual return is
  /// known.
  mutating func judgedReturns(
    revenue: Double, orders: Double, _ order: UsualOrder, at hour: Instant
  ) -> JudgedReturns? {
    guard came.spend > 0 else { return nil }
    let actual = max(0, revenue) / order.mean
    if knowsConversion, let rate = conversion.rate {
      lastLook.orders = (max(0, orders), rate * came.usualClicks)
      ordersNow.learn(actual: max(0, orders), expected: rate * came.usualClicks)
    }
    guard knowsReturns, let usual = returns.rate, hour >= settlingUntil else { return nil }
    lastLook.revenue = (actual, usual * came.usualSpend)
    revenueNow.learn(actual: actual, expected: usual * came.usualSpend)
    let judged = JudgedReturns(
      actual: actual, expected: usual * came.spend, exposure: came.spend / order.mean,
      spread: returns.spread + budgetDoubt, dispersion: order.dispersion)
    lastLook.returns = (judged.actual, judged.expected)
    returnsNow.learn(actual: judged.actual, expected: judged.expected)
    return judged
  }

  mutating func detectReturns(
    _ judged: JudgedReturns, at hour: Instant
  ) -> ShiftDetector.Change? {
    detectors[Signal.returnDown.rawValue].valued(judged, at: hour)
  }

  mutating func learnReturns(revenue: Double, _ order: UsualOrder, isFrozen: Bool) {
    guard !isFrozen, came.spend > 0, !isSuspicious(.returnDown) else { return }
    returns.learn(events: max(0, revenue) / order.mean, exposure: came.spend)
  }
}

extension ShiftDetector {
  /// Takes a sum of orders' values in: a count whose evidence is divided by how much more than a
  /// count it varies (quasi-likelihood; Wedderburn, Biometrika 61, 1974).
  mutating func valued(_ judged: JudgedReturns, at hour: Instant) -> Change? {
    let scale = 1 / judged.dispersion
    return counted(
      judged.actual * scale, expected: judged.expected * scale, exposure: judged.exposure * scale,
      spread: judged.spread, at: hour)
  }
}
