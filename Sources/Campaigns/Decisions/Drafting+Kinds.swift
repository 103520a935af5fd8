import Commerce
import Evaluation
import Oversight
import Statistics

/// How each kind of opportunity becomes a decision.
extension Drafting {
  /// Worn creatives are replaced by upkeep, whatever the limit.
  mutating func refreshed(_ opportunity: Opportunity) -> Fate {
    let place = drafts.prefix(upkeep).firstIndex { $0.opportunity == opportunity.unranked }
    return place.map { .drafted($0) } ?? drop(opportunity, "other upkeep comes first")
  }

  mutating func pause(_ opportunity: Opportunity) -> Fate {
    guard let campaign = campaign(opportunity) else { return gone(opportunity) }
    return add(EvidenceWriter.draft(pausing: campaign, because: opportunity, input: input))
  }

  mutating func pace(_ opportunity: Opportunity) -> Fate {
    guard let campaign = campaign(opportunity), let budget = budgets[campaign.id] else {
      return gone(opportunity)
    }
    let free = input.free(on: campaign.platform).units / campaign.platform.overspendFactor
    if let now = campaign.dailyBudget, (budget - now).units > free {
      return drop(opportunity, "what is free goes to something better")
    }
    guard
      let draft = EvidenceWriter.draft(
        setting: budget, of: campaign, because: opportunity.reason, opportunity: opportunity,
        input: input)
    else { return gone(opportunity) }
    return add(draft)
  }

  mutating func move(_ opportunity: Opportunity) -> Fate {
    guard let plan = plan(),
      let draft = EvidenceWriter.draft(reallocating: plan, because: opportunity, input: input)
    else { return drop(opportunity, "nothing is left to move after what comes first") }
    return add(draft)
  }

  /// The move that was found, or another if something it counted on is taken by now.
  private func plan() -> BudgetPlan? {
    if let found, drafts.count == upkeep,
      found.changes.allSatisfy({ touched[$0.campaign.campaign] == nil })
    {
      return found
    }
    var planning = input
    // What is about to be paused, tested or started is decided first; budgets come to the rest.
    planning.campaigns.removeAll { touched[$0.id] != nil }
    var generator = SeededGenerator(seed: seed)
    return BudgetPlanner(planning).plan(using: &generator)
  }

  mutating func launch(
    _ opportunity: Opportunity, _ recipients: Recipients, _ newCampaign: () -> Campaign.ID,
    _ newExperiment: () -> Experiment.ID
  ) -> Fate {
    var people: [String] = []
    if case .segment(let name) = opportunity.audience {
      people = recipients(name, opportunity.platform)
      if people.isEmpty { return drop(opportunity, "nobody may be spoken to now") }
    }
    do {
      let draft = try withoutActuallyEscaping(newExperiment) { newExperiment in
        Result { () throws(WritingError) in
          try writer.draft(
            for: opportunity, id: newCampaign(), recipients: people, input: input,
            newExperiment: newExperiment)
        }
      }.get()
      return add(EvidenceWriter.draft(launching: draft, because: opportunity, input: input))
    } catch {
      return drop(opportunity, error.description)
    }
  }

  mutating func test(
    _ opportunity: Opportunity, _ newExperiment: () -> Experiment.ID, _ recipients: Recipients,
    _ newCampaign: () -> Campaign.ID
  ) -> Fate {
    guard let campaign = campaign(opportunity), let test = tests[campaign.id] else {
      return gone(opportunity)
    }
    switch test {
    case .creative(let proposal):
      return add(
        EvidenceWriter.draft(
          testing: proposal, id: newExperiment(), campaign: campaign, because: opportunity,
          input: input))
    case .audience(let proposal):
      return self.test(proposal, campaign, opportunity, newExperiment, recipients, newCampaign)
    case .budget(let proposal):
      guard !isTesting("budget") else { return drop(opportunity, "one budget at a time is tested") }
      return add(
        EvidenceWriter.draft(
          testing: proposal, id: newExperiment(), campaign: campaign, because: opportunity,
          input: input))
    }
  }

  private mutating func test(
    _ proposal: AudienceProposal, _ campaign: Campaign, _ opportunity: Opportunity,
    _ newExperiment: () -> Experiment.ID, _ recipients: Recipients,
    _ newCampaign: () -> Campaign.ID
  ) -> Fate {
    guard !isTesting("audience") else {
      return drop(opportunity, "one audience at a time is tested")
    }
    if let other = drafts.first(where: { $0.campaign?.audience == proposal.otherAudience }) {
      return drop(opportunity, "\(other.title) comes first")
    }
    let needed = proposal.dailyBudget.scaledUp(by: campaign.platform.overspendFactor)
    guard needed <= input.free(on: campaign.platform) else {
      return drop(opportunity, "what is free goes to something better")
    }
    var people: [String] = []
    if case .segment(let name) = proposal.otherAudience {
      people = recipients(name, campaign.platform)
      if people.isEmpty { return drop(opportunity, "nobody may be spoken to now") }
    }
    return add(
      EvidenceWriter.draft(
        testing: proposal, id: newExperiment(), campaign: campaign, challenger: newCampaign(),
        recipients: people, because: opportunity, input: input))
  }

  /// Whether a test of such a subject is drafted already.
  private func isTesting(_ subject: String) -> Bool {
    drafts.contains { $0.experiment?.subject.name == subject && $0.experiment?.status == .pending }
  }
}

extension Opportunity {
  /// As it was before it was ranked.
  fileprivate var unranked: Opportunity {
    var copy = self
    copy.score = 0
    return copy
  }
}
