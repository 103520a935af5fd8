import Commerce

extension RowParser {
  /// What was paid and not given back; `nil` after refusing the row.
  @inline(__always)
  mutating func amount(
    _ scanner: borrowing RecordScanner, _ base: UnsafeMutableRawPointer, of order: Cell,
    at seconds: Int64
  ) -> Int64? {
    let text = scanner.bytes(of: rules.columns.amount, in: base)
    guard let reading = rules.amountParser.read(text) else {
      counts.refuse(.amount, column: rules.columns.amount, bytes: text, rules)
      return nil
    }
    guard hasRoom(for: reading.micros) else {
      counts.refuse(.sum, column: rules.columns.amount, bytes: text, rules)
      return nil
    }
    let currency = reading.currency ?? rules.currency(scanner, base)
    if let currency, !isRightCurrency(currency) { return nil }
    guard reading.micros > 0 || reading.micros == 0 && rules.acceptsFreeOrders else {
      if reading.micros < 0 {
        refunds.note(
          .part(on: Instant(seconds: seconds).day, micros: -reading.micros, number: 1), of: order)
      }
      counts.count(reading.micros < 0 ? .negative : .zero)
      return nil
    }
    return rest(of: reading.micros, scanner, base, order)
  }

  /// What was not given back of an amount; `nil` after counting an order of which nothing is left.
  @inline(__always)
  private mutating func rest(
    of micros: Int64, _ scanner: borrowing RecordScanner, _ base: UnsafeMutableRawPointer,
    _ order: Cell
  ) -> Int64? {
    var rest = micros
    if let column = rules.columns.refund,
      let refund = rules.amountParser.read(scanner.bytes(of: column, in: base)), refund.micros != 0
    {
      rest = max(0, micros - abs(refund.micros))
      refunds.note(rest: rest, inRowOf: order)
    }
    if rest == 0, micros > 0 {
      counts.count(.refunded)
      return nil
    }
    return rest
  }

  /// Notes what a row gives back that is no order for another reason too; false if it names no amount
  /// below zero.
  mutating func givesBack(
    _ scanner: borrowing RecordScanner, _ base: UnsafeMutableRawPointer, to order: Cell
  ) -> Bool {
    guard
      let reading = rules.amountParser.read(scanner.bytes(of: rules.columns.amount, in: base)),
      reading.micros < 0,
      let seconds = timestampParser.seconds(scanner.bytes(of: rules.columns.date, in: base)),
      seconds <= rules.latestSecond,
      (reading.currency ?? rules.currency(scanner, base)).map({ $0 == counts.report.currency })
        ?? true
    else { return false }
    refunds.note(
      .part(on: Instant(seconds: seconds).day, micros: -reading.micros, number: 1), of: order)
    return true
  }

  /// Whether the sum of revenue stays far from overflow.
  func hasRoom(for micros: Int64) -> Bool { micros <= Int64.max / 4 - offeredMicros }

  private mutating func isRightCurrency(_ currency: Currency) -> Bool {
    counts.report.currencies[currency.code, default: 0] += 1
    if counts.report.currencySource == .assumed {
      // Nothing among the first rows named one.
      counts.report.currency = currency
      counts.report.currencySource = .file
    }
    guard currency != counts.report.currency else { return true }
    counts.refuse(
      .currency, column: rules.columns.currency ?? rules.columns.amount, value: currency.code, rules
    )
    return false
  }
}
