package import DataPipeline

/// What a file brought to the store.
package struct ImportSummary: Codable, Sendable {
  /// What the file itself is like.
  package var report: QualityReport
  package var newOrders = 0
  /// Orders that were there before, exactly so.
  package var alreadyStored = 0
  /// Orders whose reference was there before with another customer, time or amount; the stored ones
  /// stand.
  package var conflicting = 0
  package var newCustomers = 0
  /// Orders, stored before or now, of which the file gave something back.
  package var refundedOrders = 0
  /// What they lost.
  package var refundedMicros: Int64 = 0
  /// Refunds that no file told before; those of orders that are not stored wait for them.
  package var newRefunds = 0
  /// False if the store holds exactly what it held before.
  package var changedAnything: Bool {
    newOrders > 0 || newCustomers > 0 || refundedOrders > 0 || newRefunds > 0
  }

  init(report: QualityReport) {
    self.report = report
  }
}
