package import Commerce
import Statistics

/// Everything that is said of a shop's customers on one day: the report and a line for each.
///
/// The stages, each from what the one before gives: histories → customers as known on the day →
/// scores and named segments → clusters → purchase and spend models → forecasts of the period
/// ahead → the report. With a calibration the day is its end, and what came after judges the
/// forecasts.
package struct CustomersAnalysis: Sendable {
  package let report: CustomersReport
  /// The day it speaks of: the last one learnt from.
  package let day: Day
  /// Days that expected purchases and churn risk speak of.
  package let horizonDays: Int
  /// Customers as known on `day`.
  package let known: KnownCustomers
  package let segmentation: Segmentation
  /// `nil` where customers could not be grouped.
  package let clusters: ClusterReport?
  /// `nil` with too little data.
  package let model: CustomerModel?
  package let forecasts: [BehaviourForecast]?
  package let values: [Estimate?]?
  /// With too little data for models, what a customer spends in a year at the rate so far.
  package let plainRate: Estimate?

  /// Days churn speaks of where no hold-out period gives its length.
  package static let usualHorizonDays = 90

  /// - Parameters:
  ///   - orders: What was read.
  ///   - question: What is asked.
  ///   - seed: Of the search for clusters; the same seed gives the same report.
  /// - Throws: ``CustomersError`` if the question cannot be answered.
  package init(
    _ orders: CustomersImport, _ question: CustomersQuestion = CustomersQuestion(),
    seed: UInt64 = 1
  ) throws(CustomersError) {
    let span = try CustomersSpan(orders, question)
    let known = orders.histories.customers(asOf: span.day)
    day = span.day
    horizonDays = span.horizonDays
    self.known = known
    segmentation = Segmentation.assign(customers: known.customers, asOf: span.day)
    var generator = SeededGenerator(seed: seed)
    // Without clusters a note says so.
    clusters = try? ClusterReport.make(
      customers: known.customers, asOf: span.day, clusters: question.clusters, using: &generator)
    let fitted = FittedCustomers(orders.histories, known, horizonDays: span.horizonDays)
    model = fitted.model
    forecasts = fitted.forecasts
    values = model.map { $0.lifetimeRanges(of: known.customers, asOf: span.day) }
    plainRate = model?.spend == nil ? PlainRate(known).spendAYear : nil
    let holdout = span.isJudged ? fitted.holdOut(orders.histories, known, upTo: span.asOf) : nil
    let notes =
      orders.notes + orders.reports.flatMap(\.notes) + fitted.notes
      + (clusters == nil ? ["No clusters: too few customers differ."] : [])
      + (plainRate.map { [PlainRate.note($0)] } ?? [])
    let all = span.isJudged ? orders.histories.customers(asOf: span.asOf) : known
    let channels = ChannelShare.shares(of: known, in: orders.histories)
    report = CustomersReport(
      customers: all.customers.count,
      orders: all.customers.reduce(0) { $0 + Int($1.orders) },
      revenue: Double(all.customers.reduce(0) { $0 + $1.revenueMicros }) / 1_000_000,
      asOf: span.asOf, quality: CustomersReport.Quality(orders),
      rfm: CustomersReport.Scores(known.customers, segmentation),
      kmeans: clusters?.candidates.map(CustomersReport.Clusters.init) ?? [],
      firstChannels: channels.isEmpty ? nil : channels,
      bgnbd: model.map(CustomersReport.PurchaseParameters.init),
      gammaGamma: model.flatMap(CustomersReport.SpendParameters.init), plainRate: plainRate,
      holdout: holdout,
      notes: notes.isEmpty ? nil : notes)
  }

  /// The lines of the customers' file, in ascending order of the references.
  ///
  /// - Parameters:
  ///   - histories: Those the analysis was made of.
  ///   - line: Is given each line in turn; what it throws ends the writing.
  package func writeLines(
    _ histories: PurchaseHistories, to line: (CustomerLine) throws -> Void
  ) rethrows {
    let alive = model?.purchases.model
    for (index, customer) in known.customers.enumerated() {
      try line(
        CustomerLine(
          reference: histories.reference(of: known.rows[index]),
          recencyDays: day.days(since: customer.lastDay), frequency: Int(customer.purchaseDays),
          monetary: Double(customer.revenueMicros) / 1_000_000,
          recencyScore: segmentation.recencyScores[index],
          frequencyScore: segmentation.frequencyScores[index],
          monetaryScore: segmentation.monetaryScores[index], segment: segmentation.names[index],
          cluster: clusters?.assignments[index],
          probabilityAlive: alive.map {
            $0.probabilityAlive(customer.purchaseSummary(asOf: day))
          },
          expectedPurchases: forecasts?[index].purchases, churnRisk: forecasts?[index].churnRisk,
          value: values?[index] ?? plainRate))
    }
  }
}

/// The days a question is about, checked against the orders.
private struct CustomersSpan {
  let asOf: Day
  /// The last day learnt from.
  let day: Day
  let horizonDays: Int
  let isJudged: Bool

  init(_ orders: CustomersImport, _ question: CustomersQuestion) throws(CustomersError) {
    let histories = orders.histories
    guard let first = histories.firstDay, let last = histories.lastDay else {
      guard let day = question.asOf, let first = orders.reports.compactMap(\.firstDay).min() else {
        throw .noOrders
      }
      throw .nothingYet(day: day, first: first)
    }
    if let clusters = question.clusters, !(1...50).contains(clusters) {
      throw .clusterCount(clusters)
    }
    asOf = question.asOf ?? last
    day = question.calibrationEnd ?? asOf
    isJudged = question.calibrationEnd != nil
    guard day >= first else { throw .nothingYet(day: day, first: first) }
    guard !isJudged || day < asOf else { throw .calibrationNotBefore(end: day, asOf: asOf) }
    horizonDays = isJudged ? asOf.days(since: day) : CustomersAnalysis.usualHorizonDays
  }
}

/// What the models say, or why they say nothing.
private struct FittedCustomers {
  var model: CustomerModel?
  var forecasts: [BehaviourForecast]?
  var notes: [String] = []

  init(_ histories: PurchaseHistories, _ known: KnownCustomers, horizonDays: Int) {
    do {
      let fitted = try CustomerModel.fit(
        customers: known.customers, asOf: known.day, limit: .max)
      let behaviour = try BehaviourModel(
        histories, asOf: known.day, horizonDays: horizonDays)
      model = fitted
      forecasts = behaviour.forecasts(of: known.rows, in: histories)
      if fitted.spend == nil { notes.append("No lifetime value: too few customers came back.") }
      if behaviour.windows == 0 {
        notes.append(Self.uncalibrated(histories, known.day, horizonDays))
      }
    } catch {
      notes.append("\(error)")
    }
  }

  /// Why churn is that of the model of purchases alone.
  private static func uncalibrated(
    _ histories: PurchaseHistories, _ day: Day, _ horizonDays: Int
  ) -> String {
    let known = day.days(since: histories.firstDay ?? day)
    let isShort = PseudoPeriods(historyDays: known, horizonDays: horizonDays).windows.isEmpty
    return "Churn is not calibrated: "
      + (isShort
        ? "\(known) days of orders are too few to hold a past period of \(horizonDays) days."
        : "in past periods of \(horizonDays) days too few customers were known, or too few of them "
          + "bought, or too few did not.")
  }

  func holdOut(
    _ histories: PurchaseHistories, _ known: KnownCustomers, upTo end: Day
  ) -> HoldOut? {
    guard let forecasts else { return nil }
    let worth = zip(forecasts, known.customers).map { forecast, customer in
      forecast.nearest * (model?.spend?.model.expectedAverage(after: customer.repeatSpend) ?? 1)
    }
    return HoldOut(
      forecasts, worth: worth, of: known.rows, in: histories, from: known.day, upTo: end)
  }
}

extension CustomersReport.Scores {
  init(_ customers: [Customer], _ segmentation: Segmentation) {
    var counts: [SegmentName: (customers: Int, micros: Int64)] = [:]
    for (customer, name) in zip(customers, segmentation.names) {
      counts[name, default: (0, 0)].customers += 1
      counts[name, default: (0, 0)].micros += customer.revenueMicros
    }
    let all = customers.reduce(0.0) { $0 + Double($1.revenueMicros) }
    self.init(
      scoreCounts: segmentation.scoreCounts,
      segments: SegmentName.allCases.map { name in
        let found = counts[name] ?? (0, 0)
        return CustomersReport.SegmentShare(
          name: name.rawValue, customers: found.customers,
          revenueShare: all > 0 ? Double(found.micros) / all : 0)
      })
  }
}
