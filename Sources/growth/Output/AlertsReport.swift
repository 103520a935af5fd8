import AgentInterface
import Commerce

struct AlertsReport: Report {
  var now: String
  var alerts: [Row]

  struct Row: Encodable {
    var id: Int64
    var severity: String
    var state: String
    /// `shop`, `platform` or `campaign`.
    var scope: String
    var scopeName: String
    var metric: String
    var expected: EstimateValue
    var actual: Double
    var openedAt: String
    var resolvedAt: String?
    var acknowledgedBy: String?
    var silencedUntil: String?
    /// What is lost a day while it lasts; absent where that is not known.
    var riskPerDay: MoneyValue?
    var causes: [String]
  }

  init(_ snapshot: Snapshot) {
    now = snapshot.now.iso8601
    alerts = snapshot.alerts.map { Row($0, in: snapshot) }
  }

  func text(_ layout: TextLayout) -> String {
    TextTable(
      [
        .right("id"), .left("severity"), .left("state"), .left("where"), .left("metric"),
        .right("actual"), .right("expected"), .right("a day at risk"), .left("since"),
        .left("likely"),
      ],
      rows: alerts.map { row in
        [
          "\(row.id)", row.severity, row.state, row.scopeName, row.metric, Figure.of(row.actual),
          "\(Figure.of(row.expected.low))…\(Figure.of(row.expected.high))",
          Figure.of(row.riskPerDay.map { Double($0.micros) / 1_000_000 }, digits: 0), row.openedAt,
          row.causes.first ?? "",
        ]
      }, emptyText: "Nothing is out of the ordinary."
    ).text(layout)
  }
}

extension AlertsReport.Row {
  fileprivate init(_ alert: Alert, in snapshot: Snapshot) {
    let place: (kind: String, name: String) =
      switch alert.scope {
      case .shop: ("shop", snapshot.shop.name)
      case .platform(let platform): ("platform", platform.name)
      case .campaign(let id):
        (
          "campaign",
          snapshot.campaigns.first { $0.campaign.id == id }?.campaign.name ?? "campaign \(id)"
        )
      }
    self.init(
      id: alert.id.value, severity: "\(alert.severity)", state: alert.state.rawValue,
      scope: place.kind, scopeName: place.name, metric: alert.metric.rawValue,
      expected: EstimateValue(alert.expected), actual: alert.actual,
      openedAt: alert.openedAt.iso8601, resolvedAt: alert.resolvedAt?.iso8601,
      acknowledgedBy: alert.acknowledgedBy, silencedUntil: alert.silencedUntil?.iso8601,
      riskPerDay: alert.riskPerDay.map { MoneyValue($0) }, causes: alert.causes)
  }
}
