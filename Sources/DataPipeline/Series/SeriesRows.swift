import Commerce

/// The rows of a series file as they are read.
struct SeriesRows {
  private var layout: SeriesLayout
  private var line: Int
  private var points: [DatedSeries.Point] = []
  private var lines: [Instant: Int] = [:]

  init(_ layout: SeriesLayout) {
    self.layout = layout
    line = layout.firstLine
  }

  private var file: String { layout.file }
  private var dateColumn: Int { layout.dateColumn }
  private var valueColumn: Int { layout.valueColumn }
}

extension SeriesRows {
  /// Takes the whole rows of the window.
  mutating func takeAll(
    from window: inout InputWindow, with scanner: inout RecordScanner
  ) throws {
    while let next = try SeriesHead.next(in: &window, with: &scanner, file: file, line: line) {
      try take(scanner, in: window.base)
      line += scanner.lineBreaks
      window.use(upTo: next)
    }
  }

  private mutating func take(
    _ scanner: borrowing RecordScanner, in base: UnsafeMutableRawPointer
  ) throws {
    guard !scanner.isBlank(from: 0, in: base) else { return }
    let date = scanner.bytes(of: dateColumn, in: base)
    guard let seconds = layout.seconds(date) else {
      throw SeriesFileError.cell(
        diagnostic(
          dateColumn, ImportDiagnostic.shortened(date),
          "a date like 2024-05-31 or 2024-05-31 17:00",
          "Correct the cell."))
    }
    let time = Instant(seconds: seconds)
    let text = scanner.bytes(of: valueColumn, in: base)
    guard let value = layout.number(text) else {
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
    layout.diagnostic(column, value, line: line, expected, advice)
  }
}
