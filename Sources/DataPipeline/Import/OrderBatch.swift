package import Commerce

/// Some orders of a file, column by column, and the customers that appear in them for the first
/// time.
///
/// Orders are in file order. References are UTF-8, without control characters, at most 256 bytes.
package struct OrderBatch: Sendable {
  /// The same in every batch of a file.
  package internal(set) var currency: Currency
  /// File-wide numbers 0, 1, 2, … in order of first appearance.
  package internal(set) var customers: [UInt32] = []
  package internal(set) var placedAt: [Instant] = []
  /// Greater than 0; in CDNOW files, where free orders count, at least 0.
  package internal(set) var amountMicros: [Int64] = []
  /// Numbers in ``channelNames``; empty where the file does not tell channels.
  package internal(set) var channels: [UInt8] = []
  /// Those that the file has named so far; `nil` where it does not tell them.
  package internal(set) var channelNames: ChannelNames?
  /// Number of the first customer who was not in an earlier batch.
  package internal(set) var firstNewCustomer = 0

  private var references = ByteStrings()
  private var newCustomerReferences = ByteStrings()
  private var newCustomerAcceptsEmail: [Bool] = []

  /// The reader never puts more orders than this into one batch.
  package static let capacity = 4_096

  init(currency: Currency) {
    self.currency = currency
    customers.reserveCapacity(Self.capacity)
    placedAt.reserveCapacity(Self.capacity)
    amountMicros.reserveCapacity(Self.capacity)
  }

  package var count: Int { customers.count }
  package var newCustomers: Int { newCustomerReferences.count }

  package subscript(row: Int) -> ImportedOrder {
    ImportedOrder(
      reference: reference(of: row), customer: customers[row], placedAt: placedAt[row],
      amountMicros: amountMicros[row])
  }

  /// Gives the bytes of an order's reference, valid only inside `body`.
  package func withReference<Result>(
    of row: Int, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try references.withBytes(of: row, body)
  }

  package func reference(of row: Int) -> String { references.string(row) }

  /// Gives the bytes of a new customer's reference, valid only inside `body`.
  ///
  /// New customers are `firstNewCustomer` ..< `firstNewCustomer + newCustomers`.
  package func withCustomerReference<Result>(
    of customer: Int, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try newCustomerReferences.withBytes(of: customer - firstNewCustomer, body)
  }

  /// What an order came by, if the file says so.
  package func channel(of row: Int) -> String? {
    channels.isEmpty ? nil : channelNames?[channels[row]]
  }

  package func customerReference(of customer: Int) -> String {
    newCustomerReferences.string(customer - firstNewCustomer)
  }

  /// What the file says of a new customer's consent on their first row; true if it says nothing.
  package func acceptsEmail(_ customer: Int) -> Bool {
    newCustomerAcceptsEmail[customer - firstNewCustomer]
  }
}

/// One order of a file.
package struct ImportedOrder: Hashable, Sendable {
  package var reference: String
  /// File-wide number of the customer.
  package var customer: UInt32
  package var placedAt: Instant
  package var amountMicros: Int64

  package init(reference: String, customer: UInt32, placedAt: Instant, amountMicros: Int64) {
    self.reference = reference
    self.customer = customer
    self.placedAt = placedAt
    self.amountMicros = amountMicros
  }
}

extension OrderBatch {
  /// - Parameter orders: With their references and their customers' numbers.
  mutating func append(_ orders: ArraySlice<PendingOrder>) {
    customers.append(contentsOf: orders.lazy.map(\.number))
    placedAt.append(contentsOf: orders.lazy.map { Instant(seconds: $0.seconds) })
    amountMicros.append(contentsOf: orders.lazy.map(\.micros))
    if channelNames != nil { channels.append(contentsOf: orders.lazy.map(\.channel)) }
    for order in orders {
      references.append(order.reference)
      guard order.isFirstOfCustomer else { continue }
      newCustomerReferences.append(order.customer.name)
      newCustomerAcceptsEmail.append(order.acceptsEmail)
    }
  }

  /// Empties the batch and keeps its memory.
  mutating func startNext() {
    firstNewCustomer += newCustomers
    references.removeAll()
    newCustomerReferences.removeAll()
    newCustomerAcceptsEmail.removeAll(keepingCapacity: true)
    customers.removeAll(keepingCapacity: true)
    placedAt.removeAll(keepingCapacity: true)
    amountMicros.removeAll(keepingCapacity: true)
    channels.removeAll(keepingCapacity: true)
  }
}
