/// What the rows of a file say was given back, collected while they are read.
struct RefundNotes {
  /// Told by rows that are no orders.
  private(set) var apart: [OrderRefund] = []
  /// Told by orders' own rows, and taken off those already.
  private(set) var inOwnRows: [OrderRefund] = []

  /// How often each part was told.
  private var equalParts: [OrderRefund: Int] = [:]

  /// Takes down what a row says that is no order; without an order number it is of none.
  mutating func note(_ kind: OrderRefund.Kind, of order: Cell) {
    guard !order.bytes.isEmpty else { return }
    var refund = OrderRefund(reference: order.text, kind: kind)
    if case .part(let day, let micros, _) = kind {
      // Two rows that say the same are two refunds; the same file again tells the same two.
      let number = equalParts[refund, default: 0] + 1
      equalParts[refund] = number
      refund.kind = .part(on: day, micros: micros, number: number)
    }
    apart.append(refund)
  }

  /// Takes down what an order's own row says is left of it, in micros.
  mutating func note(rest micros: Int64, inRowOf order: Cell) {
    guard !order.bytes.isEmpty else { return }
    let refund = OrderRefund(reference: order.text, kind: .rest(micros: micros))
    if micros > 0 { inOwnRows.append(refund) } else { apart.append(refund) }
  }
}

/// What a file says was given back.
package struct FileRefunds: Sendable {
  package let all: [OrderRefund]
  /// Of those, the ones that may have to be taken off orders accepted from the same file: an order's
  /// own row has done so, unless the order was read from another row.
  package let ofOwnOrders: Int
  /// Hashes of the numbers of the orders off which something was taken that other rows told.
  package let taken: Set<UInt64>

  package init(all: [OrderRefund] = [], ofOwnOrders: Int = 0) {
    self.all = all
    self.ofOwnOrders = ofOwnOrders
    taken = []
  }

  init(_ notes: RefundNotes, knownTo orders: borrowing OrderResolver) {
    all = notes.apart + notes.inOwnRows
    ofOwnOrders =
      notes.apart.count { orders.knows($0.reference) }
      + (orders.hasRepeats ? notes.inOwnRows.count { orders.knows($0.reference) } : 0)
    taken = orders.taken
  }
}
