package import Commerce
import RealModule
import Statistics

/// Describes the eleven segments: size, behaviour, value, risk, movement, and what could be done
/// for each.
package struct SegmentBuilder: Sendable {
  private let currency: Currency
  private let model: CustomerModel?
  private let earlier: SegmentSnapshot?

  /// - Parameters:
  ///   - currency: That of the customers' revenue.
  ///   - model: Without one, lifetime value and churn risk stay `nil`.
  ///   - earlier: Who was where before (a week ago); without it nobody has moved.
  package init(currency: Currency, model: CustomerModel?, earlier: SegmentSnapshot? = nil) {
    self.currency = currency
    self.model = model
    self.earlier = earlier
  }

  /// All segments in the order of `SegmentName`, empty ones too.
  ///
  /// - Parameters:
  ///   - customers: Those the segmentation was made of, in the same order.
  ///   - segmentation: The segment of each.
  ///   - values: What the model says of each, if the caller has it already; else it is asked.
  /// - Returns: Eleven segments.
  package func segments(
    of customers: [Customer], segmentation: Segmentation, values: [CustomerValue]? = nil
  ) -> [Segment] {
    precondition(
      customers.count == segmentation.names.count,
      "\(customers.count) customers and \(segmentation.names.count) segment names")
    let values = values ?? model?.values(of: customers, asOf: segmentation.asOf)
    var sums = SegmentName.allCases.map { _ in SegmentSums() }
    for index in customers.indices {
      let place = segmentation.names[index].rank
      sums[place].add(customers[index], asOf: segmentation.asOf, value: values?[index])
      note(customers[index].id, in: place, &sums)
    }
    noteMovedOut(customers, segmentation, &sums)
    let revenue = sums.reduce(0) { $0 + $1.revenue }
    return zip(SegmentName.allCases, sums).map { segment($0, $1, revenueOfAll: revenue) }
  }

  private func segment(_ name: SegmentName, _ sums: SegmentSums, revenueOfAll: Double) -> Segment {
    let count = Double(max(sums.customers, 1))
    var segment = Segment(
      name: name, customers: sums.customers, reachableByEmail: sums.reachable,
      revenueShare: revenueOfAll > 0 ? sums.revenue / revenueOfAll : 0,
      meanRecencyDays: sums.recencyDays / count, meanFrequency: sums.purchaseDays / count,
      meanMonetary: sums.purchaseDays > 0 ? sums.revenue / sums.purchaseDays : 0,
      lifetimeValue: lifetimeValue(sums),
      churnRisk: sums.valued > 0 ? sums.churnRisk / Double(sums.valued) : nil,
      movedIn: sums.movedIn, movedOut: sums.movedOut)
    segment.recommendations = RecommendationBook(currency: currency).recommendations(for: segment)
    return segment
  }

  /// The mean value of a member with an 80 % interval.
  ///
  /// The interval holds the chance in what the members will do, what the data leave open about the
  /// parameters, and the error of the model itself. It is log-normal, so never below 0.
  private func lifetimeValue(_ sums: SegmentSums) -> Estimate? {
    guard let model, sums.priced > 0, sums.priced == sums.customers else { return nil }
    let count = Double(sums.priced)
    let mean = sums.value / count
    guard mean > 0 else { return Estimate(mean: 0, low: 0, high: 0) }
    let chance = sums.valueVariance / (count * count) / (mean * mean)
    let knowledge =
      model.parameterDeviation * model.parameterDeviation
      + CustomerModel.modelDeviation * CustomerModel.modelDeviation
    let logVariance = Double.log(onePlus: chance + knowledge)
    let width = NormalDistribution.standard.quantile(0.9) * logVariance.squareRoot()
    let median = mean * Double.exp(-logVariance / 2)
    return Estimate(
      mean: mean, low: median * Double.exp(-width), high: median * Double.exp(width), level: 0.8)
  }
}

extension SegmentBuilder {
  private func note(_ customer: Customer.ID, in place: Int, _ sums: inout [SegmentSums]) {
    guard let earlier, earlier.members[customer]?.rank != place else { return }
    sums[place].movedIn += 1
  }

  private func noteMovedOut(
    _ customers: [Customer], _ segmentation: Segmentation, _ sums: inout [SegmentSums]
  ) {
    guard let earlier else { return }
    for (customer, name) in zip(customers, segmentation.names) {
      guard let before = earlier.members[customer.id], before != name else { continue }
      sums[before.rank].movedOut += 1
    }
  }
}

/// Sums over the members of a segment.
private struct SegmentSums {
  var customers = 0
  var reachable = 0
  /// Currency units.
  var revenue = 0.0
  var recencyDays = 0.0
  var purchaseDays = 0.0
  /// Members with a churn risk, and with a value.
  var valued = 0
  var priced = 0
  var churnRisk = 0.0
  var value = 0.0
  var valueVariance = 0.0
  var movedIn = 0
  var movedOut = 0

  mutating func add(_ customer: Customer, asOf day: Day, value: CustomerValue?) {
    customers += 1
    if customer.acceptsEmail { reachable += 1 }
    revenue += Double(customer.revenueMicros) / 1_000_000
    recencyDays += Double(max(day.days(since: customer.lastDay), 0))
    purchaseDays += Double(customer.purchaseDays)
    guard let value else { return }
    valued += 1
    churnRisk += value.churnRisk
    guard let expected = value.revenue else { return }
    priced += 1
    self.value += expected
    valueVariance += value.deviation * value.deviation
  }
}
