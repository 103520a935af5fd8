import Commerce

/// Finds duplicates and customers among parsed orders and hands them out in batches; the second half
/// of an import.
struct OrderCollector: ~Copyable {
  private var customers = CustomerDictionary()
  private var references = OrderReferenceSet()
  private var tally = DemandTally()
  private var batch: OrderBatch
  private var accepted = 0
  private var duplicates = 0
  /// Whose rows have no order number, if so.
  private let format: OrderFormat
  /// How often each reference was made up, by its hash.
  private var madeUp: [UInt64: Int] = [:]

  /// Orders that are looked up together: enough for waiting for memory once instead of each time,
  /// few enough for the fastest cache.
  private static let stride = 256

  init(format: OrderFormat, currency: Currency) {
    batch = OrderBatch(currency: currency)
    self.format = format
  }

  /// Takes in a block's orders, in the order of the file.
  mutating func take(
    _ block: ParsedBlock, batch handOut: (OrderBatch) throws -> Void
  ) rethrows {
    batch.currency = block.currency
    var start = 0
    while start < block.orders.count {
      let end = min(start + Self.stride, block.orders.count)
      if batch.count + end - start > OrderBatch.capacity { try self.handOut(to: handOut) }
      take(&block.orders, start..<end, &block.texts)
      start = end
    }
  }

  /// Gives the orders collected so far away.
  mutating func handOut(to take: (OrderBatch) throws -> Void) rethrows {
    guard batch.count > 0 else { return }
    try take(batch)
    batch.startNext()
  }

  private mutating func take(
    _ orders: inout [PendingOrder], _ range: Range<Int>, _ texts: inout KeptTexts
  ) {
    for index in range { orders[index].number = customers.guess(orders[index].customer) }
    var end = range.lowerBound
    for index in range where isNew(&orders[index], &texts) {
      orders[index].number = number(of: orders[index])
      if end < index { orders[end] = orders[index] }
      end += 1
    }
    let new = orders[range.lowerBound..<end]
    batch.append(new)
    tally.add(new)
    accepted += new.count
    duplicates += range.upperBound - end
  }

  /// Whether the order was not there before.
  @inline(__always)
  private mutating func isNew(_ order: inout PendingOrder, _ texts: inout KeptTexts) -> Bool {
    if !order.reference.isEmpty { return references.insert(order.reference) }
    makeUpReference(of: &order, &texts)
    return true
  }

  /// Makes up a reference that the same order gets in any other file too: from its customer, day and
  /// amount, numbered where these repeat.
  private mutating func makeUpReference(of order: inout PendingOrder, _ texts: inout KeptTexts) {
    let customer = String(decoding: order.customer.name, as: UTF8.self)
    let day = Instant(seconds: order.seconds).day
    let stem = texts.keep("\(format.rawValue)-\(customer)-\(day)-\(order.micros)")
    let repeats = madeUp[byteHash(stem), default: 0] + 1
    madeUp[byteHash(stem)] = repeats
    order.reference =
      repeats == 1 ? stem : texts.keep(String(decoding: stem, as: UTF8.self) + "-\(repeats)")
  }

  @inline(__always)
  private mutating func number(of order: PendingOrder) -> UInt32 {
    let (number, isNew) = customers.number(of: order.customer, guess: order.number)
    if isNew { batch.appendNewCustomer(order.customer.name, acceptsEmail: order.acceptsEmail) }
    return number
  }

  /// Adds what is known of all orders together.
  func complete(_ report: inout QualityReport) {
    report.accepted = accepted
    if duplicates > 0 { report.refused[.duplicate] = duplicates }
    report.customers = customers.count
    report.revenueMicros = tally.revenueMicros
    report.outliers = tally.outliers
    report.demand = tally.demand
    report.firstDay = report.demand.firstDay
    report.lastDay = report.demand.lastDay
    report.daysWithoutOrders = report.demand.orders.count { $0 == 0 }
  }
}
