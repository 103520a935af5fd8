/// The first row of a table of dated values: its columns' names and what parts them.
struct SeriesHead {
  let delimiter: UInt8
  let names: [String]
  /// The line on which the rows begin, from 1.
  let line: Int

  /// Reads the header, by the delimiter that gives it most columns, and uses it up.
  init(_ window: inout InputWindow, file: String) throws {
    var start = window.start
    if window.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start += 3 }
    guard start < window.end else { throw SeriesFileError.empty(file: file) }
    var best: (delimiter: UInt8, names: [String], next: Int, lines: Int)?
    for delimiter in [UInt8(ascii: ","), UInt8(ascii: ";"), 9, UInt8(ascii: "|")] {
      var scanner = RecordScanner(delimiter: delimiter)
      guard
        case .record(let next) = scanner.scan(
          window.base, from: start, to: window.end, isLast: window.isLast),
        scanner.fieldCount > (best?.names.count ?? 0)
      else { continue }
      let names = scanner.texts(in: window.base)
      best = (delimiter, names, next, scanner.lineBreaks)
    }
    guard let best else { throw SeriesFileError.header(file: file, found: []) }
    (delimiter, names, line) = (best.delimiter, best.names, 1 + best.lines)
    window.use(upTo: best.next)
  }

  /// Where the next whole row ends; `nil` when the window has to be filled again.
  static func next(
    in window: inout InputWindow, with scanner: inout RecordScanner, file: String, line: Int
  ) throws -> Int? {
    guard window.count > 0 else { return nil }
    func refusal(_ value: String, _ expected: String) -> SeriesFileError {
      .cell(
        ImportDiagnostic(
          file: file, line: line, column: nil, columnName: nil, value: value, expected: expected,
          advice: "Correct the row."))
    }
    switch scanner.scan(window.base, from: window.start, to: window.end, isLast: window.isLast) {
    case .record(let next): return next
    case .incomplete(let isQuoted):
      // A row that fills the window never ends either.
      guard !window.isLast, window.count < InputWindow.headSize else {
        throw refusal("", isQuoted ? "a closing quote" : "a whole row of cells")
      }
      return nil
    case .strayQuote: throw refusal("\"", "nothing after a closing quote")
    case .zeroByte(let place):
      throw ImportError.binary(file: file, offset: window.inputOffset(of: place))
    }
  }
}

/// Reads dates and numbers out of cells.
struct SeriesCells {
  private let decimalMark: UInt8
  private var dates = TimestampParser(firstYear: 1_800)

  /// Finds the decimal mark that the values of the window use.
  init(_ window: borrowing InputWindow, delimiter: UInt8, valueColumn: Int) {
    var scanner = RecordScanner(delimiter: delimiter)
    var (commas, points, position) = (0, 0, window.start)
    while position < window.end,
      case .record(let next) = scanner.scan(
        window.base, from: position, to: window.end, isLast: window.isLast)
    {
      switch AmountText.evidentDecimalMark(scanner.bytes(of: valueColumn, in: window.base)) {
      case UInt8(ascii: ","): commas += 1
      case UInt8(ascii: "."): points += 1
      default: break
      }
      position = next
    }
    decimalMark = commas > points ? UInt8(ascii: ",") : UInt8(ascii: ".")
  }

  /// Whole dates, times, and months like 2024-05.
  mutating func seconds(_ text: UnsafeRawBufferPointer) -> Int64? {
    guard text.count == 7 else { return dates.seconds(text) }
    let day = Array(text) + [text[4], UInt8(ascii: "0"), UInt8(ascii: "1")]
    return day.withUnsafeBytes { dates.seconds($0) }
  }

  /// A finite number.
  func number(_ text: UnsafeRawBufferPointer) -> Double? {
    guard !text.isEmpty else { return nil }
    if decimalMark == UInt8(ascii: "."), let value = Double(String(decoding: text, as: UTF8.self)) {
      return value.isFinite ? value : nil
    }
    return AmountParser(decimalMark: decimalMark).read(text).map { Double($0.micros) / 1_000_000 }
  }
}

extension InputWindow {
  /// A window as large as what tells a file's kind, which no row of a series may fill.
  static func ofSeries() -> InputWindow {
    InputWindow(capacity: headSize, piece: 48 * 1_024)
  }
}
