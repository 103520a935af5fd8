import Commerce

/// Turns the rows of a file into orders and counts what is not one; the first stage of an import.
///
/// It knows nothing of the orders before, apart from the sum of their amounts: duplicates and
/// customers are found by ``OrderResolver``.
struct RowParser: ~Copyable {
  var rules: RowRules
  var timestampParser = TimestampParser()
  var counts: RowCounts
  /// What is left of a row that was given up is skipped up to the next line.
  private var isSkippingLine = false
  private var unclosedQuotes = 0
  private var firstUnclosedLine = 0
  var lastReferenceHash: UInt64 = 0
  /// The sum of all orders, duplicates among them.
  var offeredMicros: Int64 = 0
  /// What the file says was given back, for whoever knows the orders.
  var refunds = RefundNotes()

  /// A row that is longer is given up.
  static let maximumRow = 64 * 1_024
  private static let maximumUnclosedQuotes = 100

  init(layout: FileLayout, file: String, options: ImportOptions) {
    rules = RowRules(layout: layout, latestDay: options.latestDay)
    let (currency, source) = Self.currency(layout, options)
    var report = QualityReport(
      file: file, format: layout.format, currency: currency, currencySource: source)
    report.delimiter = layout.delimiterName
    report.decimalMark = layout.decimalMark == UInt8(ascii: ",") ? "comma" : "point"
    counts = RowCounts(
      report: report, line: layout.firstLine, maximumDiagnostics: options.maximumDiagnostics)
  }

  var report: QualityReport { counts.report }

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
    block.rows = counts.report.rows
    block.currency = counts.report.currency
    block.channels = rules.channels
  }

  private mutating func takeRows(
    from window: inout InputWindow, with scanner: inout RecordScanner,
    into orders: inout [PendingOrder], texts: inout KeptTexts
  ) throws(ImportError) {
    while window.count > 0 {
      if isSkippingLine, !skipLine(in: &window) { return }
      if let columns = rules.plainColumns {
        takePlainRows(columns, from: &window, with: &scanner, into: &orders)
        if window.count == 0 { return }
      }
      let end = min(window.end, window.start + Self.maximumRow)
      let isLast = window.isLast && end == window.end
      switch scanner.scan(window.base, from: window.start, to: end, isLast: isLast) {
      case .record(let next):
        if let row = take(scanner, window.base) { keep(row, in: &orders, texts: &texts) }
        counts.line += scanner.lineBreaks
        window.use(upTo: next)
      case .strayQuote(let next):
        giveUpRow(.quotes, at: window)
        counts.line += scanner.lineBreaks
        window.use(upTo: next)
      case .zeroByte(let place):
        throw ImportError.binary(file: counts.report.file, offset: window.inputOffset(of: place))
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
    counts.line += 1
    isSkippingLine = false
    return window.count > 0
  }

  private mutating func giveUpOpenRow(
    insideQuotes: Bool, at window: borrowing InputWindow
  ) throws(ImportError) {
    giveUpRow(insideQuotes ? .quotes : .tooLong, at: window)
    isSkippingLine = true
    guard insideQuotes else { return }
    if unclosedQuotes == 0 { firstUnclosedLine = counts.line }
    unclosedQuotes += 1
    guard unclosedQuotes <= Self.maximumUnclosedQuotes else {
      throw ImportError.brokenQuotes(file: counts.report.file, firstLine: firstUnclosedLine)
    }
  }

  private mutating func giveUpRow(_ cause: RefusalCause, at window: borrowing InputWindow) {
    counts.report.rows += 1
    let head = UnsafeRawBufferPointer(rebasing: window.bytes.prefix(200))
    let lineEnd = head.firstIndex { $0 == 10 || $0 == 13 } ?? head.count
    // The row may hold a customer's name, so only its size is told.
    counts.refuse(cause, value: "\(lineEnd) bytes up to the line's end", rules)
  }
}
