package import Commerce
import DataPipeline
import Platforms
import Statistics

/// The shop's customers, kept up to date order by order, with their segments.
package struct CustomerBook: Sendable {
  package private(set) var customers: [Customer]
  private(set) var references: [String]
  private var rows: [String: Int32]
  /// Rows in ascending order of the references' bytes, by which equal scores are told apart.
  private var order: [Int32] = []
  private(set) var orderCount: Int
  private(set) var segmentation: Segmentation?
  private(set) var segments: [Segment] = []
  private(set) var model: CustomerModel?
  /// Why there is no lifetime value, if there is none.
  private(set) var valueNote: String?
  private(set) var values: [CustomerValue] = []
  /// Probability of no purchase in 90 days by row, from rhythms; as long as the customers then known.
  private var churn: [Double?] = []
  private(set) var clusters: ClusterReport?
  /// Who was where a week before the last analysis.
  private(set) var earlier: SegmentSnapshot?
  private(set) var currency: Currency
  private var nextID: Int64

  init(
    customers: [Customer], references: [String], orderCount: Int, currency: Currency
  ) {
    self.customers = customers
    self.references = references
    self.orderCount = orderCount
    self.currency = currency
    rows = Dictionary(minimumCapacity: references.count)
    for (row, reference) in references.enumerated() { rows[reference] = Int32(row) }
    nextID = (customers.last?.id.value ?? 0) + 1
  }

  /// What one order changed.
  struct Taken {
    var order: Order
    var customer: Customer
    var isNew: Bool
  }

  /// Takes in an order of the shop.
  ///
  /// - Parameters:
  ///   - order: As the shop tells it.
  ///   - campaign: The one whose link led to it.
  ///   - channel: What it came by, if known.
  /// - Returns: What it changed.
  mutating func take(
    _ order: ShopOrder, campaign: Campaign.ID?, channel: String? = nil
  ) -> Taken {
    orderCount += 1
    let day = order.placedAt.day
    let row: Int
    let isNew: Bool
    if let known = rows[order.customerReference] {
      row = Int(known)
      isNew = false
      // An order that arrives late counts to the last day: how many days there were needs the whole
      // history.
      let counted = max(day, customers[row].lastDay)
      customers[row].ordered(on: counted, amountMicros: order.amount.micros)
    } else {
      row = customers.count
      isNew = true
      rows[order.customerReference] = Int32(row)
      references.append(order.customerReference)
      customers.append(
        Customer(
          id: Customer.ID(nextID), firstOrderOn: day, amountMicros: order.amount.micros))
      nextID += 1
    }
    let customer = customers[row]
    return Taken(
      order: Order(
        reference: order.reference, customer: customer.id, placedAt: order.placedAt,
        amount: order.amount, campaign: campaign, channel: channel), customer: customer,
      isNew: isNew)
  }

  /// Marks a customer as not to be written to; `nil` if the reference is unknown or already marked.
  mutating func unsubscribe(_ reference: String) -> Customer? {
    guard let row = rows[reference].map(Int.init), customers[row].acceptsEmail else { return nil }
    customers[row].acceptsEmail = false
    return customers[row]
  }

  /// Scores and segments anew; cheap enough for every tick of a small shop.
  mutating func resegment(asOf day: Day) {
    sortNewcomers()
    let fresh = Segmentation.assign(customers: customers, asOf: day, order: order)
    segmentation = fresh
    values = model?.values(of: customers, asOf: day) ?? []
    settleChurn()
    segments = SegmentBuilder(currency: currency, model: model, earlier: earlier)
      .segments(
        of: customers, segmentation: fresh, values: values.isEmpty ? nil : values)
  }

  private mutating func sortNewcomers() {
    guard order.count < references.count else { return }
    let references = references
    func precedes(_ left: Int32, _ right: Int32) -> Bool {
      references[Int(left)].utf8.lexicographicallyPrecedes(references[Int(right)].utf8)
    }
    let new = (Int32(order.count)..<Int32(references.count)).sorted(by: precedes)
    var known = order[...]
    var merged: [Int32] = []
    merged.reserveCapacity(references.count)
    for row in new {
      while let next = known.first, precedes(next, row) {
        merged.append(next)
        known.removeFirst()
      }
      merged.append(row)
    }
    order = merged + known
  }

  /// Rhythms know better who comes back than the model of purchases does.
  private mutating func settleChurn() {
    for row in values.indices.prefix(churn.count) {
      if let risk = churn[row] { values[row].churnRisk = risk }
    }
  }

  /// Every order up to the end of `day`, by customer.
  ///
  /// - Parameters:
  ///   - day: The last day that counts.
  ///   - eachOrder: Hands out the orders placed before an instant, in any order.
  /// - Returns: The purchase days of who is known here.
  /// - Throws: What `eachOrder` throws.
  func histories<Failure: Error>(
    upTo day: Day,
    from eachOrder: (Instant, (PastOrder) -> Void) throws(Failure) -> Void
  ) throws(Failure) -> PurchaseHistories {
    let places = Dictionary(uniqueKeysWithValues: zip(customers.map(\.id), references))
    let builder = PurchaseHistoryBuilder()
    try eachOrder(Instant(day.adding(days: 1))) { order in
      guard let reference = places[order.customer] else { return }
      builder.add(
        customer: reference, at: order.placedAt, amountMicros: order.amountMicros,
        channel: order.channel)
    }
    return builder.finish(upTo: day)
  }

  /// The rows of the histories whose customers are in a segment now.
  func rows(of segment: SegmentName, in histories: PurchaseHistories) -> [Int] {
    guard let segmentation else { return [] }
    return (0..<histories.count).filter { row in
      rows[histories.reference(of: row)].map { segmentation.names[Int($0)] } == segment
    }
  }

  /// Who was in which segment at the end of `day`; `nil` if nobody had bought by then.
  private func membership(_ histories: PurchaseHistories, asOf day: Day) -> SegmentSnapshot? {
    var members: [Customer.ID: SegmentName] = [:]
    for (row, name) in histories.segments(asOf: day).enumerated() {
      guard let name, let place = rows[histories.reference(of: row)] else { continue }
      members[customers[Int(place)].id] = name
    }
    return members.isEmpty ? nil : SegmentSnapshot(day: day, members: members)
  }

  /// Churn from each customer's own rhythm, judged on the shop's own past, where that can be learnt.
  ///
  /// - Returns: Probabilities of no purchase in 90 days by row, `nil` for who is not in the
  ///   histories; empty where there is too little to learn from.
  private func churn(_ histories: PurchaseHistories, asOf day: Day) -> [Double?] {
    // It fails only for too little to learn from; churn is then left to the model of purchases.
    guard let model = try? BehaviourModel(histories, asOf: day, horizonDays: 90) else { return [] }
    let known = Array(0..<histories.count)
    var churn = [Double?](repeating: nil, count: customers.count)
    for (row, forecast) in zip(known, model.forecasts(of: known, in: histories)) {
      if let place = rows[histories.reference(of: row)] { churn[Int(place)] = forecast.churnRisk }
    }
    return churn
  }

  /// Fits lifetime value, churn and clusters: tens of milliseconds, so never inside a tick.
  ///
  /// - Parameters:
  ///   - day: Today.
  ///   - histories: Up to yesterday; without them churn is left to the model of purchases.
  ///   - demand: Orders by day.
  ///   - seed: Of the search for clusters.
  /// - Returns: What is then to be taken in.
  func analysed(
    asOf day: Day, histories: PurchaseHistories?, demand: DailyDemand, seed: UInt64
  ) -> CustomerAnalysis {
    var analysis = CustomerAnalysis()
    analysis.churn = churn
    // Today is not over, so it says nothing yet.
    analysis.outlook = DemandForecast.make(
      history: demand.through(day.adding(days: -1)), horizonDays: 28)
    analysis.earlier = histories.flatMap { membership($0, asOf: day.adding(days: -7)) }
    do throws(CustomerModelError) {
      // In the order of the references, so that the model does not depend on how orders came in.
      let fitted = try CustomerModel.fit(customers: order.map { customers[Int($0)] }, asOf: day)
      analysis.values = fitted.values(of: customers, asOf: day)
      analysis.model = fitted
    } catch {
      let rate = PlainRate(KnownCustomers(customers, day: day)).spendAYear
      analysis.valueNote = (["\(error)"] + (rate.map { [PlainRate.note($0)] } ?? []))
        .joined(separator: " ")
    }
    // Rhythms and clusters move slowly and cost most: they are found anew on Mondays.
    if let histories, churn.isEmpty || day.weekday == 0 {
      analysis.churn = churn(histories, asOf: day.adding(days: -1))
    }
    guard clusters == nil || day.weekday == 0 else {
      analysis.clusters = clusters
      return analysis
    }
    var generator = SeededGenerator(seed: seed)
    // Too few or all equal customers have no clusters; the segments stand without them.
    analysis.clusters = try? ClusterReport.make(
      customers: customers, asOf: day, clusters: nil, using: &generator)
    return analysis
  }

  mutating func take(_ analysis: CustomerAnalysis) {
    model = analysis.model
    values = analysis.values
    churn = analysis.churn
    settleChurn()
    valueNote = analysis.valueNote
    clusters = analysis.clusters
    earlier = analysis.earlier ?? earlier
  }

  /// Takes a model up that was fitted before; the next segmentation is valued by it.
  mutating func recall(_ known: CustomerModel) { model = known }

  func snapshot() -> SegmentSnapshot? { segmentation?.snapshot(of: customers) }

  /// Shop references of a segment's members, by ascending customer id.
  ///
  /// - Parameters:
  ///   - name: The segment.
  ///   - emailOnly: Whether those are left out who may not be written to.
  /// - Returns: References as the shop has them.
  package func members(of name: SegmentName, accepting emailOnly: Bool) -> [String] {
    guard let segmentation else { return [] }
    return segmentation.names.indices.compactMap { row in
      guard segmentation.names[row] == name, !emailOnly || customers[row].acceptsEmail else {
        return nil
      }
      return references[row]
    }
  }
}
