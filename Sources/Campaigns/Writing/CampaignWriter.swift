package import Commerce
import Evaluation
package import Oversight

/// Turns an opportunity into a campaign that could be created as it stands: name, budget, end, cap
/// and words.
package struct CampaignWriter: Sendable {
  package let shop: Shop
  package let policy: Policy
  package let rules: BrandRules
  let composer: MessageComposer
  /// Orders the ideas by what tests have taught.
  let messages: MessageBelief
  /// Days that a campaign runs before it has to be renewed.
  static let runDays = 7
  /// Days of the whole day cap that the cap for its whole life allows: what earns most may grow.
  package static let capDays = 60.0

  package init(
    shop: Shop, policy: Policy, rules: BrandRules, messages: MessageBelief = MessageBelief()
  ) {
    self.shop = shop
    self.policy = policy
    self.rules = rules
    self.messages = messages
    composer = MessageComposer(rules, shop: shop.name)
  }

  /// By the shop's rules and what its tests have taught.
  init(_ input: PlanningInput) {
    self.init(
      shop: input.shop, policy: input.policy, rules: input.brand, messages: input.messages)
  }

  /// A campaign for an opportunity of a kind that has one: winback, retention, upsell, cross-sell,
  /// acquisition and lookalike.
  ///
  /// - Parameters:
  ///   - opportunity: What it is for.
  ///   - id: The campaign's future id.
  ///   - recipients: Shop references of those it speaks to; empty unless the audience is a segment.
  ///   - input: What is free, and what runs already.
  ///   - discount: A code that exists, if the message is to offer it.
  ///   - newExperiment: Called if an e-mail is to be a test of two messages; `nil` for none.
  /// - Returns: The campaign and its plan.
  /// - Throws: ``WritingError`` if the kind has no campaign, nobody could be reached or too little
  ///   money is free.
  package func draft(
    for opportunity: Opportunity, id: Campaign.ID, recipients: [String], input: PlanningInput,
    discount: DiscountPlan? = nil, newExperiment: (() -> Experiment.ID)? = nil
  ) throws(WritingError) -> CampaignDraft {
    guard let objective = opportunity.kind.objective else {
      throw .noCampaign(opportunity.kind)
    }
    if case .segment = opportunity.audience, recipients.isEmpty {
      throw .nobody(opportunity.audience)
    }
    let budget = try budget(for: opportunity, input)
    let written = creatives(
      objective, opportunity.audience, opportunity.platform, first: fitting(opportunity.kind),
      avoiding: offBrand(input, opportunity), discount: discount)
    let creatives = written.creatives
    guard !creatives.isEmpty else { throw .nothingOnBrand(written.refused.map(\.words)) }
    let today = input.now.day
    var campaign = Campaign(
      id: id, name: name(opportunity.kind, objective, opportunity.audience), objective: objective,
      platform: opportunity.platform, audience: opportunity.audience, dailyBudget: budget,
      totalBudget: budget.map { _ in
        min(input.freeTotal, input.policy.dayCap.scaled(by: Self.capDays))
      }, start: today,
      end: today.adding(days: opportunity.platform == .klaviyo ? 1 : Self.runDays - 1),
      creatives: creatives)
    let test =
      if campaign.platform == .klaviyo, let newExperiment {
        EmailTests.test(
          of: creatives, in: campaign, recipients: recipients.count, experiment: newExperiment,
          input)
      } else { EmailTest?.none }
    if campaign.platform == .klaviyo, test == nil { campaign.creatives = [creatives[0]] }
    let plan = CampaignPlan(
      campaign: id, externalName: campaign.externalName, objective: objective,
      platform: campaign.platform, audience: campaign.audience, recipients: recipients,
      dailyBudget: budget, spendCap: campaign.totalBudget, end: campaign.end,
      creatives: campaign.creatives, discountCode: discount?.code, test: test)
    return CampaignDraft(campaign: campaign, plan: plan, notes: written.notes)
  }

  /// What the opportunity would spend a day, rounded down to what may still be held; `nil` for
  /// e-mail.
  private func budget(
    for opportunity: Opportunity, _ input: PlanningInput
  ) throws(WritingError) -> Money? {
    guard opportunity.platform.hasBudgets else { return nil }
    let wanted = opportunity.cost / Double(max(1, opportunity.horizonDays))
    let free = input.free(on: opportunity.platform)
    let most = free.units / opportunity.platform.overspendFactor
    let budget = Money(units: min(wanted, most), shop.currency).roundedDownToMinorUnit
    guard budget.units >= BudgetPlanner.least(input) else {
      throw .tooLittleFree(free, needed: Money(units: wanted, shop.currency))
    }
    return budget
  }

  /// Ideas that say what a kind is about: what goes with what is owned, for cross-selling.
  private func fitting(_ kind: Opportunity.Kind) -> [Creative.Idea] {
    kind == .crossSell ? [.benefit, .socialProof] : []
  }

  /// Ideas that a person called off brand for the same kind of campaign lately.
  private func offBrand(_ input: PlanningInput, _ opportunity: Opportunity) -> Set<Creative.Idea> {
    var ideas: Set<Creative.Idea> = []
    for decision in input.decisions {
      guard case .rejected(let rejection) = decision.state, rejection.code == .offBrand,
        decision.opportunityKind == opportunity.kind, let plan = decision.action.newCampaign
      else { continue }
      ideas.formUnion(plan.creatives.map(\.idea))
    }
    return ideas
  }
}

/// A campaign and the plan that would create it.
package struct CampaignDraft: Hashable, Sendable {
  package var campaign: Campaign
  package var plan: CampaignPlan
  /// What was checked and what was left out, in words.
  package var notes: [String]
}

/// Why no campaign was written.
package enum WritingError: Error, Hashable, Sendable {
  case noCampaign(Opportunity.Kind)
  case nobody(Audience)
  case tooLittleFree(Money, needed: Money)
  case nothingOnBrand([String])
}

extension WritingError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noCampaign(let kind): "a \(kind.rawValue) needs no new campaign"
    case .nobody(let audience): "nobody in \(audience) may be spoken to now"
    case .tooLittleFree(let free, let needed):
      "only \(free) may still be held today, \(needed) a day are needed"
    case .nothingOnBrand(let notes):
      "no message passed the brand rules: " + notes.joined(separator: "; ")
    }
  }
}
