import Commerce

extension RowParser {
  /// A row that is an order, as far as it can tell by itself.
  struct Row {
    var reference: Cell
    var customer: Cell
    var seconds: Int64
    var micros: Int64
    var acceptsEmail: Bool
    var channel: UInt8
  }

  @inline(__always)
  mutating func take(
    _ scanner: borrowing RecordScanner, _ base: UnsafeMutableRawPointer
  ) -> Row? {
    if scanner.fieldCount <= 1, scanner.bytes(of: 0, in: base).isEmpty { return nil }
    let reference = rules.orderReference(scanner, base)
    if rules.isShopify, isFurtherLine(scanner, base, reference.bytes) { return nil }
    counts.report.rows += 1
    guard rules.hasRightWidth(scanner, base) else {
      return refuse(.columns, value: "\(scanner.fieldCount) fields")
    }
    guard rules.isUsableReference(reference) else {
      return refuse(.reference, column: rules.columns.order, bytes: reference.bytes)
    }
    if let found = rules.cancellation(scanner, base, reference.bytes) {
      if found.isOfOrder, !givesBack(scanner, base, to: reference) {
        refunds.note(.rest(micros: 0), of: reference)
      }
      counts.count(found.cause)
      return nil
    }
    let customer = rules.customerReference(scanner, base)
    guard !customer.bytes.isEmpty else {
      counts.count(givesBack(scanner, base, to: reference) ? .negative : .guest)
      return nil
    }
    guard rules.isUsable(customer) else {
      return refuse(
        .customer, column: rules.columns.customer, value: "\(customer.bytes.count) bytes, not shown"
      )
    }
    let date = scanner.bytes(of: rules.columns.date, in: base)
    guard let seconds = timestampParser.seconds(date) else {
      return refuse(.date, column: rules.columns.date, bytes: date)
    }
    guard seconds <= rules.latestSecond else {
      return refuse(.future, column: rules.columns.date, bytes: date)
    }
    guard let micros = amount(scanner, base, of: reference, at: seconds) else { return nil }
    offeredMicros += micros
    return Row(
      reference: reference, customer: customer, seconds: seconds, micros: micros,
      acceptsEmail: rules.acceptsEmail(scanner, base), channel: rules.channel(scanner, base))
  }

  @inline(__always)
  mutating func keep(
    _ row: Row, in orders: inout [PendingOrder], texts: inout KeptTexts
  ) {
    orders.append(
      PendingOrder(
        reference: utf8(row.reference, &texts),
        customer: nameOfCustomer(row.customer, &texts), seconds: row.seconds,
        micros: row.micros, acceptsEmail: row.acceptsEmail, channel: row.channel))
  }

  /// The cell as UTF-8; what is not UTF-8 is taken as Latin-1.
  @inline(__always)
  private mutating func utf8(_ cell: Cell, _ texts: inout KeptTexts) -> UnsafeRawBufferPointer {
    cell.isPlain ? cell.bytes : unusual(cell, &texts)
  }

  /// Addresses that differ in capitals alone are one customer.
  @inline(__always)
  private mutating func nameOfCustomer(
    _ cell: Cell, _ texts: inout KeptTexts
  ) -> UnsafeRawBufferPointer {
    let name = utf8(cell, &texts)
    guard Cell.hasMeaninglessCapitals(name) else { return name }
    return texts.keep(Cell.withoutCapitals(name))
  }

  private mutating func unusual(
    _ cell: Cell, _ texts: inout KeptTexts
  ) -> UnsafeRawBufferPointer {
    if String(validating: cell.bytes, as: UTF8.self) != nil { return cell.bytes }
    counts.report.encoding = "Latin-1"
    return texts.keep(cell.text)
  }

  /// Shopify writes one line an item; only an order's first line has its total.
  private mutating func isFurtherLine(
    _ scanner: borrowing RecordScanner, _ base: UnsafeMutableRawPointer,
    _ reference: UnsafeRawBufferPointer
  ) -> Bool {
    guard !reference.isEmpty else { return false }
    let hash = byteHash(reference)
    defer { lastReferenceHash = hash }
    return hash == lastReferenceHash && scanner.bytes(of: rules.columns.amount, in: base).isEmpty
  }

  private mutating func refuse(
    _ cause: RefusalCause, column: Int?, bytes: UnsafeRawBufferPointer
  ) -> Row? {
    refuse(cause, column: column, value: ImportDiagnostic.shortened(bytes))
  }

  private mutating func refuse(
    _ cause: RefusalCause, column: Int? = nil, value: @autoclosure () -> String
  ) -> Row? {
    counts.refuse(cause, column: column, value: value(), rules)
    return nil
  }
}
