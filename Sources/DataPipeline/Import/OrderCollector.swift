import Commerce

/// Adds up new orders and hands them out in batches; the last stage of an import.
struct OrderCollector: ~Copyable {
  private var tally = DemandTally()
  private var batch: OrderBatch
  private var accepted = 0

  /// Orders that are taken in together: few enough to stay in the fastest cache from one column to
  /// the next.
  private static let stride = 256

  init(currency: Currency) {
    batch = OrderBatch(currency: currency)
  }

  /// Takes in a block's orders, in the order of the file.
  mutating func take(
    _ block: ParsedBlock, batch handOut: (OrderBatch) throws -> Void
  ) rethrows {
    batch.currency = block.currency
    batch.channelNames = block.channels
    var rest = block.orders[...]
    while !rest.isEmpty {
      if batch.count == OrderBatch.capacity { try self.handOut(to: handOut) }
      let next = rest.prefix(min(Self.stride, OrderBatch.capacity - batch.count))
      batch.append(next)
      tally.add(next)
      accepted += next.count
      rest = rest.dropFirst(next.count)
    }
  }

  /// Gives the orders collected so far away.
  mutating func handOut(to take: (OrderBatch) throws -> Void) rethrows {
    guard batch.count > 0 else { return }
    try take(batch)
    batch.startNext()
  }

  /// Adds what is known of all orders together.
  func complete(_ report: inout QualityReport) {
    report.accepted = accepted
    report.revenueMicros = tally.revenueMicros
    report.outliers = tally.outliers
    report.demand = tally.demand
    report.firstDay = report.demand.firstDay
    report.lastDay = report.demand.lastDay
    report.daysWithoutOrders = report.demand.orders.count { $0 == 0 }
  }
}
