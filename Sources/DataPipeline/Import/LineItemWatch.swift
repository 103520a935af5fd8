/// Finds rows that repeat the number, customer and day of the order before them with another amount,
/// as rows for each thing bought do.
///
/// It compares neighbours alone, so its memory does not grow: what repeats an order further up is a
/// duplicate.
struct LineItemWatch {
  private(set) var count = 0
  /// The last order of the blocks before.
  private var last: (reference: [UInt8], facts: Facts)?

  private struct Facts: Equatable {
    let customerHash: UInt64
    let day: Int64
    let micros: Int64

    init(_ order: PendingOrder, micros: Int64) {
      customerHash = order.customer.hash
      day = order.seconds / TimestampParser.secondsPerDay
      self.micros = micros
    }

    func isOtherPart(of other: Facts) -> Bool {
      customerHash == other.customerHash && day == other.day && micros != other.micros
    }
  }

  /// Counts a row whose order was there before, if it is a further part of that.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - first: The row of the block whose order was new last, if there is one.
  ///   - micros: What that row told, before anything was taken off.
  /// - Returns: Whether it is.
  mutating func countsFurther(
    _ row: PendingOrder, after first: PendingOrder?, of micros: Int64
  ) -> Bool {
    let facts = Facts(row, micros: row.micros)
    let isFurther =
      if let first {
        row.reference.elementsEqual(first.reference)
          && facts.isOtherPart(of: Facts(first, micros: micros))
      } else if let last {
        row.reference.elementsEqual(last.reference) && facts.isOtherPart(of: last.facts)
      } else {
        false
      }
    if isFurther { count += 1 }
    return isFurther
  }

  /// Remembers the order that was new last in a block, whose bytes will be gone.
  mutating func endBlock(with order: PendingOrder, of micros: Int64) {
    last = (Array(order.reference), Facts(order, micros: micros))
  }
}
