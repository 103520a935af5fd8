package import Commerce
import Statistics

/// What is known of a shop's customers on a day, in the shape and with the names scripts rely on.
package struct CustomersReport: Sendable {
  package let customers: Int
  package let orders: Int
  /// In units of the shop's currency.
  package let revenue: Double
  /// The last day that counts.
  package let asOf: Day
  package let quality: Quality
  package let rfm: Scores
  /// One a number of clusters, in ascending order.
  package let kmeans: [Clusters]
  /// By what customers first came; only where orders tell it.
  package let firstChannels: [ChannelShare]?
  /// `nil` with too little data, as is ``gammaGamma``; `notes` says why.
  package let bgnbd: PurchaseParameters?
  package let gammaGamma: SpendParameters?
  /// What a customer spends in a year at the rate so far; only where there is no model of value.
  package let plainRate: Estimate?
  /// Only where a calibration period was asked for.
  package let holdout: HoldOut?
  /// What could not be said, and why; `nil` if there is nothing.
  package let notes: [String]?

  /// What the files were like, all together.
  package struct Quality: Encodable, Sendable {
    package let files: [String]
    package let rows: Int
    /// Orders that count, each once.
    package let accepted: Int
    /// Rows left out by cause.
    package let refused: [String: Int]
    /// Orders that were there already, in the same file or another.
    package let duplicates: Int
    /// Orders off which something was taken that other rows say was given back.
    package let refundedOrders: Int
    package let daysWithoutOrders: Int
    package let outliers: Int
    package let currency: String
    /// How it is known: `option`, `file`, `format` or `assumed`.
    package let currencySource: String
    /// Rows by the currency they name.
    package let currencies: [String: Int]
    /// The first bad rows, one sentence each.
    package let diagnostics: [String]
  }

  package struct Scores: Encodable, Sendable {
    /// Customers by recency score (rows 1…5) and frequency score (columns 1…5).
    package let scoreCounts: [[Int]]
    package let segments: [SegmentShare]
  }

  package struct SegmentShare: Encodable, Sendable {
    package let name: String
    package let customers: Int
    package let revenueShare: Double
  }

  package struct Clusters: Encodable, Sendable {
    package let k: Int
    /// Sum of squared distances in standardised units.
    package let inertia: Double
    package let silhouette: Double
    /// The largest first.
    package let sizes: [Int]
    /// Standardised log1p of recency, frequency and spend.
    package let centres: [[Double]]
  }

  package struct PurchaseParameters: Encodable, Sendable {
    package let r: Double
    package let alpha: Double
    package let a: Double
    package let b: Double
    package let logLikelihood: Double
    /// Whether the data leave some parameters open, so that they mean little one by one.
    package let ridge: Bool
    package let customers: Int
  }

  package struct SpendParameters: Encodable, Sendable {
    package let p: Double
    package let q: Double
    package let v: Double
    package let logLikelihood: Double
    package let customers: Int
  }
}

extension CustomersReport: Encodable {
  private enum CodingKeys: CodingKey {
    case customers, orders, revenue, asOf, quality, rfm, kmeans, firstChannels, bgnbd, gammaGamma,
      plainRate, holdout, notes
  }

  /// A model that there is too little data for is written as null, so that scripts find its name.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(customers, forKey: .customers)
    try container.encode(orders, forKey: .orders)
    try container.encode(revenue, forKey: .revenue)
    try container.encode(asOf, forKey: .asOf)
    try container.encode(quality, forKey: .quality)
    try container.encode(rfm, forKey: .rfm)
    try container.encode(kmeans, forKey: .kmeans)
    try container.encodeIfPresent(firstChannels, forKey: .firstChannels)
    try container.encode(bgnbd, forKey: .bgnbd)
    try container.encode(gammaGamma, forKey: .gammaGamma)
    try container.encodeIfPresent(plainRate, forKey: .plainRate)
    try container.encodeIfPresent(holdout, forKey: .holdout)
    try container.encodeIfPresent(notes, forKey: .notes)
  }
}

extension CustomersReport.PurchaseParameters {
  init(_ model: CustomerModel) {
    let fit = model.purchases
    self.init(
      r: fit.model.rateShape, alpha: fit.model.rateScale, a: fit.model.leaving,
      b: fit.model.staying, logLikelihood: fit.logLikelihood, ridge: fit.isRidge,
      customers: fit.customers)
  }
}

extension CustomersReport.SpendParameters {
  init?(_ model: CustomerModel) {
    guard let fit = model.spend else { return nil }
    self.init(
      p: fit.model.purchaseShape, q: fit.model.customerShape, v: fit.model.scale,
      logLikelihood: fit.logLikelihood, customers: fit.customers)
  }
}

extension CustomersReport.Clusters {
  init(_ grouping: ClusterReport.Grouping) {
    self.init(
      k: grouping.k, inertia: grouping.inertia, silhouette: grouping.silhouette,
      sizes: grouping.clusters.map(\.size), centres: grouping.clusters.map(\.centre))
  }
}

extension CustomersReport.Quality {
  init(_ orders: CustomersImport) {
    let reports = orders.reports
    let refused =
      reports.flatMap { $0.refused.map { ($0.key.rawValue, $0.value) } }
      + (orders.repeats > 0 ? [(RefusalCause.duplicate.rawValue, orders.repeats)] : [])
    self.init(
      files: reports.map(\.file), rows: reports.reduce(0) { $0 + $1.rows },
      accepted: reports.reduce(-orders.repeats) { $0 + $1.accepted },
      refused: Dictionary(refused, uniquingKeysWith: +),
      duplicates: reports.reduce(orders.repeats) { $0 + $1.duplicates },
      refundedOrders: orders.refunded, daysWithoutOrders: Self.gaps(in: reports.map(\.demand)),
      outliers: orders.outliers,
      currency: reports.first?.currency.code ?? "",
      currencySource: (reports.first?.currencySource ?? .assumed).rawValue,
      currencies: Dictionary(reports.flatMap { Array($0.currencies) }, uniquingKeysWith: +),
      diagnostics: Array(reports.flatMap(\.diagnostics).prefix(20).map(\.description)))
  }

  /// Days from the first to the last of all files on which none has an order.
  private static func gaps(in demands: [DailyDemand]) -> Int {
    var busy: Set<Int32> = []
    for demand in demands {
      guard let first = demand.firstDay else { continue }
      for (offset, orders) in demand.orders.enumerated() where orders > 0 {
        busy.insert(first.number + Int32(offset))
      }
    }
    guard let first = busy.min(), let last = busy.max() else { return 0 }
    return Int(last - first) + 1 - busy.count
  }
}
