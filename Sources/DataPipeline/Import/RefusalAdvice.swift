extension RefusalCause {
  /// What a good row has there.
  func expected(decimalMark: UInt8) -> String {
    switch self {
    case .columns: "as many fields as the header has"
    case .quotes: "a quoted field that closes, within 64 kB, before the next delimiter"
    case .tooLong: "a row of at most 64 kB"
    case .reference: "an order number of 1 to 128 printable bytes"
    case .customer: "a customer of at most 128 printable bytes"
    case .date: "a date from 1970 to 2099 like 2011-12-09 or 2011-12-09T17:05:00Z"
    case .amount:
      (decimalMark == UInt8(ascii: ",") ? "an amount like 1234,56" : "an amount like 1234.56")
        + " within 100,000,000,000"
    case .currency: "the currency of the other rows"
    case .future: "a day that has come"
    case .sum: "amounts of at most 2,305,843,009,213 together"
    case .cancelled, .refunded, .lineItem, .negative, .zero, .duplicate, .guest: "a purchase"
    }
  }

  /// What to do about it.
  var advice: String {
    switch self {
    case .columns: "Quote fields that hold the delimiter, or export the file again."
    case .quotes: "Double the quotes inside the field, or export the file again."
    case .tooLong: "Leave out long notes, or export the file again."
    case .reference: "Give the row its order number or leave it out."
    case .customer: "Correct the cell or leave the row out."
    case .date: "Write the date in that form."
    case .future: "Correct the date or leave the row out."
    case .sum: "Check the decimal mark, or give the amounts in a larger unit."
    case .amount: "Correct the cell or leave the row out."
    case .currency:
      "Import each currency from a file of its own, convert the amounts, or say with --currency "
        + "which one counts."
    case .cancelled, .refunded, .lineItem, .negative, .zero, .duplicate, .guest:
      "Nothing needs to be done."
    }
  }
}
