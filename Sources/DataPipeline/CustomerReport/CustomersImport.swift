package import Commerce

/// The orders of one shop read from files into memory, for reports that need no stored shop.
package struct CustomersImport: Sendable {
  package let histories: PurchaseHistories
  /// One a file, in their order.
  package let reports: [QualityReport]
  /// Orders that an earlier file had already.
  package let repeats: Int
  /// Orders of an amount far from the others, each counted once.
  package let outliers: Int
  /// Orders off which something was taken that other rows told, each counted once.
  package let refunded: Int
  /// What could not be done, and why.
  package let notes: [String]

  package init(
    histories: PurchaseHistories, reports: [QualityReport], repeats: Int = 0, outliers: Int = 0,
    refunded: Int = 0, notes: [String] = []
  ) {
    self.refunded = refunded
    self.notes = notes
    self.histories = histories
    self.reports = reports
    self.repeats = repeats
    self.outliers = outliers
  }

  /// Reads files one after the other.
  ///
  /// What a row says was given back of an order in another row or file is taken off: for that the
  /// files are read a second time.
  ///
  /// - Parameters:
  ///   - readers: One a file.
  ///   - day: Later orders are left out; `nil` keeps all.
  ///   - progress: Is told the number of the file and how far its reading has come.
  /// - Throws: ``ImportError`` if a file cannot be used, ``CustomersError`` if currencies differ.
  package init(
    _ readers: [OrderReader], upTo day: Day? = nil,
    progress: (Int, ImportProgress) -> Void = { _, _ in }
  ) throws {
    let first = try Reading(readers, progress: progress)
    guard first.hasRefundsElsewhere else {
      self.init(first, upTo: day)
      return
    }
    guard readers.allSatisfy(\.isRepeatable) else {
      self.init(
        first, upTo: day,
        notes: [
          "Rows that give back orders of other rows are not taken off them: a pipe cannot be read twice."
        ])
      return
    }
    let book = RefundBook(first.refunds.filter { !$0.isAfter(day) })
    var second = try Reading(readers.map { $0.taking(off: book) }, progress: progress)
    guard second.reports.contains(where: { $0.accepted > 0 }) else {
      throw ImportError.nothingAccepted(second.reports[0])
    }
    second.reports = zip(second.reports, first.reports).map { $0.settled(since: $1) }
    self.init(second, upTo: day)
  }

  private init(_ reading: Reading, upTo day: Day?, notes: [String] = []) {
    let builder = reading.builder
    let reports = reading.reports
    self.init(
      histories: builder.finish(upTo: day), reports: reports, repeats: builder.repeats,
      outliers: reports.count == 1 ? reports[0].outliers : builder.outliers,
      refunded: reading.refunded.count, notes: notes)
  }
}

/// One pass through all files.
private struct Reading {
  let builder: PurchaseHistoryBuilder
  var reports: [QualityReport] = []
  private(set) var refunds: [OrderRefund] = []
  /// Hashes of the numbers of the orders off which something was taken.
  private(set) var refunded: Set<UInt64> = []
  /// Whether a refund may be of an order that was counted whole.
  private(set) var hasRefundsElsewhere = false

  init(
    _ readers: [OrderReader], progress: (Int, ImportProgress) -> Void
  ) throws {
    builder = PurchaseHistoryBuilder(files: readers.count)
    let builder = builder
    for (index, reader) in readers.enumerated() {
      builder.beginFile()
      let report = try reader.read(
        batch: { builder.add($0) }, progress: { progress(index, $0) },
        acceptsRefundsAlone: readers.count > 1,
        refunds: { found in
          refunds += found.all
          refunded.formUnion(found.taken)
          let others = readers.count > 1 ? found.all.count : found.ofOwnOrders
          hasRefundsElsewhere = hasRefundsElsewhere || others > 0
        })
      if let first = reports.first, first.currency != report.currency {
        throw CustomersError.currencies(
          file: first.file, code: first.currency.code, otherFile: report.file,
          other: report.currency.code)
      }
      reports.append(report)
    }
  }
}
