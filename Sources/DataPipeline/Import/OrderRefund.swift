package import Commerce

/// What a row of a file says was given back of an order.
///
/// The order may stand in the same file, before or after, or in another one; saying it twice changes
/// nothing.
package struct OrderRefund: Hashable, Sendable {
  /// The order's.
  package var reference: String
  package var kind: Kind

  package enum Kind: Hashable, Sendable {
    /// So much was given back at a time, in micros above 0: a row of a negative amount.
    case part(at: Instant, micros: Int64)
    /// So much is left of the order, in micros: 0 if it was cancelled or refunded as a whole.
    case rest(micros: Int64)
  }

  package init(reference: String, kind: Kind) {
    self.reference = reference
    self.kind = kind
  }
}

/// What was given back of each order, for taking it off while orders are read.
package struct RefundBook: Hashable, Sendable {
  private var entries: [String: Entry] = [:]

  private struct Entry: Hashable, Sendable {
    var rest = Int64.max
    var parts: Set<OrderRefund> = []
    var partMicros: Int64 = 0
  }

  package init(_ refunds: some Sequence<OrderRefund> = []) {
    for refund in refunds { add(refund) }
  }

  package var isEmpty: Bool { entries.isEmpty }

  private mutating func add(_ refund: OrderRefund) {
    var entry = entries[refund.reference] ?? Entry()
    switch refund.kind {
    case .rest(let micros): entry.rest = min(entry.rest, micros)
    case .part(_, let micros):
      guard entry.parts.insert(refund).inserted else { return }
      let (sum, isTooMuch) = entry.partMicros.addingReportingOverflow(micros)
      entry.partMicros = isTooMuch ? .max : sum
    }
    entries[refund.reference] = entry
  }

  /// What is left of an order's amount, at least 0.
  package func rest(of micros: Int64, reference: UnsafeRawBufferPointer) -> Int64 {
    guard let entry = entries[String(decoding: reference, as: UTF8.self)] else { return micros }
    return max(0, min(micros, entry.rest, micros - min(micros, entry.partMicros)))
  }
}
