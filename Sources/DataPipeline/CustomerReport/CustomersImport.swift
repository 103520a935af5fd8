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

  package init(
    histories: PurchaseHistories, reports: [QualityReport], repeats: Int = 0, outliers: Int = 0
  ) {
    self.histories = histories
    self.reports = reports
    self.repeats = repeats
    self.outliers = outliers
  }

  /// Reads files one after the other.
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
    let builder = PurchaseHistoryBuilder(files: readers.count)
    var reports: [QualityReport] = []
    for (index, reader) in readers.enumerated() {
      builder.beginFile()
      let report = try reader.read(
        batch: { builder.add($0) }, progress: { progress(index, $0) })
      if let first = reports.first, first.currency != report.currency {
        throw CustomersError.currencies(
          file: first.file, code: first.currency.code, otherFile: report.file,
          other: report.currency.code)
      }
      reports.append(report)
    }
    let outliers = reports.count == 1 ? reports[0].outliers : builder.outliers
    self.init(
      histories: builder.finish(upTo: day), reports: reports, repeats: builder.repeats,
      outliers: outliers)
  }
}
