import AgentInterface
import Commerce

struct SegmentsReport: Report {
  var now: String
  var customers: Int
  var orders: Int
  var movedThisWeek: Int
  var valueNote: String?
  var segments: [Row]

  struct Row: Encodable {
    var name: String
    var customers: Int
    var reachableByEmail: Int
    var revenueShare: Double
    var meanRecencyDays: Double
    var meanFrequency: Double
    var meanMonetary: Double
    /// Expected revenue of one member over 12 months, in currency units.
    var lifetimeValue: EstimateValue?
    var churnRisk: Double?
    var movedIn: Int
    var movedOut: Int
    var recommendations: [Recommendation]
  }

  struct Recommendation: Encodable {
    var platform: String
    var campaignType: String
    var reason: String
  }

  private let snapshot: Snapshot

  init(_ snapshot: Snapshot) {
    let board = snapshot.customers
    now = snapshot.now.iso8601
    customers = board.customers
    orders = board.orders
    movedThisWeek = board.movedThisWeek
    valueNote = board.valueNote
    segments = board.segments.map(Row.init)
    self.snapshot = snapshot
  }

  func text(_ layout: TextLayout) -> String {
    let currency = snapshot.shop.currency
    let table = TextTable(
      [
        .left("segment"), .right("size"), .right("by e-mail"), .right("revenue"),
        .right("recency"), .right("frequency"), .right("a day of orders"),
        .right("value in 12 months"), .right("churn"), .right("in"), .right("out"),
      ],
      rows: snapshot.customers.segments.map { segment in
        [
          segment.name.rawValue, Figure.count(segment.customers),
          Figure.count(segment.reachableByEmail), Figure.percent(segment.revenueShare, digits: 0),
          Figure.of(segment.meanRecencyDays, digits: 0) + " d",
          Figure.of(segment.meanFrequency, digits: 1),
          Money(units: segment.meanMonetary, currency).whole,
          segment.lifetimeValue.map { Figure.interval($0, currency) } ?? "–",
          Figure.percent(segment.churnRisk, digits: 0), "\(segment.movedIn)",
          "\(segment.movedOut)",
        ]
      }, emptyText: "There are no customers yet.")
    let note = layout == .aligned ? valueNote.map { "\n\n\($0)" } ?? "" : ""
    return table.text(layout) + note
  }

  private enum CodingKeys: String, CodingKey {
    case now, customers, orders, movedThisWeek, valueNote, segments
  }
}

extension SegmentsReport.Row {
  fileprivate init(_ segment: Segment) {
    self.init(
      name: segment.name.rawValue, customers: segment.customers,
      reachableByEmail: segment.reachableByEmail, revenueShare: segment.revenueShare,
      meanRecencyDays: segment.meanRecencyDays, meanFrequency: segment.meanFrequency,
      meanMonetary: segment.meanMonetary,
      lifetimeValue: segment.lifetimeValue.map(EstimateValue.init),
      churnRisk: segment.churnRisk, movedIn: segment.movedIn, movedOut: segment.movedOut,
      recommendations: segment.recommendations.map {
        SegmentsReport.Recommendation(
          platform: $0.platform.rawValue, campaignType: $0.objective.rawValue, reason: $0.reason)
      })
  }
}
