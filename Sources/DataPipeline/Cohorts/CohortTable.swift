package import Commerce

/// How many customers of each month's newcomers bought again in the months that followed.
package struct CohortTable: Codable, Hashable, Sendable {
  /// The months in which somebody bought for the first time, in rising order.
  package let cohorts: [Cohort]

  /// Those who first bought in one month.
  package struct Cohort: Codable, Hashable, Sendable {
    /// The first day of the month.
    package let month: Day
    package let customers: Int
    /// Customers with a purchase in the month itself, the next one, and so on up to the last month
    /// that is known; the first is all of them.
    package let active: [Int]
    /// Spent in each of these months, in units of the currency.
    package let revenue: [Double]

    /// The share of the cohort that bought so many months after the first one, 0…1; `nil` for a
    /// month that is not known yet.
    package func retention(after months: Int) -> Double? {
      active.indices.contains(months) ? Double(active[months]) / Double(customers) : nil
    }
  }

  /// Counts the purchases up to the end of a day; the last month may be a part of one.
  ///
  /// - Complexity: O(purchase days).
  package init(_ histories: PurchaseHistories, asOf day: Day) {
    let last = Self.index(of: day)
    var tallies: [Int: Tally] = [:]
    for row in 0..<histories.count {
      let places = histories.places(of: row, upTo: day)
      guard let first = places.first else { continue }
      let month = Self.index(of: Day(number: histories.days[first]))
      tallies[month, default: Tally(months: last - month + 1)].add(histories, places, from: month)
    }
    cohorts = tallies.sorted { $0.key < $1.key }.map { index, tally in
      Cohort(
        month: Self.firstDay(of: index), customers: tally.active[0], active: tally.active,
        revenue: tally.revenue)
    }
  }

  /// The share of all customers who bought so many months after their first one, over the cohorts
  /// for which that month is known; `nil` if there are none.
  package func retention(after months: Int) -> Double? {
    let known = cohorts.filter { $0.active.count > months }
    let customers = known.reduce(0) { $0 + $1.customers }
    guard months >= 0, customers > 0 else { return nil }
    return Double(known.reduce(0) { $0 + $1.active[months] }) / Double(customers)
  }

  /// Months since the year 0.
  fileprivate static func index(of day: Day) -> Int {
    let (year, month, _) = day.civil
    return year * 12 + month - 1
  }

  private static func firstDay(of index: Int) -> Day {
    Day(year: index / 12, month: index % 12 + 1, day: 1) ?? Day(number: 0)
  }

  private struct Tally {
    var active: [Int]
    var revenue: [Double]

    init(months: Int) {
      active = [Int](repeating: 0, count: months)
      revenue = [Double](repeating: 0, count: months)
    }

    mutating func add(_ histories: PurchaseHistories, _ places: Range<Int>, from first: Int) {
      var counted = -1
      for place in places {
        let month = CohortTable.index(of: Day(number: histories.days[place])) - first
        revenue[month] += Double(histories.micros[place]) / 1_000_000
        if month != counted { active[month] += 1 }
        counted = month
      }
    }
  }
}
