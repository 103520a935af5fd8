import Commerce
import Evaluation
import Oversight

/// A running campaign whose creatives are worn, with what would replace them.
struct WornCreatives: Sendable {
  let campaign: Campaign
  let words: String
  /// Empty where every idea has run or was refused.
  let fresh: WrittenMessages
  /// What replacing them is worth.
  let opportunity: Opportunity

  /// Why they stay.
  var obstacle: String? {
    guard fresh.creatives.isEmpty else { return nil }
    return "\(words); "
      + (fresh.refused.isEmpty
        ? "every idea has run" : fresh.refused.map(\.words).joined(separator: "; "))
  }
}

extension OpportunityFinder.Search {
  /// Creatives that are clicked less than when they were new.
  ///
  /// They are replaced whatever that is worth, so nothing is left out for being worth little: worn
  /// creatives that stay wear further.
  mutating func refreshes() {
    let writer = CampaignWriter(input)
    for campaign in input.campaigns where campaign.status == .active && campaign.platform.hasBudgets
    {
      guard let wear = Wear(of: campaign.id, input.book, before: input.now.day), wear.isWorn else {
        continue
      }
      let subject = "\"\(campaign.name)\""
      let gain = RefreshGain(wear, of: campaign, input)
      let opportunity = Opportunity(
        kind: .creativeRefresh, platform: campaign.platform, audience: campaign.audience,
        campaign: campaign.id, profit: gain.profit, cost: 0, horizonDays: RefreshGain.horizonDays,
        confidence: gain.confidence, reason: gain.words)
      if let why = obstacle(to: opportunity, campaign) {
        reject(.creativeRefresh, subject, "\(wear.words); \(why)")
        continue
      }
      let found = WornCreatives(
        campaign: campaign, words: "\(wear.words): the creatives are worn",
        fresh: writer.refresh(of: campaign, tried: campaign.creatives), opportunity: opportunity)
      worn.append(found)
      if let why = found.obstacle {
        reject(.creativeRefresh, subject, why)
      } else {
        keep(opportunity)
      }
    }
  }

  private func obstacle(to opportunity: Opportunity, _ campaign: Campaign) -> String? {
    if input.isHeld(campaign) { return "an alert is open there" }
    if memory.isBusy(campaign.id) { return "another decision for it is waiting" }
    if input.experiments.contains(where: {
      $0.campaigns.contains(campaign.id) && $0.status.isOpen
    }) {
      return "a test is running there"
    }
    if wasRefreshedLately(campaign.id) { return "its creatives were new less than 14 days ago" }
    return memory.obstacle(to: DecisionMemory.Idea(opportunity))
  }

  private func wasRefreshedLately(_ campaign: Campaign.ID) -> Bool {
    memory.decisions(touching: campaign).contains { decision in
      guard case .replaceCreative = decision.action else { return false }
      // What a person said of it has its own time of rest.
      if case .rejected = decision.state { return false }
      return input.now.seconds(since: decision.proposedAt) < 14 * Instant.secondsPerDay
    }
  }
}
