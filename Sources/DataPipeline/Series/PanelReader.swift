package import Commerce
package import Statistics

/// Values of regions by day, as a test of regions needs them.
package struct DatedPanel: Sendable {
  package let panel: RegionPanel
  /// One for each period, rising.
  package let days: [Day]
  /// Regions that were left out because they have no value on some days.
  package let gaps: [Gap]

  package var incomplete: [String] { gaps.map(\.region) }

  /// Days on which a region has no value.
  package struct Gap: Hashable, Sendable {
    package var region: String
    package var firstDay: Day
    package var days: Int
  }

  /// The periods from one day to another, both included; `nil` if no period lies there.
  package func periods(from first: Day, through last: Day) -> Range<Int>? {
    guard let start = days.firstIndex(where: { $0 >= first }),
      let end = days.lastIndex(where: { $0 <= last }), start <= end
    else { return nil }
    return start..<end + 1
  }

  /// Regions as they are spelt here, whatever their case; names that are not here stay as they are.
  ///
  /// - Throws: ``PanelFileError/incomplete(file:_:)`` for the first that was left out.
  package func regions(_ names: [String], file: String) throws(PanelFileError) -> [String] {
    var found: [String] = []
    for name in names {
      let wanted = name.lowercased()
      if let gap = gaps.first(where: { $0.region.lowercased() == wanted }) {
        throw .incomplete(file: file, gap)
      }
      found.append(panel.regions.first { $0.lowercased() == wanted } ?? name)
    }
    return found
  }
}

/// Reads a table of regions, dates and values, one row a region and day.
///
/// Columns are found by their names or else are the first three. Nothing is guessed over: the
/// first bad cell refuses the file. Regions without a value on some day are left out and named.
package struct PanelReader {
  private let openSource: () throws(ImportError) -> ByteSource

  /// A file, pipe or device; it is opened when reading begins.
  package init(path: String) {
    openSource = { () throws(ImportError) in try ByteSource(path: path) }
  }

  /// Bytes in memory, under a name for messages.
  package init(bytes: [UInt8], name: String) {
    openSource = { () throws(ImportError) in ByteSource(name: name, bytes: bytes) }
  }

  /// Reads everything.
  ///
  /// - Returns: The regions that have a value on each day that appears, sorted by name.
  /// - Throws: ``ImportError`` if the file cannot be read, ``SeriesFileError`` for a bad cell or
  ///   header, ``PanelFileError`` if no region is complete.
  package func read() throws -> DatedPanel {
    let source = try openSource()
    var window = InputWindow.ofSeries()
    try window.fill(from: source)
    try FileLayout.refuseWhatIsNotText(window, file: source.name)
    var rows = try PanelRows(header: &window, file: source.name)
    var scanner = RecordScanner(delimiter: rows.delimiter)
    while true {
      try rows.takeAll(from: &window, with: &scanner)
      if window.isLast { break }
      try window.refill(from: source)
    }
    return try rows.panel()
  }
}

/// Why a file of regions cannot be used.
package enum PanelFileError: Error, Equatable, Sendable {
  case header(file: String, found: [String])
  case noRows(file: String)
  case noCompleteRegion(file: String, days: Int)
  case dayOutside(file: String, from: Day, through: Day, first: Day, last: Day)
  /// A region that the question names was left out.
  case incomplete(file: String, DatedPanel.Gap)
  case test(file: String, CausalError)
}

extension PanelFileError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .header(let file, let found):
      "'\(file)' starts with \(found.map { "'\($0)'" }.joined(separator: ", ")); expected a header "
        + "with a region, a date and a value column, like 'location,date,Y'. Add or correct the "
        + "header."
    case .noRows(let file):
      "'\(file)' has a header and no rows. Give one row a region and day."
    case .noCompleteRegion(let file, let days):
      "'\(file)' has no region with a value on each of its \(days) days. Complete the rows."
    case .dayOutside(let file, let from, let through, let first, let last):
      "'\(file)' has no day from \(from) to \(through); its days are \(first) to \(last)."
    case .incomplete(let file, let gap):
      "'\(file)' has no value of region '\(gap.region)' on \(gap.firstDay)"
        + (gap.days > 1 ? " and \(gap.days - 1) more of its days" : "")
        + ", and a test needs one on each. Complete its rows."
    case .test(let file, let error): "'\(file)' cannot be read as a test. \(error)"
    }
  }
}
