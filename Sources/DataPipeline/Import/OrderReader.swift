/// Reads a file of orders once from beginning to end and hands its orders out in batches.
///
/// Memory does not grow with the length of rows or the number of bad ones, only with the number of
/// customers, and with order numbers that do not simply count up (16 bytes each).
package struct OrderReader {
  private let options: ImportOptions
  private let openSource: () throws(ImportError) -> ByteSource

  /// A file, pipe or device; it is opened when reading begins.
  package init(path: String, options: ImportOptions = ImportOptions()) {
    self.options = options
    openSource = { () throws(ImportError) in try ByteSource(path: path) }
  }

  /// Bytes in memory, under a name for messages.
  package init(bytes: [UInt8], name: String, options: ImportOptions = ImportOptions()) {
    self.options = options
    openSource = { () throws(ImportError) in ByteSource(name: name, bytes: bytes) }
  }

  /// Reads everything.
  ///
  /// That a file has too many bad rows shows only at its end, after batches were handed out: keep
  /// what `batch` does in one transaction, and undo it if this throws.
  ///
  /// - Parameters:
  ///   - batch: Takes in up to ``OrderBatch/capacity`` orders; what it throws ends the reading and
  ///     is passed on.
  ///   - progress: Is told after each 256 kB.
  /// - Returns: The quality of what was read.
  /// - Throws: ``ImportError`` if the file as a whole cannot be used.
  package func read(
    batch: (OrderBatch) throws -> Void, progress: (ImportProgress) -> Void = { _ in }
  ) throws -> QualityReport {
    let source = try openSource()
    var window = InputWindow()
    try window.fill(from: source)
    guard window.count > 0 else { throw ImportError.empty(file: source.name) }
    let layout = try FileLayout(of: window, file: source.name, options: options)
    window.use(upTo: layout.firstRow)
    var rows = OrderRows(layout: layout, file: source.name, options: options)
    var scanner = RecordScanner(delimiter: layout.delimiter)
    while true {
      try rows.takeAll(from: &window, with: &scanner, batch: batch)
      progress(
        ImportProgress(bytesDone: window.bytesRead, bytesTotal: source.size, rows: rows.count))
      if window.isLast { break }
      try window.refill(from: source)
    }
    try rows.handOut(to: batch)
    return try rows.finish()
  }
}
