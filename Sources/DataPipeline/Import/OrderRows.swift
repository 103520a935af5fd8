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
  /// What the references begin with that rows without one get.
  private let madeUpPrefix: [UInt8]
  private var report: QualityReport
  /// Line that the next row begins on.
  private var line: Int
  /// What is left of a row that was given up is skipped up to the next line.
  private var isSkippingLine = false
  private var unclosedQuotes = 0
  private var firstUnclosedLine = 0
  private var lastReferenceHash: UInt64 = 0
  private var pending: [PendingOrder] = []
  /// The sum of what is pending.
  private var pendingMicros: Int64 = 0

  /// A row that is longer is given up.
  private static let maximumRow = 64 * 1_024
  private static let maximumUnclosedQuotes = 100
  private static let largeMicros: Int64 = 1_000_000_000_000_000

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
    madeUpPrefix = Array("\(layout.format.rawValue)-".utf8)
    line = layout.firstLine
    pending.reserveCapacity(PendingOrder.limit)
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
    try takeRows(from: &window, with: &scanner, batch: handOut)
    // The window is about to move.
    settle()
  }

  private mutating func takeRows(
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
      if pending.count == PendingOrder.limit { settle() }
      if batch.count + pending.count >= OrderBatch.capacity { try self.handOut(to: handOut) }
    }
  }

  /// Gives the orders collected so far away.
  mutating func handOut(to take: (OrderBatch) throws -> Void) throws {
    settle()
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
    if rules.isShopify, isFurtherLine(scanner, base, reference.bytes) { return }
    report.rows += 1
    guard rules.hasRightWidth(scanner, base) else {
      return refuse(.columns, column: nil, value: "\(scanner.fieldCount) fields")
    }
    guard rules.isUsableReference(reference) else {
      return refuse(.reference, column: rules.columns.order, bytes: reference.bytes)
    }
    if let cause = rules.cancellation(scanner, base, reference.bytes) { return refuse(cause) }
    let customer = rules.customerReference(scanner, base)
    guard !customer.bytes.isEmpty else { return refuse(.guest) }
    guard rules.isUsable(customer) else {
      return refuse(
        .customer, column: rules.columns.customer, value: "\(customer.bytes.count) bytes, not shown"
      )
    }
    let date = scanner.bytes(of: rules.columns.date, in: base)
    guard let seconds = timestampParser.seconds(date), seconds <= rules.latestSecond else {
      return refuse(.date, column: rules.columns.date, bytes: date)
    }
    guard let micros = amount(scanner, base) else { return }
    enqueue(reference, customer, seconds, micros, acceptsEmail: rules.acceptsEmail(scanner, base))
  }

  @inline(__always)
  private mutating func enqueue(
    _ reference: Cell, _ customer: Cell, _ seconds: Int64, _ micros: Int64, acceptsEmail: Bool
  ) {
    if reference.isPlain, customer.isPlain {
      pendingMicros += micros
      pending.append(
        PendingOrder(
          reference: reference.bytes, customer: CustomerDictionary.Key(customer.bytes),
          seconds: seconds, micros: micros, line: line, acceptsEmail: acceptsEmail))
    } else {
      settle()
      withUTF8(reference.bytes) { rows, reference in
        rows.withUTF8(customer.bytes) { rows, customer in
          rows.accept(
            PendingOrder(
              reference: reference, customer: CustomerDictionary.Key(customer), seconds: seconds,
              micros: micros, line: rows.line, acceptsEmail: acceptsEmail))
        }
      }
    }
  }

  /// Looks up the customers of what is pending and accepts it, in the order of the file.
  private mutating func settle() {
    for index in pending.indices { pending[index].guess = customers.guess(pending[index].customer) }
    for index in pending.indices { accept(pending[index]) }
    pending.removeAll(keepingCapacity: true)
    pendingMicros = 0
  }

  @inline(__always)
  private mutating func accept(_ order: PendingOrder) {
    guard order.reference.isEmpty || references.insert(order.reference) else {
      return refuse(.duplicate)
    }
    let (number, isNew) = customers.number(of: order.customer, guess: order.guess)
    if isNew { batch.appendNewCustomer(order.customer.name, acceptsEmail: order.acceptsEmail) }
    batch.append(customer: number, placedAt: order.seconds, amountMicros: order.micros)
    if order.reference.isEmpty {
      batch.appendReference(prefix: madeUpPrefix, number: order.line)
    } else {
      batch.appendReference(order.reference)
    }
    tally.add(day: Int(order.seconds / Instant.secondsPerDay), micros: order.micros)
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
    guard let reading = rules.amountParser.read(text), hasRoom(for: reading.micros) else {
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

  /// Whether the sum of revenue stays far from overflow.
  @inline(__always)
  private mutating func hasRoom(for micros: Int64) -> Bool {
    // What is pending may hold duplicates, which are not in the sum: near the end they are told
    // apart first. So is it with large amounts, of which the pending ones alone could overflow.
    if micros > Self.largeMicros || !tally.hasRoom(for: Self.largeMicros + pendingMicros) {
      settle()
    }
    return tally.hasRoom(for: micros)
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

  /// Calls `body` with `text` as UTF-8; what is not UTF-8 is taken as Latin-1.
  private mutating func withUTF8(
    _ text: UnsafeRawBufferPointer, _ body: (inout OrderRows, UnsafeRawBufferPointer) -> Void
  ) {
    if String(validating: text, as: UTF8.self) != nil { return body(&self, text) }
    report.encoding = "Latin-1"
    let latin = String(String.UnicodeScalarView(AmountText.scalars(text)))
    Array(latin.utf8).withUnsafeBytes { body(&self, $0) }
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
