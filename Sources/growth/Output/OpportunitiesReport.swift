import AgentInterface
import Commerce
import Evaluation
import Oversight

/// What was worth doing as of the last round of planning, best first, and what was left and why.
struct OpportunitiesReport: Report {
  /// When they were looked for; absent before the first round.
  var asOf: String?
  var nextRound: String
  var currency: String
  /// Best first.
  var opportunities: [Row]
  var rejected: [Rejected]
  /// Opportunities and rejected ideas that are not listed here.
  var unlisted: Int

  struct Row: Encodable {
    var rank: Int
    var kind: String
    var subject: String
    var platform: String
    var audience: String
    var campaign: Int64?
    /// Incremental, over the horizon, after the cost.
    var profit: EstimateValue
    var cost: Double
    var horizonDays: Int
    var confidence: Double
    var score: Double
    /// Where returns are better than expected, if that is why it is tried.
    var hopedProfit: Double?
    var hopedConfidence: Double?
    var reason: String
    var decision: Int64?
    var state: String
  }

  struct Rejected: Encodable {
    var kind: String
    var subject: String
    var why: String
  }

  init(_ detail: OpportunitiesDetail, _ currency: Currency) {
    asOf = detail.board?.at.iso8601
    nextRound = detail.next.iso8601
    self.currency = currency.code
    opportunities = (detail.board?.rows ?? []).enumerated().map { place, row in
      Row(rank: place + 1, row, detail.states)
    }
    rejected = (detail.board?.rejected ?? []).map {
      Rejected(kind: $0.kind.rawValue, subject: $0.subject, why: $0.why)
    }
    unlisted = detail.board?.unlisted ?? 0
  }

  func text(_ layout: TextLayout) -> String {
    let head = TextFacts([("as of", asOf ?? "not looked for yet"), ("next round", nextRound)])
    let found = TextTable(
      [
        .right("rank"), .left("kind"), .left("for"), .left("on"), .right("profit"),
        .right("80 % interval"), .right("cost"), .right("days"), .right("likely"),
        .right("score"), .left("state"), .left("why"),
      ],
      rows: opportunities.map(cells), emptyText: "Nothing was worth doing.")
    let left = TextTable(
      [.left("rejected"), .left("for"), .left("why")],
      rows: rejected.map { [$0.kind, $0.subject, $0.why] }, emptyText: "Nothing was rejected.")
    let more = unlisted > 0 ? [TextFacts([("not listed", "\(unlisted)")]).text(layout)] : []
    return ([head.text(layout), found.text(layout), left.text(layout)] + more)
      .joined(separator: layout == .aligned ? "\n\n" : "\n")
  }

  private func cells(_ row: Row) -> [String] {
    let currency = Currency(currency)
    func money(_ units: Double) -> String {
      currency.map { FigureWords.money(units, $0) } ?? FigureWords.oneDecimal(units)
    }
    return [
      "\(row.rank)", row.kind, row.subject, row.platform, money(row.profit.mean),
      "\(money(row.profit.low)) to \(money(row.profit.high))", money(row.cost),
      "\(row.horizonDays)", FigureWords.share(row.confidence), FigureWords.oneDecimal(row.score),
      row.state, row.reason,
    ]
  }
}

extension OpportunitiesReport.Row {
  fileprivate init(
    rank: Int, _ row: OpportunityBoard.Row, _ states: [Decision.ID: Decision.State]
  ) {
    let opportunity = row.opportunity
    self.rank = rank
    kind = opportunity.kind.rawValue
    subject = row.subject
    platform = opportunity.platform.rawValue
    audience = "\(opportunity.audience)"
    campaign = opportunity.campaign?.value
    profit = EstimateValue(opportunity.profit)
    cost = opportunity.cost
    horizonDays = opportunity.horizonDays
    confidence = opportunity.confidence
    score = opportunity.score
    hopedProfit = opportunity.learning?.profit
    hopedConfidence = opportunity.learning?.confidence
    reason = opportunity.reason
    switch row.fate {
    case .proposed(let id):
      decision = id.value
      state = states[id]?.name ?? "is over"
    case .waits(let words): state = "waits \(words)"
    }
  }
}
