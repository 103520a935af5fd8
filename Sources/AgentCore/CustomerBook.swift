package import Commerce
import DataPipeline
import Platforms
import Statistics

/// The shop's customers, kept up to date order by order, with their segments.
package struct CustomerBook: Sendable {
  package private(set) var customers: [Customer]
  private(set) var references: [String]
  private var rows: [String: Int32]
  private(set) var orderCount: Int
  private(set) var segmentation: Segmentation?
  private(set) var segments: [Segment] = []
  private(set) var model: CustomerModel?
  /// Why there is no lifetime value, if there is none.
  private(set) var valueNote: String?
  private(set) var values: [CustomerValue] = []
  private(set) var clusters: ClusterReport?
  private(set) var earlier: SegmentSnapshot?
  private(set) var currency: Currency
  private var nextID: Int64

  init(
    customers: [Customer], references: [String], orderCount: Int, earlier: SegmentSnapshot?,
    currency: Currency
  ) {
    self.customers = customers
    self.references = references
    self.orderCount = orderCount
    self.earlier = earlier
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
  mutating func take(_ order: ShopOrder, campaign: Campaign.ID?) -> Taken {
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
        amount: order.amount, campaign: campaign), customer: customer, isNew: isNew)
  }

  /// Marks a customer as not to be written to; `nil` if the reference is unknown or already marked.
  mutating func unsubscribe(_ reference: String) -> Customer? {
    guard let row = rows[reference].map(Int.init), customers[row].acceptsEmail else { return nil }
    customers[row].acceptsEmail = false
    return customers[row]
  }

  /// Scores and segments anew; cheap enough for every tick of a small shop.
  mutating func resegment(asOf day: Day) {
    let fresh = Segmentation.assign(customers: customers, asOf: day)
    segmentation = fresh
    segments = SegmentBuilder(currency: currency, model: model, earlier: earlier)
      .segments(of: customers, segmentation: fresh)
  }

  /// Fits lifetime value, churn and clusters: tens of milliseconds, so never inside a tick.
  func analysed(asOf day: Day, seed: UInt64) -> CustomerAnalysis {
    var analysis = CustomerAnalysis()
    do throws(CustomerModelError) {
      let fitted = try CustomerModel.fit(customers: customers, asOf: day)
      analysis.values = fitted.values(of: customers, asOf: day)
      analysis.model = fitted
    } catch {
      analysis.valueNote = "\(error)"
    }
    // Clusters move slowly and cost most: they are found anew on Mondays.
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
    valueNote = analysis.valueNote
    clusters = analysis.clusters
  }

  /// Takes a model up that was fitted before.
  mutating func recall(_ known: CustomerModel, asOf day: Day) {
    model = known
    values = known.values(of: customers, asOf: day)
  }

  /// Forgets the snapshot to compare with for a later one.
  mutating func compare(with snapshot: SegmentSnapshot) { earlier = snapshot }

  func snapshot() -> SegmentSnapshot? { segmentation?.snapshot(of: customers) }

  /// Shop references of a segment's members, by ascending customer id.
  func members(of name: SegmentName, accepting emailOnly: Bool) -> [String] {
    guard let segmentation else { return [] }
    return segmentation.names.indices.compactMap { row in
      guard segmentation.names[row] == name, !emailOnly || customers[row].acceptsEmail else {
        return nil
      }
      return references[row]
    }
  }
}
