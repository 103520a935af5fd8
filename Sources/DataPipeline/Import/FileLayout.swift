import Commerce

/// What the beginning of a file tells about the rest: format, delimiter, columns, decimal mark.
struct FileLayout {
  var format: OrderFormat
  var delimiter: UInt8
  var columns: ColumnPositions
  /// Names as the file writes them; made up where it has no header.
  var columnNames: [String]
  /// `.` or `,`.
  var decimalMark = UInt8(ascii: ".")
  /// What most of the first rows name; `nil` if none does.
  var currency: Currency?
  /// Where the first row starts.
  var firstRow: Int
  /// The line it is on, from 1.
  var firstLine: Int

  private static let delimiters: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), 9, UInt8(ascii: "|"),
  ]

  var delimiterName: String {
    switch delimiter {
    case UInt8(ascii: ","): "comma"
    case UInt8(ascii: ";"): "semicolon"
    case 9: "tab"
    case UInt8(ascii: "|"): "bar"
    default: "blank"
    }
  }
}

extension FileLayout {
  /// Recognises a file by its first bytes.
  ///
  /// - Throws: ``ImportError`` if it is empty, not text, or has no header that is understood.
  init(
    of window: borrowing InputWindow, file: String, options: ImportOptions
  ) throws(ImportError) {
    try Self.refuseWhatIsNotText(window, file: file)
    var start = window.start
    if window.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start += 3 }
    let blanks = Self.leadingBlanks(window, from: start)
    start = blanks.position
    guard start < window.end else { throw .empty(file: file) }
    var line = blanks.lines + 1
    let hint = Self.delimiterHint(window, from: start)
    if let hint {
      start = hint.next
      line += 1
    }
    if options.mapping == nil, options.format == nil || options.format == .cdnow,
      let layout = Self.fixedWidth(window, from: start, line: line)
    {
      self = layout
      return
    }
    self = try Self.delimited(
      window, from: start, line: line, file: file, options: options,
      delimiters: hint.map { [$0.delimiter] } ?? Self.delimiters)
    learn(from: window)
  }

  /// What spreadsheets write first to say how fields are parted: a line `sep=;`.
  private static func delimiterHint(
    _ window: borrowing InputWindow, from start: Int
  ) -> (delimiter: UInt8, next: Int)? {
    let line = UnsafeRawBufferPointer(
      rebasing: window.bytes[(start - window.start)...].prefix(8).prefix { $0 != 10 })
    let text = line.last == 13 ? UnsafeRawBufferPointer(rebasing: line.dropLast()) : line
    guard text.count == 5, String(decoding: text.prefix(4), as: UTF8.self).lowercased() == "sep=",
      delimiters.contains(text[4])
    else { return nil }
    return (text[4], min(window.end, start + line.count + 1))
  }

  static func refuseWhatIsNotText(
    _ window: borrowing InputWindow, file: String
  ) throws(ImportError) {
    let bytes = window.bytes
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw .utf16(file: file)
    }
    if let zero = bytes.firstIndex(of: 0) { throw .binary(file: file, offset: Int64(zero)) }
  }

  private static func leadingBlanks(
    _ window: borrowing InputWindow, from start: Int
  ) -> (position: Int, lines: Int) {
    var position = start
    var lineStart = start
    var lines = 0
    while position < window.end {
      let byte = window.base.load(fromByteOffset: position, as: UInt8.self)
      guard byte == 32 || (9...13).contains(byte) else { break }
      position += 1
      if byte == 10 {
        lines += 1
        lineStart = position
      }
    }
    return (position < window.end ? lineStart : position, lines)
  }

  /// CDNOW: (master id,) id, YYYYMMDD, pieces, dollars, apart by blanks.
  private static func fixedWidth(
    _ window: borrowing InputWindow, from start: Int, line: Int
  ) -> FileLayout? {
    var scanner = RecordScanner(delimiter: UInt8(ascii: " "))
    guard
      case .record = scanner.scan(window.base, from: start, to: window.end, isLast: window.isLast),
      (4...5).contains(scanner.fieldCount)
    else { return nil }
    let first = scanner.fieldCount - 4
    var dates = TimestampParser()
    let date = scanner.bytes(of: first + 1, in: window.base)
    let amount = scanner.bytes(of: first + 3, in: window.base)
    guard date.count == 8, dates.seconds(date) != nil,
      AmountParser(decimalMark: UInt8(ascii: ".")).read(amount) != nil
    else { return nil }
    let names = ["master id", "id", "date", "pieces", "dollars"].suffix(scanner.fieldCount)
    return FileLayout(
      format: .cdnow, delimiter: UInt8(ascii: " "),
      columns: ColumnPositions(customer: first, date: first + 1, amount: first + 3),
      columnNames: Array(names), firstRow: start, firstLine: line)
  }

  private static func delimited(
    _ window: borrowing InputWindow, from start: Int, line: Int, file: String,
    options: ImportOptions, delimiters: [UInt8]
  ) throws(ImportError) -> FileLayout {
    let candidates = ColumnNames.candidates(for: options)
    var widest: (names: [String], normalised: [String]) = ([], [])
    for delimiter in delimiters {
      var scanner = RecordScanner(delimiter: delimiter)
      guard
        case .record(let next) = scanner.scan(
          window.base, from: start, to: window.end, isLast: window.isLast)
      else { continue }
      let names = scanner.texts(in: window.base)
      let normalised = names.map(ColumnNames.normalised)
      for candidate in candidates {
        guard let columns = candidate.positions(in: normalised) else { continue }
        return FileLayout(
          format: candidate.format, delimiter: delimiter, columns: columns, columnNames: names,
          firstRow: next, firstLine: line + scanner.lineBreaks)
      }
      if names.count > widest.names.count { widest = (names, normalised) }
    }
    let needed = candidates.last?.missing(in: widest.normalised) ?? []
    throw .wrongHeader(file: file, found: Array(widest.names.prefix(20)), needed: needed)
  }

  /// Finds the decimal mark and the currency for which most of the first rows speak.
  private mutating func learn(from window: borrowing InputWindow) {
    var scanner = RecordScanner(delimiter: delimiter)
    var (commas, points) = (0, 0)
    var currencies: [Currency: Int] = [:]
    var position = firstRow
    while position < window.end,
      case .record(let next) = scanner.scan(
        window.base, from: position, to: window.end, isLast: window.isLast)
    {
      switch AmountText.evidentDecimalMark(scanner.bytes(of: columns.amount, in: window.base)) {
      case UInt8(ascii: ","): commas += 1
      case UInt8(ascii: "."): points += 1
      default: break
      }
      if let currency = namedCurrency(scanner, window.base) {
        currencies[currency, default: 0] += 1
      }
      position = next
    }
    decimalMark = commas > points ? UInt8(ascii: ",") : UInt8(ascii: ".")
    currency = currencies.max { ($0.value, $1.key.code) < ($1.value, $0.key.code) }?.key
  }

  /// What the row's amount names, or else its currency column.
  private func namedCurrency(
    _ scanner: borrowing RecordScanner, _ base: UnsafeMutableRawPointer
  ) -> Currency? {
    if let currency = AmountText.currency(of: scanner.bytes(of: columns.amount, in: base)) {
      return currency
    }
    guard let column = columns.currency else { return nil }
    return Currency(
      String(decoding: scanner.bytes(of: column, in: base).prefix(8), as: UTF8.self))
  }
}

extension ColumnNames {
  /// The formats that the options leave open.
  fileprivate static func candidates(for options: ImportOptions) -> [ColumnNames] {
    if let mapping = options.mapping { return [ColumnNames(mapping)] }
    guard let format = options.format else { return known }
    let named = known.filter { $0.format == format }
    return named.isEmpty ? [generic] : named
  }
}

extension RecordScanner {
  /// The fields of the last row as printable text, at most 60 characters each.
  func texts(in base: UnsafeMutableRawPointer) -> [String] {
    (0..<min(fieldCount, Self.maximumFields)).map {
      ImportDiagnostic.shortened(bytes(of: $0, in: base), limit: 60)
    }
  }
}
