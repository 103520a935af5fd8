import Commerce

/// The rows of a series file as they are read.
struct SeriesRows {
  let delimiter: UInt8
  private let file: String
  private let names: [String]
  private let dateColumn: Int
  private let valueColumn: Int
  private let decimalMark: UInt8
  private var line: Int
  private var dates = TimestampParser(firstYear: 1_800)
  private var points: [DatedSeries.Point] = []
  private var lines: [Instant: Int] = [:]

  private static let dateNames = ["ds", "date", "timestamp", "time", "datetime", "day", "month"]
  private static let valueNames = ["y", "value", "values", "amount", "sales", "revenue", "orders"]

  /// Reads the header and the decimal mark that the first rows use.
  init(header window: inout InputWindow, file: String) throws {
    self.file = file
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
    guard let best, let columns = Self.columns(best.names) else {
      throw SeriesFileError.header(file: file, found: Array((best?.names ?? []).prefix(20)))
    }
    (delimiter, names, line) = (best.delimiter, best.names, 1 + best.lines)
    (dateColumn, valueColumn) = columns
    window.use(upTo: best.next)
    decimalMark = Self.decimalMark(window, delimiter: delimiter, column: valueColumn)
  }

  /// The columns by name, else the first two; `nil` if there are no two or they look like a row.
  private static func columns(_ names: [String]) -> (date: Int, value: Int)? {
    guard names.count >= 2, !names.contains(where: { Double($0) != nil }) else { return nil }
    let known = names.map(ColumnNames.normalised)
    let date = dateNames.lazy.compactMap { known.firstIndex(of: $0) }.first ?? 0
    let value = valueNames.lazy.compactMap { known.firstIndex(of: $0) }.first
    return (date, value ?? (date == 0 ? 1 : 0))
  }

  private static func decimalMark(
    _ window: borrowing InputWindow, delimiter: UInt8, column: Int
  ) -> UInt8 {
    var scanner = RecordScanner(delimiter: delimiter)
    var (commas, points, position) = (0, 0, window.start)
    while position < window.end,
      case .record(let next) = scanner.scan(
        window.base, from: position, to: window.end, isLast: window.isLast)
    {
      switch AmountText.evidentDecimalMark(scanner.bytes(of: column, in: window.base)) {
      case UInt8(ascii: ","): commas += 1
      case UInt8(ascii: "."): points += 1
      default: break
      }
      position = next
    }
    return commas > points ? UInt8(ascii: ",") : UInt8(ascii: ".")
  }
}

extension SeriesRows {
  /// Takes the whole rows of the window.
  mutating func takeAll(
    from window: inout InputWindow, with scanner: inout RecordScanner
  ) throws {
    while window.count > 0 {
      switch scanner.scan(
        window.base, from: window.start, to: window.end, isLast: window.isLast)
      {
      case .record(let next):
        try take(scanner, in: window.base)
        line += scanner.lineBreaks
        window.use(upTo: next)
      case .incomplete(let isQuoted):
        // A row that fills the window never ends either.
        guard !window.isLast, window.count < SeriesReader.windowSize else {
          throw SeriesFileError.cell(
            diagnostic(
              nil, "", isQuoted ? "a closing quote" : "a row of two cells", "Correct the row."))
        }
        return
      case .strayQuote:
        throw SeriesFileError.cell(
          diagnostic(nil, "\"", "nothing after a closing quote", "Correct the row."))
      case .zeroByte(let place):
        throw ImportError.binary(file: file, offset: window.inputOffset(of: place))
      }
    }
  }

  private mutating func take(
    _ scanner: borrowing RecordScanner, in base: UnsafeMutableRawPointer
  ) throws {
    guard !scanner.isBlank(from: 0, in: base) else { return }
    let date = scanner.bytes(of: dateColumn, in: base)
    guard let seconds = seconds(date) else {
      throw SeriesFileError.cell(
        diagnostic(
          dateColumn, ImportDiagnostic.shortened(date),
          "a date like 2024-05-31 or 2024-05-31 17:00",
          "Correct the cell."))
    }
    let time = Instant(seconds: seconds)
    let text = scanner.bytes(of: valueColumn, in: base)
    guard let value = number(text) else {
      throw SeriesFileError.cell(
        diagnostic(
          valueColumn, ImportDiagnostic.shortened(text), "a number like 1234.5",
          "Correct the cell, or remove the row: missing times are interpolated."))
    }
    if let earlier = lines.updateValue(line, forKey: time) {
      throw SeriesFileError.cell(
        diagnostic(
          dateColumn, ImportDiagnostic.shortened(date), "a time that line \(earlier) does not have",
          "Add up or remove the repeated rows."))
    }
    guard points.count < SeriesReader.maximumRows else {
      throw SeriesFileError.cell(
        diagnostic(
          nil, "", "at most \(SeriesReader.maximumRows) rows", "Give a shorter or coarser series."))
    }
    points.append(.init(time: time, value: value))
  }

  func series() throws -> DatedSeries {
    guard !points.isEmpty else { throw SeriesFileError.noRows(file: file) }
    do {
      return try DatedSeries(points)
    } catch {
      throw SeriesFileError.series(file: file, error)
    }
  }

  /// Whole dates, times, and months like 2024-05.
  private mutating func seconds(_ text: UnsafeRawBufferPointer) -> Int64? {
    guard text.count == 7 else { return dates.seconds(text) }
    let day = Array(text) + [text[4], UInt8(ascii: "0"), UInt8(ascii: "1")]
    return day.withUnsafeBytes { dates.seconds($0) }
  }

  private func number(_ text: UnsafeRawBufferPointer) -> Double? {
    guard !text.isEmpty else { return nil }
    if decimalMark == UInt8(ascii: "."), let value = Double(String(decoding: text, as: UTF8.self)) {
      return value.isFinite ? value : nil
    }
    return AmountParser(decimalMark: decimalMark).read(text).map { Double($0.micros) / 1_000_000 }
  }

  private func diagnostic(
    _ column: Int?, _ value: String, _ expected: String, _ advice: String
  ) -> ImportDiagnostic {
    ImportDiagnostic(
      file: file, line: line, column: column.map { $0 + 1 },
      columnName: column.flatMap { $0 < names.count ? names[$0] : nil }, value: value,
      expected: expected, advice: advice)
  }
}
