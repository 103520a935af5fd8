package import Commerce

/// Every purchase day of every customer of a shop, customer after customer in flat arrays.
///
/// What is bought on one day is one purchase. Customers are in ascending order of their
/// references' bytes, days of a customer in rising order.
package struct PurchaseHistories: Sendable {
  /// Where each customer's days begin, and the number of all at the end.
  let starts: [Int]
  /// Numbers of days as in ``Commerce/Day``.
  let days: [Int32]
  /// Spent on each day, in millionths of the currency.
  let micros: [Int64]
  /// Orders on each day.
  let orders: [UInt16]
  private let references: ByteStrings
  /// Numbers in ``channelNames``; empty where no order tells its channel.
  var firstChannels: [UInt8] = []
  var channelNames = ChannelNames()

  init(
    starts: [Int], days: [Int32], micros: [Int64], orders: [UInt16], references: ByteStrings
  ) {
    self.starts = starts
    self.days = days
    self.micros = micros
    self.orders = orders
    self.references = references
  }

  /// Customers.
  package var count: Int { starts.count - 1 }

  /// Purchase days of all customers.
  package var purchaseDays: Int { days.count }

  package func reference(of row: Int) -> String { references.string(row) }

  /// The channel by which a customer first came, if the orders tell it.
  package func firstChannel(of row: Int) -> String? {
    firstChannels.isEmpty ? nil : channelNames[firstChannels[row]]
  }

  package var firstDay: Day? { days.min().map { Day(number: $0) } }

  package var lastDay: Day? { days.max().map { Day(number: $0) } }

  /// Where a customer's days up to the end of `day` lie.
  func places(of row: Int, upTo day: Day) -> Range<Int> {
    let (start, end) = (starts[row], starts[row + 1])
    guard start < end, days[end - 1] > day.number else { return start..<end }
    var (low, high) = (start, end)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] <= day.number { low = middle + 1 } else { high = middle }
    }
    return start..<low
  }

  /// What a customer spent on some days, in currency units.
  package func spend(of row: Int, in days: Range<Day>) -> Double {
    var micros: Int64 = 0
    for place in starts[row]..<starts[row + 1]
    where days.contains(Day(number: self.days[place])) {
      micros += self.micros[place]
    }
    return Double(micros) / 1_000_000
  }

  /// A customer as known at the end of a day; `nil` before the first purchase.
  package func customer(_ row: Int, asOf day: Day) -> Customer? {
    let places = places(of: row, upTo: day)
    guard let first = places.first, let last = places.last else { return nil }
    var (revenue, count) = (Int64(0), Int32(0))
    for place in places {
      revenue += micros[place]
      count += Int32(orders[place])
    }
    return Customer(
      id: Customer.ID(Int64(row) + 1), firstDay: Day(number: days[first]),
      lastDay: Day(number: days[last]), purchaseDays: Int32(places.count), orders: count,
      revenueMicros: revenue, firstDayRevenueMicros: micros[first])
  }

  /// All who had bought by the end of a day.
  package func customers(asOf day: Day) -> KnownCustomers {
    var known = KnownCustomers(day: day)
    known.rows.reserveCapacity(count)
    known.customers.reserveCapacity(count)
    for row in 0..<count {
      guard let customer = customer(row, asOf: day) else { continue }
      known.rows.append(row)
      known.customers.append(customer)
    }
    return known
  }

  /// The histories of some customers alone, in the order of `rows`.
  package func subset(_ rows: [Int]) -> PurchaseHistories {
    var starts = [0]
    var (days, micros, orders) = ([Int32](), [Int64](), [UInt16]())
    var names = ByteStrings()
    for row in rows {
      let places = self.starts[row]..<self.starts[row + 1]
      days += self.days[places]
      micros += self.micros[places]
      orders += self.orders[places]
      starts.append(days.count)
      references.withBytes(of: row) { names.append($0) }
    }
    var subset = PurchaseHistories(
      starts: starts, days: days, micros: micros, orders: orders, references: names)
    if !firstChannels.isEmpty {
      subset.firstChannels = rows.map { firstChannels[$0] }
      subset.channelNames = channelNames
    }
    return subset
  }

  /// Purchase days and spend after `day` up to the end of `end`.
  package func purchases(of row: Int, after day: Day, upTo end: Day) -> (days: Int, micros: Int64) {
    let before = places(of: row, upTo: day)
    let until = places(of: row, upTo: end)
    guard until.upperBound > before.upperBound else { return (0, 0) }
    let later = before.upperBound..<until.upperBound
    return (later.count, later.reduce(0) { $0 + micros[$1] })
  }
}

/// Customers as they were on a day, with their rows in the histories.
package struct KnownCustomers: Sendable {
  package let day: Day
  package internal(set) var rows: [Int] = []
  /// In the order of `rows`.
  package internal(set) var customers: [Customer] = []

  /// Nobody yet.
  package init(day: Day) {
    self.day = day
  }

  /// Customers by themselves, whose rows are their places.
  package init(_ customers: [Customer], day: Day) {
    self.day = day
    self.customers = customers
    rows = Array(customers.indices)
  }

  /// Adds a customer as known on the day.
  package mutating func add(_ customer: Customer, row: Int) {
    rows.append(row)
    customers.append(customer)
  }
}
