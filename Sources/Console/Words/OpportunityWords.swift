import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

/// Opportunities as they are read.
enum OpportunityWords {
  /// What became of it: the decision that it is and how that stands, or what it waits for.
  static func state(
    _ row: OpportunityBoard.Row, _ detail: OpportunitiesDetail, now: Instant
  ) -> StyledText {
    switch row.fate {
    case .waits(let words): StyledText("waits \(words)", .textDim)
    case .proposed(let id):
      StyledText("decision \(id) ", .text)
        + (detail.states[id].map { Words.state($0, now: now) } ?? StyledText("is over", .textDim))
    }
  }

  /// `£84 (−£12 to 190) in 14 days for £60, 71 % likely to be a profit, score 3.2`
  static func figures(_ opportunity: Opportunity, _ currency: Currency) -> String {
    let cost =
      opportunity.cost > 0 ? "for \(Words.money(opportunity.cost, currency))" : "at no cost"
    let profit = opportunity.profit
    return "\(Words.money(profit.mean, currency)) (\(Words.interval(profit, currency))) in "
      + "\(Words.plural(opportunity.horizonDays, "day")) \(cost), "
      + "\(Words.percent(opportunity.confidence, digits: 0)) likely to be a profit, score "
      + Words.fixed(opportunity.score, digits: 1)
  }

  /// What it may be worth where the return is better than expected, if that is why it is tried.
  static func hope(_ opportunity: Opportunity, _ currency: Currency) -> String? {
    opportunity.learning.map {
      "worth trying for \(Words.money($0.profit, currency)) where returns are better than expected, "
        + "\(Words.percent($0.confidence, digits: 0)) likely"
    }
  }

  /// When there is a next round.
  static func next(_ detail: OpportunitiesDetail, now: Instant) -> String {
    "next round at \(detail.next.timeOfDay)"
      + (detail.next.day == now.day ? "" : " on \(Words.date(detail.next.day))")
  }

  /// Rejected ideas with their kind first, kinds in one order.
  static func rejected(_ board: OpportunityBoard) -> [(kind: Opportunity.Kind, ideas: [Considered])]
  {
    Opportunity.Kind.allCases.compactMap { kind in
      let ideas = board.rejected.filter { $0.kind == kind }
      return ideas.isEmpty ? nil : (kind, ideas)
    }
  }

  /// The platform, where the subject does not name it.
  private static func platform(_ row: OpportunityBoard.Row) -> String {
    let name = row.opportunity.platform.name
    return row.subject.hasSuffix(name) ? "" : ", " + name
  }

  /// Everything, read aloud.
  static func lines(_ detail: OpportunitiesDetail, _ facts: Facts) -> [String] {
    guard let board = detail.board else {
      return ["Nothing was looked for yet; \(next(detail, now: facts.now))."]
    }
    let found = board.rows.enumerated().map { place, row in
      "\(place + 1). \(row.opportunity.kind.rawValue), \(row.subject)\(platform(row)): "
        + "\(figures(row.opportunity, facts.currency)); "
        + "\(state(row, detail, now: facts.now).plain). \(row.opportunity.reason)"
    }
    return [
      "Opportunities as of \(Words.moment(board.at, now: facts.now)), "
        + "\(next(detail, now: facts.now)): \(Words.count(board.rows.count)), "
        + "\(Words.count(board.rejected.count)) rejected"
    ] + found
      + board.rejected.map { "Not \($0.kind.rawValue), \($0.subject): \($0.why)" }
      + (board.unlisted > 0 ? ["\(Words.count(board.unlisted)) more are not listed"] : [])
  }
}
