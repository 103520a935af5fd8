import AgentInterface
import Campaigns
package import Commerce
import OrderedCollections
import Oversight
import Persistence

/// The campaigns that a sample shop begins with, so that there is something to steer from the first
/// hour.
///
/// They are ordered by the person who accepted the sample, and go through guardrails, ledger and
/// outbox like any other.
package enum StarterCampaigns {
  package struct Starter: Sendable {
    package let name: String
    package let objective: Campaign.Objective
    package let platform: Platform
    package let audience: Audience
    /// Share of the day cap.
    let share: Double
    /// What its messages rest on.
    package let ideas: [Creative.Idea]

    /// Its messages as a writer puts them; others stand in for those that the brand refuses.
    func creatives(by writer: CampaignWriter) -> WrittenMessages {
      writer.creatives(objective, audience, platform, first: ideas)
    }
  }

  package static let all: [Starter] = [
    Starter(
      name: "Brand search", objective: .retention, platform: .googleAds, audience: .everyone,
      share: 0.08,
      ideas: [.benefit, .curiosity]),
    Starter(
      name: "Shopping · bestsellers", objective: .acquisition, platform: .googleAds,
      audience: .prospects, share: 0.13,
      ideas: [.socialProof, .benefit]),
    Starter(
      name: "Gift ideas · lookalike", objective: .acquisition, platform: .metaAds,
      audience: .lookalike, share: 0.13,
      ideas: [.curiosity, .benefit]),
    Starter(
      name: "Winback · lapsed gifters", objective: .winback, platform: .metaAds,
      audience: .segment(.atRisk), share: 0.08,
      ideas: [.gratitude, .curiosity]),
  ]
}

extension AgentState {
  /// Orders the starter campaigns in a person's name, once in the life of a shop.
  mutating func setUp(by person: Originator) {
    guard campaigns.isEmpty, decisions.isEmpty else { return }
    let writer = CampaignWriter(shop: shop, policy: policy, rules: settings.brand)
    for starter in StarterCampaigns.all {
      let messages = starter.creatives(by: writer)
      guard !messages.creatives.isEmpty else {
        journal(
          .plan, "Not started: \"\(starter.name)\", no message passes the brand's rules",
          detail: messages.refused.map(\.words).joined(separator: "\n"))
        continue
      }
      let id = ids.nextCampaign()
      let budget = policy.dayCap.scaled(by: starter.share).roundedDownToMinorUnit
      var recipients: [String] = []
      if case .segment(let name) = starter.audience {
        recipients = people.members(of: name, accepting: false)
        if recipients.isEmpty { continue }
      }
      let plan = CampaignPlan(
        campaign: id, externalName: "ga-\(id) \(starter.name)", objective: starter.objective,
        platform: starter.platform, audience: starter.audience, recipients: recipients,
        dailyBudget: budget,
        spendCap: min(policy.totalCap, policy.dayCap.scaled(by: CampaignWriter.capDays)),
        end: now.day.adding(days: 7),
        creatives: messages.creatives)
      let action = Action.createCampaign(plan)
      let decision = propose(
        Draft(
          action: action, title: "Start \"\(starter.name)\" at \(budget) a day",
          platform: starter.platform,
          evidence: Decision.Evidence(
            reason: "part of the sample shop's set-up that \(person) accepted", facts: [],
            dataFrom: now, dataTo: now), forecast: .none,
          atWorst: worstCase(of: action) ?? .zero(shop.currency)), by: person)
      dispatch(decision.id)
    }
  }
}
