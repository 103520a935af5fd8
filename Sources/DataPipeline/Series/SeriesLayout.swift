import Commerce

/// Which columns of a series file hold times and values, and how its cells read.
struct SeriesLayout {
  let file: String
  let delimiter: UInt8
  let names: [String]
  let dateColumn: Int
  let valueColumn: Int
  let decimalMark: UInt8
  /// Line breaks in the header.
  let headerLines: Int
  private var dates = TimestampParser(firstYear: 1_800)

  private static let dateNames = ["ds", "date", "timestamp", "time", "datetime", "day", "month"]
  private static let valueNames = ["y", "value", "values", "amount", "sales", "revenue", "orders"]

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
    (delimiter, names, headerLines) = (best.delimiter, best.names, best.lines)
    (dateColumn, valueColumn) = try Self.chosen(choice, columns, best.names, file: file)
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

extension SeriesLayout {
  /// Whole dates, times, and months like 2024-05.
  mutating func seconds(_ text: UnsafeRawBufferPointer) -> Int64? {
    guard text.count == 7 else { return dates.seconds(text) }
    let day = Array(text) + [text[4], UInt8(ascii: "0"), UInt8(ascii: "1")]
    return day.withUnsafeBytes { dates.seconds($0) }
  }

  func number(_ text: UnsafeRawBufferPointer) -> Double? {
    guard !text.isEmpty else { return nil }
    if decimalMark == UInt8(ascii: "."), let value = Double(String(decoding: text, as: UTF8.self)) {
      return value.isFinite ? value : nil
    }
    return AmountParser(decimalMark: decimalMark).read(text).map { Double($0.micros) / 1_000_000 }
  }

  func diagnostic(
    _ column: Int?, _ value: String, line: Int, _ expected: String, _ advice: String
  ) -> ImportDiagnostic {
    ImportDiagnostic(
      file: file, line: line, column: column.map { $0 + 1 },
      columnName: column.flatMap { $0 < names.count ? names[$0] : nil }, value: value,
      expected: expected, advice: advice)
  }
}
