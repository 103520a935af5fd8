import RealModule

/// Sets the orders that came through a platform's links beside the conversions it has reported, one
/// by one.
///
/// The shop knows at once which orders followed a tagged link; the platform reports nearly all of
/// them with the hour in which they were placed. So an order that is missing there says far more than
/// its count would: each is a Bernoulli trial with a success rate close to 1 that is learnt, and the
/// evidence for an outage is Page's cumulative sum of log-likelihood ratios over orders
/// ("Continuous inspection schemes", Biometrika 41, 1954). Conversions that the platform claims
/// without a tagged order (views, other devices) are held only as far as orders wait for them.
struct TrackingWatch: Sendable {
  /// Share of tagged orders that come through while tracking is broken.
  static let brokenShare = 0.05
  static let threshold = 6.0
  /// One order, however sure, is no outage.
  private static let mostPerOrder = 4.6
  private var matched = 9.0
  private var missing = 1.0
  private var credit = 0.0
  private(set) var evidence = 0.0
  private(set) var isBroken = false
  private(set) var missedOrders = 0
  private(set) var ordersInRun = 0
  private var matchedInARow = 0
  /// What is left of an order's weight when the next comes.
  private static let memory = 0.995

  enum Change: Sendable { case broke, recovered }

  /// Share of tagged orders that the platform usually reports.
  var usualShare: Double { matched / (matched + missing) }

  /// Share that it has reported since the evidence last stood at nothing.
  var share: Double? {
    ordersInRun > 0 ? 1 - Double(missedOrders) / Double(ordersInRun) : nil
  }

  /// Takes in what has come since the last look.
  ///
  /// - Parameters:
  ///   - due: Tagged orders that should have been reported by now and were not looked at before.
  ///   - waiting: Tagged orders that are too young to be reported.
  ///   - reported: Conversions that the platform has added, net of what it took back.
  /// - Returns: What has become clear with them, if anything.
  mutating func observe(due: Int, waiting: Int, reported: Double) -> Change? {
    credit = max(0, credit + reported)
    var change: Change?
    for _ in 0..<max(0, due) { change = order() ?? change }
    credit = min(credit, Double(waiting) + 1)
    return change
  }

  mutating func resume() {
    isBroken = true
    evidence = Self.threshold
  }

  mutating func accept() {
    (matched, missing) = (1, 1)
    settle()
  }

  private mutating func order() -> Change? {
    let isMatched = credit >= 1
    if isMatched { credit -= 1 }
    let usual = min(max(usualShare, 0.5), 0.99)
    let step =
      isMatched
      ? Double.log(Self.brokenShare / usual) : Double.log((1 - Self.brokenShare) / (1 - usual))
    evidence = max(0, evidence + min(step, Self.mostPerOrder))
    matchedInARow = isMatched ? matchedInARow + 1 : 0
    if isBroken { return recovery(isMatched) }
    guard evidence > 0 else {
      learn(isMatched)
      settle()
      return nil
    }
    ordersInRun += 1
    if !isMatched { missedOrders += 1 }
    guard evidence >= Self.threshold else { return nil }
    isBroken = true
    return .broke
  }

  private mutating func recovery(_ isMatched: Bool) -> Change? {
    ordersInRun += 1
    if !isMatched { missedOrders += 1 }
    guard matchedInARow >= 2 else { return nil }
    settle()
    return .recovered
  }

  private mutating func learn(_ isMatched: Bool) {
    matched *= Self.memory
    missing *= Self.memory
    if isMatched { matched += 1 } else { missing += 1 }
  }

  /// The run is over; what was missing in it without being an outage is the platform's usual loss.
  private mutating func settle() {
    if !isBroken { for _ in 0..<missedOrders { learn(false) } }
    isBroken = false
    evidence = 0
    (missedOrders, ordersInRun, matchedInARow) = (0, 0, 0)
  }
}
