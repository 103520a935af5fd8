/// Reads a table of dates and values, one row a time, as a regular series.
///
/// The date and value columns are found by their names or else are the first two. Delimiters,
/// quotes and decimal commas are understood as in order files. Nothing is guessed over: the first
/// bad cell refuses the file, because a forecast of wrong numbers looks like one of right ones.
package struct SeriesReader {
  private let openSource: () throws(ImportError) -> ByteSource

  /// A file, pipe or device; it is opened when reading begins.
  package init(path: String) {
    openSource = { () throws(ImportError) in try ByteSource(path: path) }
  }

  /// Bytes in memory, under a name for messages.
  package init(bytes: [UInt8], name: String) {
    openSource = { () throws(ImportError) in ByteSource(name: name, bytes: bytes) }
  }

  /// Rows that are read at most.
  package static let maximumRows = 2_000_000

  /// Reads everything.
  ///
  /// - Throws: ``ImportError`` if the file cannot be read, ``SeriesFileError`` for a bad cell or
  ///   header, ``SeriesError`` if the dates make no regular series.
  package func read() throws -> DatedSeries {
    let source = try openSource()
    var window = InputWindow.ofSeries()
    try window.fill(from: source)
    try FileLayout.refuseWhatIsNotText(window, file: source.name)
    let layout = try SeriesLayout(header: &window, file: source.name)
    var rows = SeriesRows(layout)
    var scanner = RecordScanner(delimiter: layout.delimiter)
    while true {
      try rows.takeAll(from: &window, with: &scanner)
      if window.isLast { break }
      try window.refill(from: source)
    }
    return try rows.series()
  }
}

/// A place in a series file that cannot be used.
package enum SeriesFileError: Error, Equatable, Sendable {
  case cell(ImportDiagnostic)
  case header(file: String, found: [String])
  case noColumn(file: String, name: String, found: [String])
  case empty(file: String)
  case noRows(file: String)
  case series(file: String, SeriesError)
}

extension SeriesFileError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .cell(let diagnostic): diagnostic.description
    case .header(let file, let found):
      "'\(file)' starts with \(found.map { "'\($0)'" }.joined(separator: ", ")); expected a header "
        + "with a date column and a value column, like 'date,value'. Add or correct the header."
    case .noColumn(let file, let name, let found):
      "'\(file)' has no column '\(name)'; its columns are "
        + "\(found.map { "'\($0)'" }.joined(separator: ", ")). Name one of them."
    case .empty(let file):
      "'\(file)' is empty. Give a header and one row a time: a date and a value."
    case .noRows(let file):
      "'\(file)' has a header and no rows. Give one row a time: a date and a value."
    case .series(let file, let error): "'\(file)' cannot be forecast. \(error)"
    }
  }
}
