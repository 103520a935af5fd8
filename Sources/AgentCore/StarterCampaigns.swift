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
    package let creatives: [Creative]
  }

  package static let all: [Starter] = [
    Starter(
      name: "Brand search", objective: .retention, platform: .googleAds, audience: .everyone,
      share: 0.08,
      creatives: [
        Creative(
          label: "A", idea: .benefit, headline: "Gifts for every occasion",
          body: "Candles, kitchenware and small surprises, packed with care and sent to you.",
          callToAction: "Shop gifts"),
        Creative(
          label: "B", idea: .curiosity, headline: "Find a gift they don't have",
          body: "Small, unusual things for the people you like. See what is new this week.",
          callToAction: "See what is new"),
      ]),
    Starter(
      name: "Shopping · bestsellers", objective: .acquisition, platform: .googleAds,
      audience: .prospects, share: 0.13,
      creatives: [
        Creative(
          label: "A", idea: .socialProof, headline: "The gifts people come back for",
          body: "Our most ordered gifts in one place. Choose one, we pack and send it.",
          callToAction: "See bestsellers"),
        Creative(
          label: "B", idea: .benefit, headline: "Gifts ready to be wrapped",
          body: "Choose a gift in minutes: bestsellers for the home, kitchen and garden.",
          callToAction: "See bestsellers"),
      ]),
    Starter(
      name: "Gift ideas · lookalike", objective: .acquisition, platform: .metaAds,
      audience: .lookalike, share: 0.13,
      creatives: [
        Creative(
          label: "A", idea: .curiosity, headline: "What would you give?",
          body: "Ideas for people who have everything: small gifts with character.",
          callToAction: "Browse ideas"),
        Creative(
          label: "B", idea: .benefit, headline: "A gift for everyone on your list",
          body: "From the kitchen to the garden: one shop, many ideas, sent to your door.",
          callToAction: "Browse ideas"),
      ]),
    Starter(
      name: "Winback · lapsed gifters", objective: .winback, platform: .metaAds,
      audience: .segment(.atRisk), share: 0.08,
      creatives: [
        Creative(
          label: "A", idea: .gratitude, headline: "It has been a while",
          body: "Thank you for shopping with us before. Have a look at what has come in since.",
          callToAction: "Come and see"),
        Creative(
          label: "B", idea: .curiosity, headline: "New since your last order",
          body: "Your favourites are still here, and some new things stand beside them.",
          callToAction: "Come and see"),
      ]),
  ]
}

extension AgentState {
  /// Orders the starter campaigns in a person's name, once in the life of a shop.
  mutating func setUp(by person: Originator) {
    guard campaigns.isEmpty, decisions.isEmpty else { return }
    for starter in StarterCampaigns.all {
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
        creatives: starter.creatives)
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
