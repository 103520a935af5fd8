package import Commerce

/// Builds the summary of every customer from orders in any order of time.
///
/// Sums and the first day's revenue follow from each order alone. Only the number of distinct days
/// needs a memory: six bytes for each purchase day, looked at once at the end and only for customers
/// with an order between two known days.
package struct CustomerAccumulator {
  private var tallies: [PurchaseTally] = []
  private var acceptsEmail: [Bool] = []
  private var references = ByteStrings()
  private var purchaseDays = PurchaseDayLog()
  /// Of no meaning; see ``sumOfBits(_:_:_:)``.
  private var touched: Int32 = 0

  private static let stride = 128

  package init() {}

  package var count: Int { tallies.count }

  /// Takes in a batch of one file, which must follow the batches before it.
  package mutating func add(_ batch: OrderBatch) {
    precondition(
      batch.firstNewCustomer == references.count,
      "a batch with customers from \(batch.firstNewCustomer) came after \(references.count) customers"
    )
    for offset in 0..<batch.newCustomers {
      let customer = batch.firstNewCustomer + offset
      batch.withCustomerReference(of: customer) { references.append($0) }
      acceptsEmail.append(batch.acceptsEmail(customer))
      tallies.append(PurchaseTally())
    }
    purchaseDays.append(takeIn(batch))
  }

  /// Touches the tallies of some rows, so that the memory behind all of them is waited for together.
  ///
  /// - Returns: Something that follows from them, so that no compiler leaves it out.
  private static func sumOfBits(
    _ tallies: borrowing MutableSpan<PurchaseTally>, _ customers: Span<UInt32>, _ rows: Range<Int>
  ) -> Int32 {
    var sum: Int32 = 0
    for row in rows { sum &+= tallies[Int(customers[row])].someBits }
    return sum
  }

  /// - Returns: The days that may be new.
  private mutating func takeIn(_ batch: OrderBatch) -> PurchaseDayLog.Block {
    var buyers = [UInt32](repeating: 0, count: batch.count)
    var days = [UInt16](repeating: 0, count: batch.count)
    var (noted, touched) = (0, Int32(0))
    var tallies = tallies.mutableSpan
    let customers = batch.customers.span
    let instants = batch.placedAt.span
    let amounts = batch.amountMicros.span
    for row in customers.indices {
      if row % Self.stride == 0 {
        touched &+= Self.sumOfBits(tallies, customers, row..<min(row + Self.stride, batch.count))
      }
      let customer = customers[row]
      let day = UInt16(truncatingIfNeeded: instants[row].seconds / TimestampParser.secondsPerDay)
      guard tallies[Int(customer)].add(day, amounts[row]) else { continue }
      buyers[noted] = customer
      days[noted] = day
      noted += 1
    }
    self.touched = touched
    return PurchaseDayLog.Block(customers: buyers, days: days, count: noted)
  }

  /// The customers in ascending order of their references' bytes, numbered 1, 2, 3, ….
  package func finish() -> CustomerTable {
    var tallies = tallies
    if tallies.contains(where: \.isUnsettled) { purchaseDays.settle(&tallies) }
    var sorted: [Customer] = []
    var sortedReferences = ByteStrings()
    sorted.reserveCapacity(count)
    for (position, index) in references.sortedIndices().enumerated() {
      sorted.append(
        tallies[Int(index)].customer(
          Customer.ID(Int64(position) + 1), acceptsEmail: acceptsEmail[Int(index)]))
      references.withBytes(of: Int(index)) { sortedReferences.append($0) }
    }
    return CustomerTable(customers: sorted, references: sortedReferences)
  }
}

/// Customers with their references in the shop, row by row.
package struct CustomerTable: Sendable {
  package let customers: [Customer]
  private let references: ByteStrings

  init(customers: [Customer], references: ByteStrings) {
    self.customers = customers
    self.references = references
  }

  package func reference(of row: Int) -> String { references.string(row) }
}

/// What is summed up of one customer: half a cache line, since a million orders come in no order of
/// customers.
private struct PurchaseTally {
  private var revenueMicros: Int64 = 0
  private var firstDayRevenueMicros: Int64 = 0
  private var orders: Int32 = 0
  /// Negative once an order fell between the first and the last day: whether that was a new day,
  /// only all of them together can tell.
  fileprivate var purchaseDays: Int32 = 0
  private var firstDay: Int32 = .max
  private var lastDay: Int32 = -1

  /// From both ends, which may lie in two cache lines.
  var someBits: Int32 { Int32(truncatingIfNeeded: revenueMicros) &+ lastDay }

  var isUnsettled: Bool { purchaseDays < 0 }

  /// - Returns: Whether the day may be new.
  @inline(__always)
  mutating func add(_ day: UInt16, _ micros: Int64) -> Bool {
    let day = Int32(day)
    orders += 1
    revenueMicros += micros
    guard day > lastDay else { return addEarlier(day, micros) }
    if orders == 1 {
      firstDay = day
      firstDayRevenueMicros = micros
    }
    lastDay = day
    purchaseDays += 1
    return true
  }

  private mutating func addEarlier(_ day: Int32, _ micros: Int64) -> Bool {
    if day == firstDay {
      firstDayRevenueMicros += micros
      return false
    }
    if day == lastDay { return false }
    if day < firstDay {
      firstDay = day
      firstDayRevenueMicros = micros
      purchaseDays += 1
    } else {
      purchaseDays = .min
    }
    return true
  }

  func customer(_ id: Customer.ID, acceptsEmail: Bool) -> Customer {
    Customer(
      id: id, firstDay: Day(number: firstDay), lastDay: Day(number: lastDay),
      purchaseDays: purchaseDays, orders: orders, revenueMicros: revenueMicros,
      firstDayRevenueMicros: firstDayRevenueMicros, acceptsEmail: acceptsEmail)
  }
}

/// Which customer bought on which day, for counting distinct days.
private struct PurchaseDayLog {
  private var blocks: [Block] = []

  /// What one batch added.
  struct Block {
    fileprivate var customers: [UInt32]
    fileprivate var days: [UInt16]

    /// The first `count` of what was written down.
    init(customers: [UInt32], days: [UInt16], count: Int) {
      self.customers = customers
      self.days = days
      self.customers.removeLast(customers.count - count)
      self.days.removeLast(days.count - count)
    }
  }

  mutating func append(_ block: Block) {
    if !block.days.isEmpty { blocks.append(block) }
  }

  /// Counts the days of customers for whom the number did not follow from the orders one by one.
  ///
  /// - Complexity: O(*n*) for *n* purchase days, apart from sorting each customer's own.
  func settle(_ tallies: inout [PurchaseTally]) {
    // A customer's days end up side by side, each customer's end being the next one's start.
    var ends = startsOfRuns(tallies)
    var days = [UInt16](repeating: 0, count: ends.last ?? 0)
    for block in blocks {
      for (customer, day) in zip(block.customers, block.days)
      where tallies[Int(customer)].isUnsettled {
        days[ends[Int(customer)]] = day
        ends[Int(customer)] += 1
      }
    }
    var start = 0
    for customer in tallies.indices where tallies[customer].isUnsettled {
      let run = days[start..<ends[customer]].sorted()
      tallies[customer].purchaseDays = Int32(zip(run, run.dropFirst()).count { $0 != $1 } + 1)
      start = ends[customer]
    }
  }

  /// Where the days of each unsettled customer begin, and their number in all.
  private func startsOfRuns(_ tallies: [PurchaseTally]) -> [Int] {
    var starts = [Int](repeating: 0, count: tallies.count + 1)
    for block in blocks {
      for customer in block.customers where tallies[Int(customer)].isUnsettled {
        starts[Int(customer) + 1] += 1
      }
    }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    return starts
  }
}
