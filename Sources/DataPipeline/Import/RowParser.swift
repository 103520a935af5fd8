import Commerce

/// Turns the rows of a file into orders and counts what is not one; the first stage of an import.
///
/// It knows nothing of the orders before, apart from the sum of their amounts: duplicates and
/// customers are found by ``OrderResolver``.
struct RowParser: ~Copyable {
  private var rules: RowRules
  private let maximumDiagnostics: Int
  private var timestampParser = TimestampParser()
  private(set) var report: QualityReport
  /// Line that the next row begins on.
  private var line: Int
  /// What is left of a row that was given up is skipped up to the next line.
  private var isSkippingLine = false
  private var unclosedQuotes = 0
  private var firstUnclosedLine = 0
  private var lastReferenceHash: UInt64 = 0
  /// The sum of all orders, duplicates among them.
  private var offeredMicros: Int64 = 0
  /// What the file says was given back, for whoever knows the orders.
  private(set) var refunds: [OrderRefund] = []
  /// What is taken off orders while they are read.
  private let knownRefunds: RefundBook

  /// A row that is longer is given up.
  private static let maximumRow = 64 * 1_024
  private static let maximumUnclosedQuotes = 100

  init(layout: FileLayout, file: String, options: ImportOptions) {
    rules = RowRules(layout: layout, latestDay: options.latestDay)
    maximumDiagnostics = options.maximumDiagnostics
    knownRefunds = options.refunds
    let (currency, source) = Self.currency(layout, options)
    report = QualityReport(
      file: file, format: layout.format, currency: currency, currencySource: source)
    report.delimiter = layout.delimiterName
    report.decimalMark = layout.decimalMark == UInt8(ascii: ",") ? "comma" : "point"
    line = layout.firstLine
  }

  private static func currency(
    _ layout: FileLayout, _ options: ImportOptions
  ) -> (Currency, QualityReport.CurrencySource) {
    if let currency = options.currency { return (currency, .option) }
    if let currency = layout.currency { return (currency, .file) }
    return switch layout.format {
    case .onlineRetail: (.poundSterling, .format)
    case .cdnow: (.usDollar, .format)
    case .generic, .shopify, .wooCommerce, .mapped: (.poundSterling, .assumed)
    }
  }
}

// MARK: Rows of a window

extension RowParser {
  /// Takes in every whole row of the block's window; its orders end up in the block.
  ///
  /// - Throws: ``ImportError`` if the file turns out not to be text or to have broken quotes
  ///   everywhere.
  mutating func takeAll(
    of block: ParsedBlock, with scanner: inout RecordScanner
  ) throws(ImportError) {
    try takeRows(from: &block.window, with: &scanner, into: &block.orders, texts: &block.texts)
    block.rows = report.rows
    block.currency = report.currency
    block.channels = rules.channels
  }

  private mutating func takeRows(
    from window: inout InputWindow, with scanner: inout RecordScanner,
    into orders: inout [PendingOrder], texts: inout KeptTexts
  ) throws(ImportError) {
    while window.count > 0 {
      if isSkippingLine, !skipLine(in: &window) { return }
      if let columns = rules.plainColumns, knownRefunds.isEmpty {
        takePlainRows(columns, from: &window, with: &scanner, into: &orders)
        if window.count == 0 { return }
      }
      let end = min(window.end, window.start + Self.maximumRow)
      let isLast = window.isLast && end == window.end
      switch scanner.scan(window.base, from: window.start, to: end, isLast: isLast) {
      case .record(let next):
        if let row = take(scanner, window.base) { keep(row, in: &orders, texts: &texts) }
        line += scanner.lineBreaks
        window.use(upTo: next)
      case .strayQuote(let next):
        giveUpRow(.quotes, at: window)
        line += scanner.lineBreaks
        window.use(upTo: next)
      case .zeroByte(let place):
        throw ImportError.binary(file: report.file, offset: window.inputOffset(of: place))
      case .incomplete(let insideQuotes):
        guard isLast || end < window.end || end - window.start == Self.maximumRow else { return }
        try giveUpOpenRow(insideQuotes: insideQuotes, at: window)
      }
    }
  }

  /// Moves on to the next line; false if the window ends before it.
  private mutating func skipLine(in window: inout InputWindow) -> Bool {
    guard let lineFeed = window.bytes.firstIndex(of: 10) else {
      window.use(upTo: window.end)
      return false
    }
    window.use(upTo: window.start + lineFeed + 1)
    line += 1
    isSkippingLine = false
    return window.count > 0
  }

  private mutating func giveUpOpenRow(
    insideQuotes: Bool, at window: borrowing InputWindow
  ) throws(ImportError) {
    giveUpRow(insideQuotes ? .quotes : .tooLong, at: window)
    isSkippingLine = true
    guard insideQuotes else { return }
    if unclosedQuotes == 0 { firstUnclosedLine = line }
    unclosedQuotes += 1
    guard unclosedQuotes <= Self.maximumUnclosedQuotes else {
      throw ImportError.brokenQuotes(file: report.file, firstLine: firstUnclosedLine)
    }
  }

  private mutating func giveUpRow(_ cause: RefusalCause, at window: borrowing InputWindow) {
    report.rows += 1
    let head = UnsafeRawBufferPointer(rebasing: window.bytes.prefix(200))
    let lineEnd = head.firstIndex { $0 == 10 || $0 == 13 } ?? head.count
    // The row may hold a customer's name, so only its size is told.
    refuse(cause, column: nil, value: "\(lineEnd) bytes up to the line's end")
  }
}

// MARK: Plain rows

extension RowParser {
  /// Takes in rows up to the first that is more than an order in printable ASCII: the usual case in
  /// one pass, with the same outcome as the general way, which goes on from there.
  private mutating func takePlainRows(
    _ columns: PlainColumns, from window: inout InputWindow,
    with scanner: inout RecordScanner, into orders: inout [PendingOrder]
  ) {
    let base = window.base
    let end = window.end
    let lengths = 1...RowRules.maximumReference
    var position = window.start
    var taken = 0
    while let next = scanner.scanPlain(
      base, from: position, to: min(end, position &+ Self.maximumRow), width: columns.width)
    {
      let reference = scanner.plainBytes(of: columns.order, in: base)
      let customer = scanner.plainBytes(of: columns.customer, in: base)
      guard lengths.contains(reference.count), lengths.contains(customer.count),
        customer[0] != 32, customer[customer.count - 1] != 32,
        !Cell.hasMeaninglessCapitals(customer),
        let seconds = timestampParser.seconds(scanner.plainBytes(of: columns.date, in: base)),
        seconds <= rules.latestSecond,
        let micros = rules.amountParser.shortMicros(
          scanner.plainBytes(of: columns.amount, in: base)), micros > 0, hasRoom(for: micros)
      else { break }
      offeredMicros += micros
      orders.append(
        PendingOrder(
          reference: reference, customer: customer, seconds: seconds, micros: micros,
          acceptsEmail: true))
      position = next
      taken += 1
    }
    report.rows += taken
    line += taken
    window.use(upTo: position)
  }
}

// MARK: One row

extension RowParser {
  /// A row that is an order, as far as it can tell by itself.
  private struct Row {
    var reference: Cell
    var customer: Cell
    var seconds: Int64
    var micros: Int64
    var acceptsEmail: Bool
    var channel: UInt8
  }

  @inline(__always)
  private mutating func take(
    _ scanner: borrowing RecordScanner, _ base: UnsafeMutableRawPointer
  ) -> Row? {
    if scanner.fieldCount <= 1, scanner.bytes(of: 0, in: base).isEmpty { return nil }
    let reference = rules.orderReference(scanner, base)
    if rules.isShopify, isFurtherLine(scanner, base, reference.bytes) { return nil }
    report.rows += 1
    guard rules.hasRightWidth(scanner, base) else {
      return refuse(.columns, column: nil, value: "\(scanner.fieldCount) fields")
    }
    guard rules.isUsableReference(reference) else {
      return refuse(.reference, column: rules.columns.order, bytes: reference.bytes)
    }
    if let found = rules.cancellation(scanner, base, reference.bytes) {
      if found.isOfOrder { note(.rest(micros: 0), of: reference) }
      return refuse(found.cause)
    }
    let customer = rules.customerReference(scanner, base)
    guard !customer.bytes.isEmpty else { return refuse(.guest) }
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
  private mutating func keep(
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
    cell.isPlain ? cell.bytes : unusual(cell.bytes, &texts)
  }

  /// Addresses that differ in capitals alone are one customer.
  @inline(__always)
  private mutating func nameOfCustomer(
    _ cell: Cell, _ texts: inout KeptTexts
  ) -> UnsafeRawBufferPointer {
    let name = utf8(cell, &texts)
    guard Cell.hasMeaninglessCapitals(name) else { return name }
    return texts.keep(String(decoding: name, as: UTF8.self).lowercased())
  }

  private mutating func unusual(
    _ text: UnsafeRawBufferPointer, _ texts: inout KeptTexts
  ) -> UnsafeRawBufferPointer {
    if String(validating: text, as: UTF8.self) != nil { return text }
    report.encoding = "Latin-1"
    return texts.keep(String(String.UnicodeScalarView(AmountText.scalars(text))))
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

  /// What was paid and not given back; `nil` after refusing the row.
  @inline(__always)
  private mutating func amount(
    _ scanner: borrowing RecordScanner, _ base: UnsafeMutableRawPointer, of order: Cell,
    at seconds: Int64
  ) -> Int64? {
    let text = scanner.bytes(of: rules.columns.amount, in: base)
    guard let reading = rules.amountParser.read(text) else {
      refuse(.amount, column: rules.columns.amount, value: ImportDiagnostic.shortened(text))
      return nil
    }
    guard hasRoom(for: reading.micros) else {
      refuse(.sum, column: rules.columns.amount, value: ImportDiagnostic.shortened(text))
      return nil
    }
    let currency = reading.currency ?? rules.currency(scanner, base)
    if let currency, !isRightCurrency(currency) { return nil }
    guard reading.micros > 0 || reading.micros == 0 && rules.acceptsFreeOrders else {
      if reading.micros < 0 {
        note(.part(at: Instant(seconds: seconds), micros: -reading.micros), of: order)
      }
      count(reading.micros < 0 ? .negative : .zero)
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
      note(.rest(micros: rest), of: order)
    }
    if !knownRefunds.isEmpty { rest = knownRefunds.rest(of: rest, reference: order.bytes) }
    if rest == 0, micros > 0 {
      count(.refunded)
      return nil
    }
    return rest
  }

  private mutating func note(_ kind: OrderRefund.Kind, of order: Cell) {
    guard !order.bytes.isEmpty else { return }
    let reference = String(decoding: order.bytes, as: UTF8.self)
    refunds.append(OrderRefund(reference: reference, kind: kind))
  }

  /// Whether the sum of revenue stays far from overflow.
  private func hasRoom(for micros: Int64) -> Bool { micros <= Int64.max / 4 - offeredMicros }

  private mutating func isRightCurrency(_ currency: Currency) -> Bool {
    report.currencies[currency.code, default: 0] += 1
    if report.currencySource == .assumed {
      // Nothing among the first rows named one.
      report.currency = currency
      report.currencySource = .file
    }
    guard currency != report.currency else { return true }
    refuse(.currency, column: rules.columns.currency ?? rules.columns.amount, value: currency.code)
    return false
  }
}

// MARK: Counting

extension RowParser {
  private mutating func count(_ cause: RefusalCause) { report.refused[cause, default: 0] += 1 }

  /// What a good row has there.
  private func expected(by cause: RefusalCause) -> String {
    switch cause {
    case .currency:
      "\(report.currency.code), which is that of \(report.currencySource.words)"
    case .future: "a day up to \(Instant(seconds: rules.latestSecond).day)"
    default: cause.expected(decimalMark: rules.decimalMark)
    }
  }

  /// Counts a row that is no order; nothing comes of it.
  private mutating func refuse(_ cause: RefusalCause) -> Row? {
    count(cause)
    return nil
  }

  private mutating func refuse(
    _ cause: RefusalCause, column: Int?, bytes: UnsafeRawBufferPointer
  ) -> Row? {
    refuse(cause, column: column, value: ImportDiagnostic.shortened(bytes))
  }

  @discardableResult
  private mutating func refuse(
    _ cause: RefusalCause, column: Int?, value: @autoclosure () -> String
  ) -> Row? {
    count(cause)
    guard report.diagnostics.count < maximumDiagnostics else { return nil }
    let name = column.flatMap { rules.columnName($0) }
    report.diagnostics.append(
      ImportDiagnostic(
        file: report.file, line: line, column: column.map { $0 + 1 }, columnName: name,
        value: value(), expected: expected(by: cause), advice: cause.advice))
    return nil
  }
}
