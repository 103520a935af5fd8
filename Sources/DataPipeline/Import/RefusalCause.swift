/// Why a row did not become an order.
package enum RefusalCause: String, CaseIterable, Codable, CodingKeyRepresentable, Sendable {
  // Bad rows: something is wrong with the file.
  case columns = "wrong number of columns"
  case quotes = "broken quotes"
  case tooLong = "too long"
  case reference = "no usable order number"
  case customer = "unusable customer"
  case date = "unreadable date"
  case amount = "unreadable amount"
  case currency = "another currency"
  case future = "date in the future"
  case sum = "amounts too large together"
  // Rows that are as they should be and yet no purchase.
  case cancelled
  case refunded
  case lineItem = "further amount of the same order"
  case negative = "negative amount"
  case zero = "zero amount"
  case duplicate
  case guest = "no customer"

  /// Whether it counts towards the share above which a file is refused.
  package var isBad: Bool {
    switch self {
    case .columns, .quotes, .tooLong, .reference, .customer, .date, .amount, .currency, .future,
      .sum:
      true
    case .cancelled, .refunded, .lineItem, .negative, .zero, .duplicate, .guest: false
    }
  }
}
