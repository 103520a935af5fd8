package import Commerce

/// Builds the summary of every customer from orders in any order of time.
///
/// Sums and the first day's revenue follow from each order alone. Only the number of distinct days
/// needs
/// a memory: eight bytes for each purchase day, looked at once at the end and only for customers
/// with an
/// order between two known days.
package struct CustomerAccumulator {
  private var customers: [Customer] = []
  private var references = ByteStrings()
  private var purchaseDays = PurchaseDayLog()

  package init() {}

  package var count: Int { customers.count }

  /// Takes in a batch of one file, which must follow the batches before it.
  package mutating func add(_ batch: OrderBatch) {
    precondition(
      batch.firstNewCustomer == references.count,
      "a batch with customers from \(batch.firstNewCustomer) came after \(references.count) customers"
    )
    for offset in 0..<batch.newCustomers {
      let customer = batch.firstNewCustomer + offset
      batch.withCustomerReference(of: customer) { references.append($0) }
      customers.append(Self.unknown(acceptsEmail: batch.acceptsEmail(customer)))
    }
    for row in 0..<batch.count {
      let index = batch.customers[row]
      purchaseDays.note(
        batch.placedAt[row].day, of: index, amountMicros: batch.amountMicros[row],
        in: &customers[Int(index)])
    }
  }

  /// The customers in ascending order of their references' bytes, numbered 1, 2, 3, ….
  package func finish() -> CustomerTable {
    var customers = customers
    purchaseDays.settle(&customers)
    let order = references.sortedIndices()
    var sorted: [Customer] = []
    var sortedReferences = ByteStrings()
    sorted.reserveCapacity(order.count)
    for (position, index) in order.enumerated() {
      sorted.append(customers[Int(index)].renumbered(Int64(position) + 1))
      references.withBytes(of: Int(index)) { sortedReferences.append($0) }
    }
    return CustomerTable(customers: sorted, references: sortedReferences)
  }

  /// A customer before the first order.
  private static func unknown(acceptsEmail: Bool) -> Customer {
    Customer(
      id: Customer.ID(0), firstDay: Day(number: .max), lastDay: Day(number: .min), purchaseDays: 0,
      orders: 0, revenueMicros: 0, firstDayRevenueMicros: 0, acceptsEmail: acceptsEmail)
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

/// Which customer bought on which day, for counting distinct days.
private struct PurchaseDayLog {
  /// Customer in the upper half, day in the lower.
  private var entries: [[UInt64]] = [[]]
  /// Customers with an order between two days that were known.
  private var unsettled: Set<UInt32> = []

  private static let blockSize = 65_536

  mutating func note(
    _ day: Day, of index: UInt32, amountMicros: Int64, in customer: inout Customer
  ) {
    customer.orders += 1
    customer.revenueMicros += amountMicros
    if day == customer.lastDay {
      if day == customer.firstDay { customer.firstDayRevenueMicros += amountMicros }
      return
    }
    if day == customer.firstDay {
      customer.firstDayRevenueMicros += amountMicros
      return
    }
    remember(day, index)
    if day < customer.firstDay {
      customer.firstDay = day
      customer.firstDayRevenueMicros = amountMicros
      customer.lastDay = max(customer.lastDay, day)
      customer.purchaseDays += 1
    } else if day > customer.lastDay {
      customer.lastDay = day
      customer.purchaseDays += 1
    } else {
      unsettled.insert(index)
    }
  }

  /// Counts the days of the customers whose count is not known yet.
  func settle(_ customers: inout [Customer]) {
    guard !unsettled.isEmpty else { return }
    var days = entries.joined().filter { unsettled.contains(UInt32($0 >> 32)) }
    days.sort()
    for index in unsettled { customers[Int(index)].purchaseDays = 0 }
    var last: UInt64?
    for entry in days where entry != last {
      customers[Int(entry >> 32)].purchaseDays += 1
      last = entry
    }
  }

  private mutating func remember(_ day: Day, _ index: UInt32) {
    if entries[entries.count - 1].count == Self.blockSize {
      entries.append([])
      entries[entries.count - 1].reserveCapacity(Self.blockSize)
    }
    entries[entries.count - 1].append(UInt64(index) << 32 | UInt64(UInt32(bitPattern: day.number)))
  }
}

extension Customer {
  fileprivate func renumbered(_ number: Int64) -> Customer {
    Customer(
      id: Customer.ID(number), firstDay: firstDay, lastDay: lastDay, purchaseDays: purchaseDays,
      orders: orders, revenueMicros: revenueMicros, firstDayRevenueMicros: firstDayRevenueMicros,
      acceptsEmail: acceptsEmail)
  }
}
