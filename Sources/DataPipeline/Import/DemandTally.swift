import Commerce

/// Running sums over accepted orders, in memory that does not grow with the file.
struct DemandTally {
  private var orders: [Int32]
  private var revenue: [Int64]
  private var amounts = AmountHistogram()
  private(set) var firstDay = Int.max
  private(set) var lastDay = Int.min
  private(set) var revenueMicros: Int64 = 0

  init() {
    let days = Int(TimestampParser.limit / Instant.secondsPerDay)
    orders = Array(repeating: 0, count: days)
    revenue = Array(repeating: 0, count: days)
  }

  /// Whether the sum of revenue stays far from overflow with one more amount.
  func hasRoom(for micros: Int64) -> Bool { micros <= Int64.max / 4 - revenueMicros }

  /// - Parameters:
  ///   - day: Days since 1970, before 2100.
  ///   - micros: At least 0.
  mutating func add(day: Int, micros: Int64) {
    orders[day] += 1
    revenue[day] += micros
    revenueMicros += micros
    firstDay = min(firstDay, day)
    lastDay = max(lastDay, day)
    amounts.add(micros)
  }

  var outliers: Int { amounts.outliers }

  /// Day by day from the first to the last, empty without orders.
  var demand: DailyDemand {
    guard firstDay <= lastDay else { return DailyDemand() }
    return DailyDemand(
      from: Day(number: Int32(firstDay)), orders: orders[firstDay...lastDay].map(Int.init),
      revenueMicros: Array(revenue[firstDay...lastDay]))
  }
}

/// Counts of amounts in 16 steps to each doubling: about 4 % wide.
struct AmountHistogram {
  private var counts = [Int](repeating: 0, count: 64 * 16)
  private var total = 0

  /// - Parameter micros: At least 0.
  mutating func add(_ micros: Int64) {
    counts[Self.bucket(micros)] += 1
    total += 1
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
