import AgentInterface
import Commerce
import Oversight

/// Decisions, waiting or of all times.
struct DecisionsReport: Report {
  var decisions: [Row]
  /// How well forecasts have held by class; none where it was not asked for.
  var calibration: [CalibrationValue]?

  struct Row: Encodable {
    var id: Int64
    var revision: Int
    var digest: String
    var title: String
    var action: String
    var platform: String
    var state: String
    var stateReason: String?
    var expires: String?
    var proposedBy: String
    var proposedAt: String
    var reason: String
    /// The kind of opportunity that it was made from, if it was made from one.
    var opportunity: String?
    var atWorst: MoneyValue
    var forecast: Forecast
    var outcome: Outcome?
    var checks: [Check]
    var undoes: Int64?
  }

  struct Forecast: Encodable {
    var metric: String
    var estimate: EstimateValue
    var horizonDays: Int
  }

  struct Outcome: Encodable {
    var actual: Double?
    var withinInterval: Bool?
    var settledAt: String
    var note: String
  }

  struct Check: Encodable {
    var guardrail: String
    var finding: String
    var words: String
  }

  private let source: [Decision]
  private let emptyText: String

  init(_ decisions: [Decision], calibration: [CalibrationRow]? = nil, emptyText: String) {
    self.calibration = calibration?.map(CalibrationValue.init)
    self.decisions = decisions.map(Row.init)
    source = decisions
    self.emptyText = emptyText
  }

  func text(_ layout: TextLayout) -> String {
    let table = TextTable(
      [
        .right("id"), .left("what"), .left("platform"), .left("state"), .right("at worst"),
        .left("expected"), .left("until"), .left("by"), .left("proposed"),
      ],
      rows: source.map { decision in
        [
          "\(decision.id)", decision.title, decision.platform.rawValue, decision.state.name,
          decision.atWorst.whole, decision.expectationWords,
          decision.state.deadline.map { "\($0)" } ?? "", "\(decision.proposedBy)",
          "\(decision.proposedAt)",
        ]
      }, emptyText: emptyText
    ).text(layout)
    let held = (calibration ?? []).map(\.sentence)
    return held.isEmpty || layout == .separated
      ? table : ([table, "", "How forecasts have held:"] + held).joined(separator: "\n")
  }

  private enum CodingKeys: String, CodingKey { case decisions, calibration }
}

extension DecisionsReport.Row {
  fileprivate init(_ decision: Decision) {
    self.init(
      id: decision.id.value, revision: decision.revision, digest: decision.digest.hexadecimal,
      title: decision.title, action: decision.action.actionClass.rawValue,
      platform: decision.platform.rawValue, state: decision.state.name,
      stateReason: decision.state.reason, expires: decision.state.deadline?.iso8601,
      proposedBy: "\(decision.proposedBy)", proposedAt: decision.proposedAt.iso8601,
      reason: decision.evidence.reason, opportunity: decision.evidence.opportunity?.rawValue,
      atWorst: MoneyValue(decision.atWorst),
      forecast: DecisionsReport.Forecast(
        metric: decision.forecast.metric.rawValue,
        estimate: EstimateValue(decision.forecast.estimate),
        horizonDays: decision.forecast.horizonDays),
      outcome: decision.outcome.map {
        DecisionsReport.Outcome(
          actual: $0.measurement?.actual, withinInterval: $0.measurement?.withinInterval,
          settledAt: $0.settledAt.iso8601, note: $0.note)
      },
      checks: decision.checks.map {
        DecisionsReport.Check(
          guardrail: $0.guardrail.rawValue, finding: $0.finding.rawValue, words: $0.words)
      }, undoes: decision.undoes?.value)
  }
}

extension Decision {
  /// `£61 (31…94) profit a day`, or nothing where nothing was forecast.
  var expectationWords: String {
    guard forecast.horizonDays > 0 else { return "" }
    let estimate = forecast.estimate
    if forecast.metric == .clickThroughRate {
      return "\(Figure.percent(estimate.mean, digits: 2)) \(forecast.metric.rawValue)"
    }
    return "\(Figure.interval(estimate, atWorst.currency)) \(forecast.metric.rawValue)"
  }
}

extension Decision.State {
  /// When it lapses or takes effect by itself.
  var deadline: Instant? {
    switch self {
    case .needsApproval(let expires): expires
    case .vetoWindow(let until): until
    default: nil
    }
  }

  var reason: String? {
    switch self {
    case .blocked(let rule, let words): "\(rule.rawValue): \(words)"
    case .failed(let reason), .withdrawn(let reason), .stale(let reason): reason
    case .rejected(let rejection):
      rejection.code.rawValue + (rejection.note.isEmpty ? "" : ": \(rejection.note)")
    default: nil
    }
  }
}
