import Commerce
import Statistics

/// The rows of a file of regions as they are read.
struct PanelRows {
  let delimiter: UInt8
  private let file: String
  private let names: [String]
  private let columns: (region: Int, date: Int, value: Int)
  private var line: Int
  private var cells: SeriesCells
  /// Spelt as it first appears; found whatever its case.
  private var regions: [(name: String, values: [Day: Double])] = []
  private var places: [String: Int] = [:]
  private var lines: [Cell: Int] = [:]
  private var rowCount = 0

  private struct Cell: Hashable {
    var region: Int
    var day: Day
  }

  private static let regionNames = ["location", "region", "geo", "city", "market", "dma", "area"]

  init(header window: inout InputWindow, file: String) throws {
    self.file = file
    let head = try SeriesHead(&window, file: file)
    guard let columns = Self.columns(head.names) else {
      throw PanelFileError.header(file: file, found: Array(head.names.prefix(20)))
    }
    (delimiter, names, line) = (head.delimiter, head.names, head.line)
    self.columns = columns
    cells = SeriesCells(window, delimiter: delimiter, valueColumn: columns.value)
  }

  /// By name, else the first three; `nil` if there are no three or they look like a row.
  private static func columns(_ names: [String]) -> (region: Int, date: Int, value: Int)? {
    guard names.count >= 3, !names.contains(where: { Double($0) != nil }) else { return nil }
    let known = names.map(ColumnNames.normalised)
    var free = Array(names.indices)
    func take(_ wanted: [String]) -> Int? {
      let found = wanted.lazy.compactMap { name in free.first { known[$0] == name } }.first
      if let found { free.removeAll { $0 == found } }
      return found
    }
    let named = (take(regionNames), take(SeriesLayout.dateNames), take(SeriesLayout.valueNames))
    func next(_ place: Int?) -> Int? { place ?? (free.isEmpty ? nil : free.removeFirst()) }
    guard let region = next(named.0), let date = next(named.1), let value = next(named.2) else {
      return nil
    }
    return (region, date, value)
  }
}

extension PanelRows {
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
    let date = scanner.bytes(of: columns.date, in: base)
    guard let seconds = cells.seconds(date) else {
      throw refusal(
        columns.date, ImportDiagnostic.shortened(date), "a date like 2024-05-31",
        "Correct the cell.")
    }
    let text = scanner.bytes(of: columns.value, in: base)
    guard let value = cells.number(text) else {
      throw refusal(
        columns.value, ImportDiagnostic.shortened(text), "a number like 1234.5",
        "Correct the cell, or remove the region: each needs a value on each day.")
    }
    let name = scanner.bytes(of: columns.region, in: base)
    let region = place(of: ImportDiagnostic.shortened(name, limit: 80))
    guard let region else {
      throw refusal(columns.region, "", "the name of a region", "Fill the cell.")
    }
    try keep(value, Cell(region: region, day: Instant(seconds: seconds).day), date)
  }

  private mutating func place(of text: String) -> Int? {
    let name = text.split { $0 == " " }.joined(separator: " ")
    guard !name.isEmpty else { return nil }
    if let known = places[name.lowercased()] { return known }
    places[name.lowercased()] = regions.count
    regions.append((name, [:]))
    return regions.count - 1
  }

  private mutating func keep(
    _ value: Double, _ cell: Cell, _ date: UnsafeRawBufferPointer
  ) throws {
    if let earlier = lines.updateValue(line, forKey: cell) {
      throw refusal(
        columns.date, ImportDiagnostic.shortened(date),
        "a day that line \(earlier) does not have for the region",
        "Add up or remove the repeated rows.")
    }
    rowCount += 1
    guard rowCount <= SeriesReader.maximumRows else {
      throw refusal(
        nil, "", "at most \(SeriesReader.maximumRows) rows", "Give fewer regions or days.")
    }
    regions[cell.region].values[cell.day] = value
  }

  /// The regions that have every day.
  func panel() throws -> DatedPanel {
    guard rowCount > 0 else { throw PanelFileError.noRows(file: file) }
    let days = Set(lines.keys.map(\.day)).sorted()
    let sorted = regions.sorted { $0.name.lowercased() < $1.name.lowercased() }
    let complete = sorted.filter { $0.values.count == days.count }
    guard !complete.isEmpty else {
      throw PanelFileError.noCompleteRegion(file: file, days: days.count)
    }
    do {
      let panel = try RegionPanel(
        regions: complete.map(\.name),
        values: complete.map { region in days.map { region.values[$0] ?? .nan } })
      return DatedPanel(
        panel: panel, days: days,
        gaps: sorted.compactMap { region in
          let missing = days.filter { region.values[$0] == nil }
          return missing.first.map {
            DatedPanel.Gap(region: region.name, firstDay: $0, days: missing.count)
          }
        })
    } catch {
      throw PanelFileError.test(file: file, error)
    }
  }

  private func refusal(
    _ column: Int?, _ value: String, _ expected: String, _ advice: String
  ) -> SeriesFileError {
    .cell(
      ImportDiagnostic(
        file: file, line: line, column: column.map { $0 + 1 },
        columnName: column.flatMap { $0 < names.count ? names[$0] : nil }, value: value,
        expected: expected, advice: advice))
  }
}
