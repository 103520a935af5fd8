import Commerce

/// The rows of a series file as they are read.
struct SeriesRows {
  let delimiter: UInt8
  private let file: String
  private let names: [String]
  private let dateColumn: Int
  private let valueColumn: Int
  private var line: Int
  private var cells: SeriesCells
  private var points: [DatedSeries.Point] = []
  private var lines: [Instant: Int] = [:]

  static let dateNames = ["ds", "date", "timestamp", "time", "datetime", "day", "month"]
  static let valueNames = ["y", "value", "values", "amount", "sales", "revenue", "orders"]

  /// Reads the header and the decimal mark that the first rows use.
  init(header window: inout InputWindow, file: String) throws {
    self.file = file
    let head = try SeriesHead(&window, file: file)
    guard let columns = Self.columns(head.names) else {
      throw SeriesFileError.header(file: file, found: Array(head.names.prefix(20)))
    }
    (delimiter, names, line) = (head.delimiter, head.names, head.line)
    (dateColumn, valueColumn) = columns
    cells = SeriesCells(window, delimiter: delimiter, valueColumn: valueColumn)
  }

  /// The columns by name, else the first two; `nil` if there are no two or they look like a row.
  private static func columns(_ names: [String]) -> (date: Int, value: Int)? {
    guard names.count >= 2, !names.contains(where: { Double($0) != nil }) else { return nil }
    let known = names.map(ColumnNames.normalised)
    let date = dateNames.lazy.compactMap { known.firstIndex(of: $0) }.first ?? 0
    let value = valueNames.lazy.compactMap { known.firstIndex(of: $0) }.first
    return (date, value ?? (date == 0 ? 1 : 0))
  }
}

extension SeriesRows {
  /// Takes the whole rows of the window.
  mutating func takeAll(
    from window: inout InputWindow, with scanner: inout RecordScanner
  ) throws {
    while let record = try SeriesHead.next(in: &window, with: &scanner, file: file, line: line) {
      try take(scanner, in: window.base)
      line += scanner.lineBreaks
      window.use(upTo: record)
    }
  }

  private mutating func take(
    _ scanner: borrowing RecordScanner, in base: UnsafeMutableRawPointer
  ) throws {
    guard !scanner.isBlank(from: 0, in: base) else { return }
    let date = scanner.bytes(of: dateColumn, in: base)
    guard let seconds = cells.seconds(date) else {
      throw SeriesFileError.cell(
        diagnostic(
          dateColumn, ImportDiagnostic.shortened(date),
          "a date like 2024-05-31 or 2024-05-31 17:00",
          "Correct the cell."))
    }
    let time = Instant(seconds: seconds)
    let text = scanner.bytes(of: valueColumn, in: base)
    guard let value = cells.number(text) else {
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

  private func diagnostic(
    _ column: Int?, _ value: String, _ expected: String, _ advice: String
  ) -> ImportDiagnostic {
    ImportDiagnostic(
      file: file, line: line, column: column.map { $0 + 1 },
      columnName: column.flatMap { $0 < names.count ? names[$0] : nil }, value: value,
      expected: expected, advice: advice)
  }
}
