import Commerce

/// Running sums over accepted orders, in memory that does not grow with the file.
struct DemandTally {
  private struct DayTotal {
    var orders = 0
    var revenueMicros: Int64 = 0
  }

  /// By days since 1970.
  private var days: [DayTotal]
  private var amounts = AmountHistogram()
  private(set) var firstDay = Int.max
  private(set) var lastDay = Int.min
  private(set) var revenueMicros: Int64 = 0

  init() {
    let limit = Int(TimestampParser.limit / TimestampParser.secondsPerDay)
    days = Array(repeating: DayTotal(), count: limit)
  }

  /// - Parameter accepted: Orders before 2100 of at least 0 micros.
  mutating func add(_ accepted: ArraySlice<PendingOrder>) {
    for order in accepted {
      let day = Int(order.seconds / TimestampParser.secondsPerDay)
      days[day].orders += 1
      days[day].revenueMicros += order.micros
      revenueMicros += order.micros
      firstDay = min(firstDay, day)
      lastDay = max(lastDay, day)
    }
    amounts.add(accepted)
  }

  var outliers: Int { amounts.outliers }

  /// Day by day from the first to the last, empty without orders.
  var demand: DailyDemand {
    guard firstDay <= lastDay else { return DailyDemand() }
    return DailyDemand(
      from: Day(number: Int32(firstDay)), orders: days[firstDay...lastDay].map(\.orders),
      revenueMicros: days[firstDay...lastDay].map(\.revenueMicros))
  }
}

/// Counts of amounts in 16 steps to each doubling: about 4 % wide.
struct AmountHistogram {
  private var counts = [Int](repeating: 0, count: 64 * 16)
  private var total = 0

  mutating func add(_ accepted: ArraySlice<PendingOrder>) {
    add(accepted.lazy.map(\.micros))
  }

  mutating func add(_ micros: some Collection<Int64>) {
    var counts = counts.mutableSpan
    for amount in micros { counts[Self.bucket(amount)] += 1 }
    total += micros.count
  }

  /// Amounts beyond three interquartile ranges of the logarithm outside the quartiles (Tukey's far
  /// fences).
  ///
  /// Exact to one step of the histogram; 0 for fewer than 20 amounts.
  var outliers: Int {
    guard total >= 20 else { return 0 }
    let lower = bucketOfRank(total / 4)
    let upper = bucketOfRank(3 * total / 4)
    let reach = 3 * max(upper - lower, 1)
    let inside = max(lower - reach, 0)...min(upper + reach, counts.count - 1)
    return total - counts[inside].reduce(0, +)
  }

  private func bucketOfRank(_ rank: Int) -> Int {
    var seen = 0
    for (bucket, count) in counts.enumerated() {
      seen += count
      if seen > rank { return bucket }
    }
    return counts.count - 1
  }

  /// The exponent and the four leading bits of the fraction.
  private static func bucket(_ micros: Int64) -> Int {
    let bits = Int(Double(max(micros, 1)).bitPattern >> 48)
    return min(bits - (1_023 << 4), 64 * 16 - 1)
  }
}
