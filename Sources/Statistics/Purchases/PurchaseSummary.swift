/// What the purchase models need to know of one customer's history.
///
/// Times are in one unit throughout, usually weeks. One purchase a customer and day counts.
package struct PurchaseSummary: Sendable, Codable, Hashable {
  /// Purchases after the first, in 0...100,000.
  package let frequency: Int
  /// Time from the first purchase to the last, in [0, `age`]; not looked at if `frequency` is 0.
  package let recency: Double
  /// Time from the first purchase to the end of what was observed.
  package let age: Double

  package init(frequency: Int, recency: Double, age: Double) {
    self.frequency = frequency
    self.recency = recency
    self.age = age
  }

  package var isValid: Bool {
    0...100_000 ~= frequency && age >= 0 && age.isFinite
      && (frequency == 0 || recency >= 0 && recency <= age)
  }
}

/// Customers with equal histories counted together, and their distinct times tabulated.
///
/// Dates have days, so a hundred thousand customers share a few hundred recencies and ages; the
/// likelihood takes its logarithms once for each of those.
package struct PurchaseTable: Sendable {
  /// Customers in the table.
  package let customers: Int
  /// Purchases after the first of all customers.
  package let repeatPurchases: Int
  private(set) var cells: [Cell] = []
  private(set) var largestFrequency = 0
  private(set) var recencies: [Double] = []
  private(set) var ages: [Double] = []

  /// One distinct history and how many customers share it.
  struct Cell {
    var frequency: Int32
    var recency: Int32
    var age: Int32
    var customers: Double

    /// What makes a history distinct, with an order.
    struct Key: Hashable, Comparable {
      /// Frequency in the upper half, age in the lower.
      private let first: UInt64
      let recency: Int32

      init(frequency: Int32, age: Int32, recency: Int32) {
        first = UInt64(UInt32(bitPattern: frequency)) << 32 | UInt64(UInt32(bitPattern: age))
        self.recency = recency
      }

      var frequency: Int32 { Int32(truncatingIfNeeded: first >> 32) }
      var age: Int32 { Int32(truncatingIfNeeded: first) }

      static func < (one: Key, other: Key) -> Bool {
        one.first == other.first ? one.recency < other.recency : one.first < other.first
      }
    }
  }

  /// Counts equal histories.
  ///
  /// - Throws: ``FitError/invalidHistory(index:)`` for the first impossible history.
  package init(_ histories: some Collection<PurchaseSummary>) throws(FitError) {
    var recencyPlaces: [Double: Int32] = [:]
    var agePlaces: [Double: Int32] = [:]
    var keys: [Cell.Key] = []
    keys.reserveCapacity(histories.count)
    var repeats = 0
    for (index, history) in histories.enumerated() {
      guard history.isValid else { throw .invalidHistory(index: index) }
      let recency = history.frequency > 0 ? history.recency : 0
      keys.append(
        Cell.Key(
          frequency: Int32(history.frequency),
          age: PurchaseTable.place(of: history.age, in: &ages, &agePlaces),
          recency: PurchaseTable.place(of: recency, in: &recencies, &recencyPlaces)))
      repeats += history.frequency
      largestFrequency = max(largestFrequency, history.frequency)
    }
    customers = histories.count
    repeatPurchases = repeats
    // Equal histories become neighbours, and neighbouring cells read neighbouring table entries.
    keys.sort()
    for (index, key) in keys.enumerated() {
      if index > 0, keys[index - 1] == key {
        cells[cells.count - 1].customers += 1
      } else {
        cells.append(
          Cell(frequency: key.frequency, recency: key.recency, age: key.age, customers: 1))
      }
    }
  }

  /// About `limit` cells at even distances, each standing for as many more customers.
  func thinned(to limit: Int) -> PurchaseTable {
    guard cells.count > limit else { return self }
    var thinned = self
    thinned.cells = (0..<limit).map { cells[$0 * cells.count / limit] }
    let kept = thinned.cells.reduce(0) { $0 + $1.customers }
    let weight = Double(customers) / kept
    for index in thinned.cells.indices { thinned.cells[index].customers *= weight }
    return thinned
  }

  private static func place(
    of time: Double, in times: inout [Double], _ places: inout [Double: Int32]
  ) -> Int32 {
    if let place = places[time] { return place }
    let place = Int32(times.count)
    places[time] = place
    times.append(time)
    return place
  }
}

/// Why a purchase model could not be fitted.
package enum FitError: Error, Equatable, Sendable {
  /// A negative count or time, a recency beyond the age, or a value that is not finite.
  case invalidHistory(index: Int)
  /// Nothing can be learnt about rates: fewer than `needed` customers that tell something.
  case tooFewCustomers(found: Int, needed: Int)
  case noRepeatPurchases
  /// The likelihood had no finite maximum from any start.
  case noMaximum
}

extension FitError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .invalidHistory(let index): "the history of customer \(index) is impossible"
    case .tooFewCustomers(let found, let needed):
      "\(found) customers tell something and \(needed) are needed"
    case .noRepeatPurchases: "nobody has bought twice"
    case .noMaximum: "no parameters fit the purchases best"
    }
  }
}
