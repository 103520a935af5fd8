import Glibc

/// Reads a file of orders once from beginning to end and hands its orders out in batches.
///
/// Memory does not grow with the length of rows or the number of bad ones, only with the number of
/// customers, with what rows give back, and with order numbers: from one bit each, if they lie close
/// together, to 22 bytes. A large file is parsed, and its orders told apart, on a second thread; what
/// comes of it is the same.
package struct OrderReader {
  private var options: ImportOptions
  /// Whether it can be read again from the beginning.
  package let isRepeatable: Bool
  private let openSource: () throws(ImportError) -> ByteSource

  /// A file, pipe or device; it is opened when reading begins.
  package init(path: String, options: ImportOptions = ImportOptions()) {
    self.options = options
    var status = stat()
    isRepeatable = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    openSource = { () throws(ImportError) in try ByteSource(path: path) }
  }

  /// Bytes in memory, under a name for messages.
  package init(bytes: [UInt8], name: String, options: ImportOptions = ImportOptions()) {
    self.options = options
    isRepeatable = true
    openSource = { () throws(ImportError) in ByteSource(name: name, bytes: bytes) }
  }

  /// The same reader, taking refunds off the orders while it reads.
  func taking(off refunds: RefundBook) -> OrderReader {
    var reader = self
    reader.options.refunds = refunds
    return reader
  }

  /// Reads everything once more for a report that is without what the file gives back itself.
  ///
  /// - Parameters:
  ///   - report: What reading the file has given.
  ///   - refunds: What the file says was given back.
  /// - Returns: `report` if no order of the file is among `refunds` or it cannot be read twice.
  /// - Throws: ``ImportError`` if the file can no longer be read.
  package func settled(
    _ report: QualityReport, taking refunds: FileRefunds
  ) throws -> QualityReport {
    guard isRepeatable, refunds.ofOwnOrders > 0 else { return report }
    return try taking(off: RefundBook(refunds.all))
      .read(batch: { _ in }, acceptsRefundsAlone: true).settled(since: report)
  }

  /// Reads everything.
  ///
  /// That a file has too many bad rows shows only at its end, after batches were handed out: keep
  /// what `batch` does in one transaction, and undo it if this throws.
  ///
  /// - Parameters:
  ///   - batch: Takes in up to ``OrderBatch/capacity`` orders; what it throws ends the reading and
  ///     is passed on.
  ///   - progress: Is told after each 512 kB at most.
  ///   - acceptsRefundsAlone: Whether a file is of use in which nothing but refunds stands.
  ///   - refunds: Is given, at the end, what the file says was given back. A refund that stands in
  ///     the order's own row is taken off already.
  /// - Returns: The quality of what was read.
  /// - Throws: ``ImportError`` if the file as a whole cannot be used.
  package func read(
    batch: (OrderBatch) throws -> Void, progress: (ImportProgress) -> Void = { _ in },
    acceptsRefundsAlone: Bool = false, refunds: (FileRefunds) throws -> Void = { _ in }
  ) throws -> QualityReport {
    let source = try openSource()
    let first = ParsedBlock()
    try first.window.fill(from: source)
    guard first.window.count > 0 else { throw ImportError.empty(file: source.name) }
    let layout = try FileLayout(of: first.window, file: source.name, options: options)
    first.window.use(upTo: layout.firstRow)
    let parsing = FileParsing(first, source: source, layout: layout, options: options)
    var orders = OrderCollector(currency: first.currency)
    var (report, found) = try parsing.forEachBlock { block in
      try orders.take(block, batch: batch)
      progress(
        ImportProgress(
          bytesDone: block.window.bytesRead, bytesTotal: source.size, rows: block.rows))
    }
    try orders.handOut(to: batch)
    orders.complete(&report)
    // Where refunds are taken off, the file was found to be of use before.
    let needsOrders = options.refunds.isEmpty && (!acceptsRefundsAlone || found.all.isEmpty)
    try judge(report, needsOrders: needsOrders)
    try refunds(found)
    return report
  }

  /// - Throws: ``ImportError`` if too many rows are bad or none is an order.
  private func judge(_ report: QualityReport, needsOrders: Bool) throws(ImportError) {
    guard Double(report.badRows) <= options.maximumBadShare * Double(report.rows) else {
      throw .tooManyBadRows(report, limit: options.maximumBadShare)
    }
    guard report.accepted > 0 || !needsOrders else { throw .nothingAccepted(report) }
  }
}
