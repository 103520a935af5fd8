package import Commerce

/// What all orders say together: demand by segment, and how cohorts keep buying.
///
/// Orders are added in any order, in one pass; the memory is a few words for each customer and the
/// days of each segment.
package struct CustomerHistory: Sendable {
  /// Orders of the whole shop by day.
  package private(set) var demand = DailyDemand()
  /// Orders by day of those who are in a segment now.
  package private(set) var segments: [SegmentName: DailyDemand] = [:]
  private let members: [Customer.ID: Member]
  private var active: [UInt64]

  private struct Member: Sendable {
    var row: Int
    var segment: SegmentName
    var firstMonth: Int
  }

  /// Months after the first one that are told apart.
  private static let months = 64

  /// - Parameters:
  ///   - customers: All customers, with their first days.
  ///   - segmentation: Their segments, in the same order.
  package init(customers: [Customer], segmentation: Segmentation) {
    var members: [Customer.ID: Member] = [:]
    members.reserveCapacity(customers.count)
    for (row, customer) in customers.enumerated() where row < segmentation.names.count {
      members[customer.id] = Member(
        row: row, segment: segmentation.names[row], firstMonth: customer.firstDay.monthIndex)
    }
    self.members = members
    active = Array(repeating: 0, count: customers.count)
  }

  /// Takes an order in; one of a customer who is not known counts for the shop alone.
  package mutating func add(customer: Customer.ID, on day: Day, amountMicros: Int64) {
    demand.add(day: day, orders: 1, revenueMicros: amountMicros)
    guard let member = members[customer] else { return }
    segments[member.segment, default: DailyDemand()]
      .add(day: day, orders: 1, revenueMicros: amountMicros)
    let age = day.monthIndex - member.firstMonth
    if (0..<Self.months).contains(age) { active[member.row] |= 1 << UInt64(age) }
  }

  /// The newest `count` cohorts, judged up to `day`.
  package func cohorts(newest count: Int, asOf day: Day) -> CohortRetention {
    let last = day.monthIndex
    var counts: [Int: [Int]] = [:]
    for member in members.values where member.firstMonth <= last {
      let ages = min(last - member.firstMonth, Self.months - 1)
      var row = counts[member.firstMonth] ?? Array(repeating: 0, count: ages + 1)
      for age in 0...ages where active[member.row] & (1 << UInt64(age)) != 0 { row[age] += 1 }
      counts[member.firstMonth] = row
    }
    let months = counts.keys.sorted().suffix(max(0, count))
    return CohortRetention(
      cohorts: months.compactMap { month in
        guard let first = Day(monthIndex: month), let row = counts[month] else { return nil }
        return CohortRetention.Cohort(month: first, customers: row[0], active: row)
      })
  }
}
