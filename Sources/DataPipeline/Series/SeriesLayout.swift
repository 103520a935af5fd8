import Commerce

/// Which columns of a series file hold times and values, and how its cells read.
struct SeriesLayout {
  let file: String
  let dateColumn: Int
  let valueColumn: Int
  private let head: SeriesHead
  private var cells: SeriesCells

  static let dateNames = ["ds", "date", "timestamp", "time", "datetime", "day", "month"]
  static let valueNames = ["y", "value", "values", "amount", "sales", "revenue", "orders"]

  /// Columns that were asked for by name.
  struct Choice {
    var time: String?
    var value: String?
  }

  /// Reads the header and the decimal mark that the first rows use.
  init(
    header window: inout InputWindow, file: String, choice: Choice = Choice()
  ) throws {
    self.file = file
    head = try SeriesHead(&window, file: file)
    guard let columns = Self.columns(head.names) else {
      throw SeriesFileError.header(file: file, found: Array(head.names.prefix(20)))
    }
    (dateColumn, valueColumn) = try Self.chosen(choice, columns, head.names, file: file)
    cells = SeriesCells(window, delimiter: head.delimiter, valueColumn: valueColumn)
  }

  var delimiter: UInt8 { head.delimiter }
  var names: [String] { head.names }
  /// The line on which the rows begin, from 1.
  var firstLine: Int { head.line }

  /// The columns by name, else the first two; `nil` if there are no two or they look like a row.
  private static func columns(_ names: [String]) -> (date: Int, value: Int)? {
    guard names.count >= 2, !names.contains(where: { Double($0) != nil }) else { return nil }
    let known = names.map(ColumnNames.normalised)
    let date = dateNames.lazy.compactMap { known.firstIndex(of: $0) }.first ?? 0
    let value = valueNames.lazy.compactMap { known.firstIndex(of: $0) }.first
    return (date, value ?? (date == 0 ? 1 : 0))
  }

  private static func chosen(
    _ choice: Choice, _ found: (date: Int, value: Int), _ names: [String], file: String
  ) throws -> (Int, Int) {
    func place(_ name: String) throws -> Int {
      guard let place = names.firstIndex(of: name) else {
        throw SeriesFileError.noColumn(file: file, name: name, found: Array(names.prefix(20)))
      }
      return place
    }
    let time = try choice.time.map(place) ?? found.date
    let value = try choice.value.map(place) ?? found.value
    return (time, value == time && choice.value == nil ? (time == 0 ? 1 : 0) : value)
  }
}

extension SeriesLayout {
  /// Whole dates, times, and months like 2024-05.
  mutating func seconds(_ text: UnsafeRawBufferPointer) -> Int64? { cells.seconds(text) }

  /// A finite number.
  func number(_ text: UnsafeRawBufferPointer) -> Double? { cells.number(text) }

  func diagnostic(
    _ column: Int?, _ value: String, line: Int, _ expected: String, _ advice: String
  ) -> ImportDiagnostic {
    ImportDiagnostic(
      file: file, line: line, column: column.map { $0 + 1 },
      columnName: column.flatMap { $0 < names.count ? names[$0] : nil }, value: value,
      expected: expected, advice: advice)
  }
}
