/// Reads a table of times and values row by row, in bounded memory and in the file's order.
///
/// Unlike ``SeriesReader`` it wants no regular interval and no order, and a missing value is a
/// reading like any other. A bad cell refuses the file.
package struct ReadingStream {
  private let openSource: () throws(ImportError) -> ByteSource
  private let choice: SeriesLayout.Choice

  /// One row.
  package struct Reading {
    /// Seconds since 1970, without a zone in the file as if it were UTC.
    package var seconds: Int64
    /// NaN if the cell is empty or says that there is none.
    package var value: Double

    package init(seconds: Int64, value: Double) {
      self.seconds = seconds
      self.value = value
    }
  }

  /// A file, pipe or device; columns that are not named are found as by ``SeriesReader``.
  package init(path: String, time: String? = nil, value: String? = nil) {
    openSource = { () throws(ImportError) in try ByteSource(path: path) }
    choice = SeriesLayout.Choice(time: time, value: value)
  }

  /// Bytes in memory, under a name for messages.
  package init(bytes: [UInt8], name: String, time: String? = nil, value: String? = nil) {
    openSource = { () throws(ImportError) in ByteSource(name: name, bytes: bytes) }
    choice = SeriesLayout.Choice(time: time, value: value)
  }

  /// Reads everything.
  ///
  /// - Parameters:
  ///   - header: Called once before the rows, with the header's bytes without a line break and the
  ///     delimiter.
  ///   - keepsText: Whether rows are handed out as text too, which takes a copy.
  ///   - row: Called for each row that is not blank, with its bytes without a line break; without
  ///     them if `keepsText` is false.
  /// - Throws: ``ImportError`` if the file cannot be read, ``SeriesFileError`` for a bad cell or
  ///   header, and what the closures throw.
  package func read(
    header: (_ text: [UInt8], _ delimiter: UInt8) throws -> Void = { _, _ in },
    keepsText: Bool = true,
    row: (_ reading: Reading, _ text: [UInt8]) throws -> Void
  ) throws {
    let source = try openSource()
    var window = InputWindow.ofSeries()
    try window.fill(from: source)
    try FileLayout.refuseWhatIsNotText(window, file: source.name)
    let (start, head) = (window.start, Array(window.bytes))
    var layout = try SeriesLayout(header: &window, file: source.name, choice: choice)
    try header(Self.line(head.prefix(window.start - start)), layout.delimiter)
    var scanner = RecordScanner(delimiter: layout.delimiter)
    var (line, rows) = (layout.firstLine, 0)
    while true {
      while let next = try SeriesHead.next(
        in: &window, with: &scanner, file: source.name, line: line)
      {
        let text = keepsText ? Self.line(window.bytes.prefix(next - window.start)) : []
        if !scanner.isBlank(from: 0, in: window.base) {
          try row(layout.reading(scanner, in: window.base, line: line), text)
          rows += 1
        }
        line += scanner.lineBreaks
        window.use(upTo: next)
      }
      if window.isLast { break }
      try window.refill(from: source)
    }
    guard rows > 0 else { throw SeriesFileError.noRows(file: source.name) }
  }

  /// Whether most of the first rows are earlier than the row before.
  package func isNewestFirst() throws -> Bool {
    struct Enough: Error {}
    var previous: Int64?
    var (rows, back) = (0, 0)
    do {
      try read(keepsText: false) { reading, _ in
        if let previous, reading.seconds < previous { back += 1 }
        previous = reading.seconds
        rows += 1
        if rows > Self.rowsForOrder { throw Enough() }
      }
    } catch is Enough {}
    return 2 * back > rows
  }

  private static let rowsForOrder = 1_000

  /// A copy without the line break, because reading a quoted cell changes the window.
  private static func line(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var text = Array(bytes)
    while let last = text.last, last == 10 || last == 13 { text.removeLast() }
    return text
  }
}

extension SeriesLayout {
  fileprivate mutating func reading(
    _ scanner: borrowing RecordScanner, in base: UnsafeMutableRawPointer, line: Int
  ) throws -> ReadingStream.Reading {
    let time = scanner.bytes(of: dateColumn, in: base)
    guard let seconds = epochSeconds(time) ?? self.seconds(time) else {
      throw SeriesFileError.cell(
        diagnostic(
          dateColumn, ImportDiagnostic.shortened(time), line: line,
          "a time like 2024-05-31 17:00, 2024-05-31T17:00:00Z or 1717174800", "Correct the cell."))
    }
    let text = scanner.bytes(of: valueColumn, in: base)
    if Self.isMissing(text) { return .init(seconds: seconds, value: .nan) }
    guard let value = number(text) else {
      throw SeriesFileError.cell(
        diagnostic(
          valueColumn, ImportDiagnostic.shortened(text), line: line,
          "a number like 1234.5, or nothing", "Correct the cell."))
    }
    return .init(seconds: seconds, value: value)
  }

  /// Seconds, or from thirteen digits on milliseconds, since 1970.
  private func epochSeconds(_ text: UnsafeRawBufferPointer) -> Int64? {
    let whole = text.prefix { $0 != UInt8(ascii: ".") }
    guard (9...10).contains(whole.count) || whole.count == 13,
      let number = Int64(String(decoding: whole, as: UTF8.self)), number > 0
    else { return nil }
    return whole.count == 13 ? number / 1_000 : number
  }

  private static func isMissing(_ text: UnsafeRawBufferPointer) -> Bool {
    guard text.count <= 9 else { return false }
    // Nearly every cell is a number, and words begin with a letter.
    let first = text.first { $0 != UInt8(ascii: "-") } ?? UInt8(ascii: "n")
    guard first >= UInt8(ascii: "A") else { return false }
    let words = ["", "nan", "na", "n/a", "null", "none", "inf", "-inf", "infinity", "-infinity"]
    return words.contains(String(decoding: text, as: UTF8.self).lowercased())
  }
}
