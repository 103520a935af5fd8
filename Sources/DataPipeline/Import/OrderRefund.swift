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
    /// So much was given back on a day, in micros above 0, by a row of a negative amount: the
    /// `number`th such row of its file.
    case part(on: Day, micros: Int64, number: Int)
    /// So much is left of the order, in micros: 0 if it was cancelled or refunded as a whole.
    case rest(micros: Int64)
  }

  package init(reference: String, kind: Kind) {
    self.reference = reference
    self.kind = kind
  }

  /// Whether it is of a later day; one that names no day is not.
  func isAfter(_ day: Day?) -> Bool {
    guard let day, case .part(let own, _, _) = kind else { return false }
    return own > day
  }
}

/// Everything that was given back of one order.
package struct RefundsOfOrder: Hashable, Sendable {
  private var leastRest = Int64.max
  private var parts: Set<OrderRefund.Kind> = []
  private var partMicros: Int64 = 0

  package init() {}

  package mutating func add(_ refund: OrderRefund.Kind) {
    switch refund {
    case .rest(let micros): leastRest = min(leastRest, micros)
    case .part(_, let micros, _):
      guard parts.insert(refund).inserted else { return }
      let (sum, isTooMuch) = partMicros.addingReportingOverflow(micros)
      partMicros = isTooMuch ? .max : sum
    }
  }

  /// What is left of an order's amount, at least 0.
  ///
  /// A shop that tells rests counts the parts in them, so the larger of both was given back.
  package func rest(of micros: Int64) -> Int64 {
    max(0, min(micros, leastRest, micros - min(micros, partMicros)))
  }
}

/// What was given back of each order, for taking it off while orders are read.
///
/// Orders are told apart by a hash of their references, like duplicates.
package struct RefundBook: Hashable, Sendable {
  private var orders: [UInt64: RefundsOfOrder] = [:]

  package init(_ refunds: some Sequence<OrderRefund> = []) {
    for refund in refunds {
      var reference = refund.reference
      let hash = reference.withUTF8 { byteHash(UnsafeRawBufferPointer($0)) }
      orders[hash, default: RefundsOfOrder()].add(refund.kind)
    }
  }

  package var isEmpty: Bool { orders.isEmpty }

  /// What is left of an order's amount, at least 0.
  func rest(of micros: Int64, reference: UnsafeRawBufferPointer) -> Int64 {
    orders[byteHash(reference)]?.rest(of: micros) ?? micros
  }
}
