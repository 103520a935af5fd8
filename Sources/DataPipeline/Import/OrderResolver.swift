import Commerce

/// Finds duplicates and customers among parsed orders.
struct OrderResolver: ~Copyable {
  private var customers = CustomerDictionary()
  private var references = OrderReferenceSet()
  private var duplicates = 0
  private var lineItems = LineItemWatch()
  /// What is taken off.
  private let refunds: RefundBook
  /// Orders of which nothing is left.
  private var refunded = 0
  /// Hashes of the numbers of orders off which something was taken.
  private(set) var taken: Set<UInt64> = []
  /// Whose rows have no order number, if so.
  private let format: OrderFormat
  /// How often each reference was made up, by its hash.
  private var madeUp: [UInt64: Int] = [:]

  /// Orders that are looked up together: enough for waiting for memory once instead of each time,
  /// few enough for the fastest cache.
  private static let stride = 256

  init(format: OrderFormat, refunds: RefundBook = RefundBook()) {
    self.format = format
    self.refunds = refunds
  }

  /// Leaves a block those of its orders that were not there before, with their customers' numbers.
  ///
  /// Blocks must come in the order of the file.
  mutating func resolve(_ block: ParsedBlock) {
    let new = moveNewToFront(of: &block.orders, &block.texts)
    block.orders.removeLast(block.orders.count - new)
  }

  /// - Returns: How many there are.
  private mutating func moveNewToFront(
    of orders: inout [PendingOrder], _ texts: inout KeptTexts
  ) -> Int {
    var rows = orders.mutableSpan
    var (start, end) = (0, 0)
    var newest: (row: Int, micros: Int64)?
    while start < rows.count {
      let range = start..<min(start + Self.stride, rows.count)
      for row in range { rows[row].number = customers.guess(rows[row].customer) }
      for row in range {
        guard isNew(&rows[row], &texts) else {
          let isFurther = lineItems.countsFurther(
            rows[row], after: newest.map { rows[$0.row] }, of: newest?.micros ?? 0)
          if !isFurther { duplicates += 1 }
          continue
        }
        newest = (row, rows[row].micros)
        guard refunds.isEmpty || takeOff(&rows[row]) else { continue }
        let customer = customers.number(of: rows[row].customer, guess: rows[row].number)
        (rows[row].number, rows[row].isFirstOfCustomer) = (customer.number, customer.isNew)
        if end < row { rows[end] = rows[row] }
        end += 1
      }
      start = range.upperBound
    }
    if let newest { lineItems.endBlock(with: rows[newest.row], of: newest.micros) }
    return end
  }

  /// Whether the order was not there before.
  @inline(__always)
  private mutating func isNew(_ order: inout PendingOrder, _ texts: inout KeptTexts) -> Bool {
    if !order.reference.isEmpty { return references.insert(order.reference) }
    makeUpReference(of: &order, &texts)
    return true
  }

  /// Whether anything is left of an order's amount after taking off what was given back.
  private mutating func takeOff(_ order: inout PendingOrder) -> Bool {
    let rest = refunds.rest(of: order.micros, reference: order.reference)
    guard rest < order.micros else { return true }
    order.micros = rest
    taken.insert(byteHash(order.reference))
    if rest == 0 { refunded += 1 }
    return rest > 0
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

  /// Whether an order of the file has the reference.
  func knows(_ reference: String) -> Bool {
    var reference = reference
    return reference.withUTF8 { references.contains(UnsafeRawBufferPointer($0)) }
  }

  /// Whether an order came in more than one row.
  var hasRepeats: Bool { duplicates > 0 || lineItems.count > 0 }

  /// Adds what is known of all orders together.
  func complete(_ report: inout QualityReport) {
    if duplicates > 0 { report.refused[.duplicate] = duplicates }
    if lineItems.count > 0 { report.refused[.lineItem] = lineItems.count }
    if refunded > 0 { report.refused[.refunded, default: 0] += refunded }
    report.customers = customers.count
  }
}
