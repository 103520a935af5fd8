import Statistics

/// Reads many tests from CSV in the layout of the ASOS data set, piece by piece.
///
/// One row a test and look, figures cumulative: `experiment_id, variant_id, metric_id,
/// time_since_start, count_c, count_t, mean_c, mean_t, variance_c, variance_t`. Rows may be in any
/// order; a row that is there twice counts once. In ASOS's data counts are always there and variances
/// are missing where there was no spread: so an empty variance means that there is none yet, an empty
/// mean is one of nobody, and an empty count is refused, as it cannot be told from a lost report.
package struct ExperimentTable {
  private let file: String
  private var rest: [UInt8] = []
  private var line = 0
  private var columns: [Int] = []
  private var width = 0
  private var tests: [String: Int] = [:]
  private var records: [Test] = []

  private struct Test {
    var names: [String]
    var looks: [Row]
  }

  private struct Row {
    var time: Double
    var line: Int
    /// Of the control and the treatment, as the means and variances.
    var counts: [Int]
    var means: [Double?]
    var variances: [Double?]

    func hasFigures(of other: Row) -> Bool {
      counts == other.counts && means == other.means && variances == other.variances
    }
  }

  static let names = [
    "experiment_id", "variant_id", "metric_id", "time_since_start", "count_c", "count_t", "mean_c",
    "mean_t", "variance_c", "variance_t",
  ]

  package init(file: String) {
    self.file = file
  }

  /// Takes the next bytes of the file, wherever they end.
  ///
  /// - Throws: ``ExperimentFileProblem`` for the first row that cannot be used.
  package mutating func take(_ bytes: some Sequence<UInt8>) throws(ExperimentFileProblem) {
    for byte in bytes {
      if byte == 10 {
        try takeLine()
      } else if byte != 13 {
        rest.append(byte)
      }
    }
  }

  /// The tests in the order of their first rows, their looks in the order of time.
  ///
  /// - Throws: ``ExperimentFileProblem`` for a bad last row, no rows, or two different rows of one
  ///   test and time.
  package mutating func finished() throws(ExperimentFileProblem) -> [ExperimentRecord] {
    if !rest.isEmpty { try takeLine() }
    guard !records.isEmpty else {
      throw problem(
        0, found: line == 0 ? "an empty file" : "a header without rows",
        "a header and one row a test and look", "Export the tests again.")
    }
    var finished: [ExperimentRecord] = []
    for test in records { finished.append(try record(test)) }
    return finished
  }

  private mutating func takeLine() throws(ExperimentFileProblem) {
    line += 1
    let text = String(decoding: rest, as: UTF8.self)
    rest.removeAll(keepingCapacity: true)
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    let cells = text.split(separator: ",", omittingEmptySubsequences: false).map(Self.cleaned)
    if columns.isEmpty { try takeHeader(cells) } else { try takeRow(cells) }
  }

  private static func cleaned(_ cell: Substring) -> String {
    var cell = cell.drop { $0 == " " || $0 == "\"" || $0 == "\u{FEFF}" }
    while let last = cell.last, last == " " || last == "\"" { cell.removeLast() }
    return String(cell)
  }

  private mutating func takeHeader(_ cells: [String]) throws(ExperimentFileProblem) {
    let known = cells.map { $0.lowercased() }
    let missing = Self.names.filter { !known.contains($0) }
    guard missing.isEmpty else {
      throw problem(
        0, found: "a header without \(missing.joined(separator: ", "))",
        "the columns \(Self.names.joined(separator: ","))", "Name the columns so, in any order.")
    }
    columns = Self.names.compactMap { known.firstIndex(of: $0) }
    width = cells.count
  }

  private mutating func takeRow(_ cells: [String]) throws(ExperimentFileProblem) {
    guard cells.count == width else {
      throw problem(
        0, found: "\(cells.count) cells", "\(width) cells as in the header", "Correct the row.")
    }
    let time = try required(cells, 3, "days since the start, from 0") { $0 >= 0 }
    var row = Row(time: time, line: line, counts: [], means: [], variances: [])
    for index in [4, 5] {
      let count = try required(cells, index, "a whole count from 0") {
        $0 >= 0 && $0 == $0.rounded() && $0 < 0x1p53
      }
      row.counts.append(Int(count))
    }
    for index in [6, 7] {
      row.means.append(
        row.counts[index - 6] == 0
          ? try number(cells, index, "a number") { _ in true }
          : try required(cells, index, "a number") { _ in true })
      row.variances.append(try number(cells, index + 2, "a variance from 0") { $0 >= 0 })
    }
    let names = (0..<3).map { cells[columns[$0]] }
    let key = names.joined(separator: "\u{1F}")
    if let index = tests[key] {
      records[index].looks.append(row)
    } else {
      tests[key] = records.count
      records.append(Test(names: names, looks: [row]))
    }
  }

  /// A number, or `nil` for a cell that is empty or not a number by intent.
  private func number(
    _ cells: [String], _ index: Int, _ expected: String, _ isRight: (Double) -> Bool
  ) throws(ExperimentFileProblem) -> Double? {
    let cell = cells[columns[index]]
    if Self.isEmpty(cell) { return nil }
    guard let value = Double(cell), value.isFinite, isRight(value) else {
      throw problem(
        index, found: "'\(cell.prefix(40))'", "\(expected) in '\(Self.names[index])'",
        Self.needed.contains(index)
          ? "Correct the cell." : "Correct the cell, or leave it empty where the figure is missing."
      )
    }
    return value
  }

  /// A number that has to be there.
  private func required(
    _ cells: [String], _ index: Int, _ expected: String, _ isRight: (Double) -> Bool
  ) throws(ExperimentFileProblem) -> Double {
    guard let value = try number(cells, index, expected, isRight) else {
      let cell = cells[columns[index]]
      throw problem(
        index, found: cell.isEmpty ? "an empty cell" : "'\(cell)'",
        "\(expected) in '\(Self.names[index])'",
        "Fill in the cell, or remove the row if nothing was read then.")
    }
    return value
  }

  private static func isEmpty(_ cell: String) -> Bool {
    ["", "nan", "na", "null"].contains(cell.lowercased())
  }

  /// Columns that no row may leave empty: the time and the counts.
  private static let needed = 3...5

  private func record(_ test: Test) throws(ExperimentFileProblem) -> ExperimentRecord {
    let rows = test.looks.sorted { ($0.time, $0.line) < ($1.time, $1.line) }
    var looks: [ExperimentLook] = []
    var before: Row?
    for row in rows {
      if let before, before.time == row.time {
        guard before.hasFigures(of: row) else {
          throw ExperimentFileProblem(
            file: file, line: row.line, column: columns[3] + 1,
            found: "the time \(row.time) again with other figures than in line \(before.line)",
            expected: "one row a test and time", advice: "Remove one of the two rows.")
        }
        continue
      }
      before = row
      looks.append(
        ExperimentLook(time: row.time, arms: [Self.arm(row, 0), Self.arm(row, 1)]))
    }
    return ExperimentRecord(
      experiment: test.names[0], variant: test.names[1], metric: test.names[2],
      names: ["control", "variant \(test.names[1])"], looks: looks)
  }

  private static func arm(_ row: Row, _ arm: Int) -> ArmFigures {
    guard let mean = row.means[arm], let variance = row.variances[arm] else {
      return .spreadUnknown(count: row.counts[arm])
    }
    return .mean(Moments(count: row.counts[arm], mean: mean, variance: variance))
  }

  private func problem(
    _ column: Int, found: String, _ expected: String, _ advice: String
  ) -> ExperimentFileProblem {
    ExperimentFileProblem(
      file: file, line: max(1, line),
      column: columns.indices.contains(column) ? columns[column] + 1 : 1, found: found,
      expected: expected, advice: advice)
  }
}
