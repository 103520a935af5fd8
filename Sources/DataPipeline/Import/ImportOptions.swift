package import Commerce

/// How an order file is to be read. The defaults suit every file that can be recognised.
package struct ImportOptions: Hashable, Sendable {
  /// `nil` finds it out from the header.
  package var format: OrderFormat?
  /// Columns by name; it wins over `format`.
  package var mapping: ColumnMapping?
  /// Overrides what the file or its format says; rows that name another currency are refused.
  package var currency: Currency?
  /// Bad rows over all rows, 0…1; above it the whole file is refused.
  package var maximumBadShare: Double
  /// Diagnostics that are kept; the others are only counted.
  package var maximumDiagnostics: Int
  /// An order after this day is a bad row. `nil` allows everything up to 2099-12-31.
  package var latestDay: Day?
  /// Taken off the orders while they are read.
  package var refunds: RefundBook

  package init(
    format: OrderFormat? = nil, mapping: ColumnMapping? = nil, currency: Currency? = nil,
    maximumBadShare: Double = 0.05, maximumDiagnostics: Int = 100, latestDay: Day? = nil,
    refunds: RefundBook = RefundBook()
  ) {
    self.format = format
    self.mapping = mapping
    self.currency = currency
    self.maximumBadShare = maximumBadShare
    self.maximumDiagnostics = maximumDiagnostics
    self.latestDay = latestDay
    self.refunds = refunds
  }
}

/// How far an import has come.
package struct ImportProgress: Hashable, Sendable {
  package var bytesDone: Int64
  /// `nil` where the size is not known before the end (a pipe).
  package var bytesTotal: Int64?
  package var rows: Int

  package init(bytesDone: Int64, bytesTotal: Int64?, rows: Int) {
    self.bytesDone = bytesDone
    self.bytesTotal = bytesTotal
    self.rows = rows
  }
}
