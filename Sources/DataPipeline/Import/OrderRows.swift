import Commerce

/// Turns rows into orders and counts what is not one; the state of one import.
struct OrderRows: ~Copyable {
  private let rules: RowRules
  private let maximumBadShare: Double
  private let maximumDiagnostics: Int
  private var timestampParser = TimestampParser()
  private var customers = CustomerDictionary()
  private var references = OrderReferenceSet()
  private var tally = DemandTally()
  private var batch: OrderBatch
  private var report: QualityReport
  /// Line that the next row begins on.
  private var line: Int
  /// What is left of a row that was given up is skipped up to the next line.
  private var isSkippingLine = false
  private var unclosedQuotes = 0
  private var firstUnclosedLine = 0
  private var lastReferenceHash: UInt64 = 0

  /// A row that is longer is given up.
  private static let maximumRow = 64 * 1_024
  private static let maximumUnclosedQuotes = 100

  init(layout: FileLayout, file: String, options: ImportOptions) {
    rules = RowRules(layout: layout, latestDay: options.latestDay)
    maximumBadShare = options.maximumBadShare
    maximumDiagnostics = options.maximumDiagnostics
    let (currency, source) = Self.currency(layout.format, options)
    report = QualityReport(
      file: file, format: layout.format, currency: currency, currencySource: source)
    report.delimiter = layout.delimiterName
    report.decimalMark = layout.decimalMark == UInt8(ascii: ",") ? "comma" : "point"
    batch = OrderBatch(currency: currency)
    line = layout.firstLine
  }

  /// Rows so far.
  var count: Int { report.rows }

  private static func currency(
    _ format: OrderFormat, _ options: ImportOptions
  ) -> (Currency, QualityReport.CurrencySource) {
    if let currency = options.currency { return (currency, .option) }
    return switch format {
    case .onlineRetail: (.poundSterling, .format)
    case .cdnow: (.usDollar, .format)
    case .generic, .shopify, .wooCommerce, .mapped: (.poundSterling, .assumed)
    }
  }
}

// MARK: Rows of a window

extension OrderRows {
  /// Takes in every whole row of the window, and hands out batches as they fill.
  mutating func takeAll(
    from window: inout InputWindow, with scanner: inout RecordScanner,
    batch handOut: (OrderBatch) throws -> Void
  ) throws {
    while window.count > 0 {
      if isSkippingLine, !skipLine(in: &window) { return }
      let end = min(window.end, window.start + Self.maximumRow)
      let isLast = window.isLast && end == window.end
      switch scanner.scan(window.base, from: window.start, to: end, isLast: isLast) {
      case .record(let next):
        take(scanner, window.base)
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
      if batch.count == OrderBatch.capacity { try self.handOut(to: handOut) }
    }
  }

  /// Gives the orders collected so far away.
  mutating func handOut(to take: (OrderBatch) throws -> Void) throws {
    guard batch.count > 0 else { return }
    try take(batch)
    batch.startNext()
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
  ) throws {
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

// MARK: One row

extension OrderRows {
  private mutating func take(_ scanner: borrowing RecordScanner, _ base: UnsafeMutableRawPointer) {
    let rules = rules
    if scanner.fieldCount <= 1, scanner.bytes(of: 0, in: base).isEmpty { return }
    let reference = rules.orderReference(scanner, base)
    if rules.isShopify, isFurtherLine(scanner, base, reference) { return }
    report.rows += 1
    guard rules.hasRightWidth(scanner, base) else {
      return refuse(.columns, column: nil, value: "\(scanner.fieldCount) fields")
    }
    guard rules.isUsableReference(reference) else {
      return refuse(.reference, column: rules.columns.order, bytes: reference)
    }
    if let cause = rules.cancellation(scanner, base, reference) { return refuse(cause) }
    let customer = rules.customerReference(scanner, base)
    guard !customer.isEmpty else { return refuse(.guest) }
    guard rules.isUsable(customer) else {
      return refuse(
        .customer, column: rules.columns.customer, value: "\(customer.count) bytes, not shown")
    }
    let date = scanner.bytes(of: rules.columns.date, in: base)
    guard let seconds = timestampParser.seconds(date), seconds <= rules.latestSecond else {
      return refuse(.date, column: rules.columns.date, bytes: date)
    }
    guard let micros = amount(scanner, base) else { return }
    accept(
      reference, customer, seconds, micros, acceptsEmail: rules.acceptsEmail(scanner, base))
  }

  private mutating func accept(
    _ reference: UnsafeRawBufferPointer, _ customer: UnsafeRawBufferPointer, _ seconds: Int64,
    _ micros: Int64, acceptsEmail: Bool
  ) {
    if !reference.isEmpty, !references.insert(reference) { return refuse(.duplicate) }
    let number = withText(customer) { rows, name in
      let (number, isNew) = rows.customers.number(of: name)
      if isNew { rows.batch.appendNewCustomer(name, acceptsEmail: acceptsEmail) }
      return number
    }
    withText(reference) { rows, reference in
      rows.batch.append(
        reference: reference, customer: number, placedAt: Instant(seconds: seconds),
        amountMicros: micros)
    }
    tally.add(day: Int(seconds / Instant.secondsPerDay), micros: micros)
    report.accepted += 1
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
  private mutating func amount(
    _ scanner: borrowing RecordScanner, _ base: UnsafeMutableRawPointer
  ) -> Int64? {
    let rules = rules
    let text = scanner.bytes(of: rules.columns.amount, in: base)
    guard let reading = rules.amountParser.read(text), tally.hasRoom(for: reading.micros) else {
      refuse(.amount, column: rules.columns.amount, bytes: text)
      return nil
    }
    let currency = reading.currency ?? rules.currency(scanner, base)
    if let currency, !isRightCurrency(currency) { return nil }
    guard reading.micros > 0 || reading.micros == 0 && rules.acceptsFreeOrders else {
      refuse(reading.micros < 0 ? .negative : .zero)
      return nil
    }
    guard let column = rules.columns.refund else { return reading.micros }
    let refund = rules.amountParser.read(scanner.bytes(of: column, in: base))
    let rest = reading.micros - abs(refund?.micros ?? 0)
    if rest <= 0 { refuse(.refunded) }
    return rest > 0 ? rest : nil
  }

  private mutating func isRightCurrency(_ currency: Currency) -> Bool {
    report.currencies[currency.code, default: 0] += 1
    if report.currencySource == .assumed {
      report.currency = currency
      report.currencySource = .file
      batch.currency = currency
    }
    guard currency != report.currency else { return true }
    refuse(.currency, column: rules.columns.currency ?? rules.columns.amount, value: currency.code)
    return false
  }

  /// Calls `body` with `text` as UTF-8; what is not UTF-8 is taken as Latin-1. Rows without a
  /// number get one.
  @inline(__always)
  private mutating func withText<Result>(
    _ text: UnsafeRawBufferPointer, _ body: (inout OrderRows, UnsafeRawBufferPointer) -> Result
  ) -> Result {
    if !text.isEmpty, RowRules.isPlain(text) { return body(&self, text) }
    return withUnusualText(text, body)
  }

  private mutating func withUnusualText<Result>(
    _ text: UnsafeRawBufferPointer, _ body: (inout OrderRows, UnsafeRawBufferPointer) -> Result
  ) -> Result {
    if text.isEmpty {
      return Array("\(report.format.rawValue)-\(line)".utf8).withUnsafeBytes { body(&self, $0) }
    }
    if String(validating: text, as: UTF8.self) != nil { return body(&self, text) }
    report.encoding = "Latin-1"
    let latin = String(String.UnicodeScalarView(AmountText.scalars(text)))
    return Array(latin.utf8).withUnsafeBytes { body(&self, $0) }
  }
}

// MARK: Counting

extension OrderRows {
  private mutating func refuse(_ cause: RefusalCause) {
    report.refused[cause, default: 0] += 1
  }

  private mutating func refuse(_ cause: RefusalCause, column: Int?, bytes: UnsafeRawBufferPointer) {
    guard report.diagnostics.count < maximumDiagnostics else { return refuse(cause) }
    refuse(cause, column: column, value: ImportDiagnostic.shortened(bytes))
  }

  private mutating func refuse(
    _ cause: RefusalCause, column: Int?, value: @autoclosure () -> String
  ) {
    refuse(cause)
    guard report.diagnostics.count < maximumDiagnostics else { return }
    let name = column.flatMap { rules.columnName($0) }
    report.diagnostics.append(
      ImportDiagnostic(
        file: report.file, line: line, column: column.map { $0 + 1 }, columnName: name,
        value: value(), expected: cause.expected(decimalMark: rules.decimalMark),
        advice: cause.advice))
  }

  /// Closes the report.
  ///
  /// - Throws: ``ImportError`` if too many rows are bad or none is an order.
  mutating func finish() throws(ImportError) -> QualityReport {
    report.customers = customers.count
    report.revenueMicros = tally.revenueMicros
    report.outliers = tally.outliers
    report.demand = tally.demand
    report.firstDay = report.demand.firstDay
    report.lastDay = report.demand.lastDay
    report.daysWithoutOrders = report.demand.orders.count { $0 == 0 }
    guard Double(report.badRows) <= maximumBadShare * Double(report.rows) else {
      throw .tooManyBadRows(report, limit: maximumBadShare)
    }
    guard report.accepted > 0 else { throw .nothingAccepted(report) }
    return report
  }
}
