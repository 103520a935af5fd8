import AgentInterface
import Campaigns
import Commerce
import FoundationEssentials
import OrderedCollections
import Oversight

/// What was found worth doing, kept for whoever asks and over a restart.
extension AgentState {
  private static let boardKey = "opportunities"
  /// Opportunities and rejected ideas that are kept; with thousands of campaigns there are more.
  private static let kept = (rows: 60, rejected: 150)

  /// Keeps a round's findings.
  ///
  /// - Parameters:
  ///   - strategy: What was found.
  ///   - proposed: The decisions that its drafts became, in their order.
  mutating func keepBoard(_ strategy: Strategy, proposed: [Decision.ID]) {
    let rows = zip(strategy.findings.opportunities, strategy.fates).compactMap {
      opportunity, fate -> OpportunityBoard.Row? in
      let kept: OpportunityBoard.Fate
      switch fate {
      case .drafted(let place): kept = .proposed(proposed[place])
      case .waits(let words): kept = .waits(words)
      case .left: return nil
      }
      return OpportunityBoard.Row(
        opportunity: opportunity, subject: subject(of: opportunity), fate: kept)
    }
    let rejected = strategy.findings.considered
    let board = OpportunityBoard(
      at: now, rows: Array(rows.prefix(Self.kept.rows)),
      rejected: Array(rejected.prefix(Self.kept.rejected)),
      unlisted: max(0, rows.count - Self.kept.rows)
        + max(0, rejected.count - Self.kept.rejected))
    opportunities = board
    remember(Self.boardKey, encoded(board))
  }

  private func subject(of opportunity: Opportunity) -> String {
    opportunity.subject(campaign: opportunity.campaign.flatMap { campaigns[$0]?.name })
  }

  mutating func recallBoard(_ memory: [String: String]) {
    // One that a later version wrote otherwise is found again in the next round.
    opportunities = memory[Self.boardKey].flatMap {
      try? JSONDecoder().decode(OpportunityBoard.self, from: Data($0.utf8))
    }
  }

  func opportunitiesDetail() -> OpportunitiesDetail {
    var detail = OpportunitiesDetail(board: opportunities, states: [:], next: nextPlanning)
    for id in detail.proposed { detail.states[id] = decisions[id]?.state }
    return detail
  }

  /// The next hour that ``plan()`` is due in.
  private var nextPlanning: Instant {
    let hour = now.startOfHour
    return hour.adding(hours: now.hour.isMultiple(of: 2) ? 2 : 1)
  }
}
