import Dispatch

/// Reads and parses a file block by block on a thread of its own, a few blocks ahead of whoever
/// takes them, and finds duplicates and customers there: that halves the work between both threads.
///
/// Blocks come in the order of the file, so what follows from them does not depend on how the
/// threads run. A file of one block is parsed without a second thread.
///
/// `@unchecked Sendable`: the blocks form a ring. The parser owns one from `free.wait()` to
/// `full.signal()`, the taker from `full.wait()` to `free.signal()`. The parser, the scanner, the
/// resolver and the source are the other thread's until `ended.wait()` has returned.
final class FileParsing: @unchecked Sendable {
  private let source: ByteSource
  private var parser: RowParser
  private var scanner: RecordScanner
  private var resolver: OrderResolver
  private let blocks: [ParsedBlock]
  private let free = DispatchSemaphore(value: 0)
  private let full = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  private let stop = DispatchSemaphore(value: 0)

  /// One being parsed, one being taken, and two between them, since neither thread is even.
  private static let ringSize = 4

  /// - Parameters:
  ///   - first: A block whose window has been filled, up to the first row.
  ///   - source: Where the rest comes from.
  ///   - layout: What the beginning of the file has told.
  ///   - options: How to read it.
  init(
    _ first: ParsedBlock, source: ByteSource, layout: FileLayout, options: ImportOptions
  ) {
    self.source = source
    parser = RowParser(layout: layout, file: source.name, options: options)
    scanner = RecordScanner(delimiter: layout.delimiter)
    resolver = OrderResolver(format: layout.format, refunds: options.refunds)
    blocks =
      first.window.isLast ? [first] : [first] + (1..<Self.ringSize).map { _ in ParsedBlock() }
  }

  /// Calls `take` with every block, on the thread of the caller.
  ///
  /// - Parameter take: Takes in a block; what it throws ends the reading.
  /// - Returns: The report, without what is summed up over accepted orders, and what the file says
  ///   was given back.
  /// - Throws: ``ImportError`` if the file cannot be read to its end, and what `take` throws.
  func forEachBlock(
    _ take: (ParsedBlock) throws -> Void
  ) throws -> (report: QualityReport, refunds: FileRefunds) {
    if blocks.count == 1 {
      parseAll()
    } else {
      for _ in blocks.dropFirst() { free.signal() }
      DispatchQueue.global(qos: .userInitiated).async { self.parseAll() }
    }
    do {
      defer { end() }
      try takeAll(take)
    }
    var report = parser.report
    resolver.complete(&report)
    return (report, FileRefunds(parser.refunds, knownTo: resolver))
  }

  private func takeAll(_ take: (ParsedBlock) throws -> Void) throws {
    var number = 0
    while true {
      full.wait()
      let block = blocks[number % blocks.count]
      try take(block)
      if let failure = block.failure { throw failure }
      if block.isLast { return }
      free.signal()
      number += 1
    }
  }

  /// Waits until the other thread is done, which may still be ahead.
  private func end() {
    stop.signal()
    free.signal()
    ended.wait()
  }

  private func parseAll() {
    var block = blocks[0]
    var number = 0
    while parse(block) {
      free.wait()
      if stop.wait(timeout: .now()) == .success { break }
      number += 1
      let next = blocks[number % blocks.count]
      next.start(after: block)
      full.signal()
      next.refill(from: source)
      block = next
    }
    full.signal()
    ended.signal()
  }

  /// - Returns: Whether there is more to come.
  private func parse(_ block: ParsedBlock) -> Bool {
    guard block.failure == nil else { return false }
    do {
      try parser.takeAll(of: block, with: &scanner)
    } catch {
      block.failure = error
    }
    resolver.resolve(block)
    return !block.isLast
  }
}
