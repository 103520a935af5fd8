import AgentInterface
import Commerce
import Oversight

/// A round of planning with something proposed, something waiting and something rejected.
enum OpportunityFixture {
  static let detail = OpportunitiesDetail(
    board: OpportunityBoard(
      at: SnapshotFixture.instant(14, 8),
      rows: [
        .init(
          opportunity: Opportunity(
            kind: .winback, platform: .klaviyo, audience: .segment(.atRisk), campaign: nil,
            profit: Estimate(mean: 312, low: 96, high: 605), cost: 0, horizonDays: 7,
            confidence: 0.97,
            reason: "842 members of At risk may be written to; 7.9 orders of £61.00 are expected",
            score: 43.2),
          subject: "At risk by e-mail", fate: .proposed(Decision.ID(866))),
        .init(
          opportunity: Opportunity(
            kind: .lookalike, platform: .metaAds, audience: .lookalike, campaign: nil,
            profit: Estimate(mean: 45, low: -160, high: 270), cost: 420, horizonDays: 14,
            confidence: 0.52, learning: Hope(profit: 280, confidence: 0.86),
            reason: "attributed return 3.0 expected (published benchmarks)", score: 17.2),
          subject: "lookalikes on Meta Ads", fate: .waits("behind 1 better one")),
        .init(
          opportunity: Opportunity(
            kind: .creativeRefresh, platform: .googleAds, audience: .everyone,
            campaign: Campaign.ID(2), profit: Estimate(mean: 88, low: 12, high: 170), cost: 0,
            horizonDays: 14, confidence: 0.93, reason: "the creatives are worn", score: 5.9),
          subject: "\"Brand search\"", fate: .proposed(Decision.ID(851))),
      ],
      rejected: [
        Considered(kind: .upsell, subject: "Champions by e-mail", why: "only 3 members"),
        Considered(
          kind: .budgetMove, subject: "budgets",
          why: "the best move would bring £0.40 a day, 55 % likely to be a gain"),
        Considered(kind: .upsell, subject: "Loyal on Meta Ads", why: "Send \"x\" comes first"),
      ], unlisted: 12),
    states: [
      Decision.ID(866): .needsApproval(expires: SnapshotFixture.now.adding(hours: 30)),
      Decision.ID(851): .confirmed(at: SnapshotFixture.instant(14, 8)),
    ], next: SnapshotFixture.instant(14, 10))
}
