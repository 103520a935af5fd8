package import Commerce
import Evaluation
import Oversight
import Statistics

/// What the agent should propose now, with everything that was looked at.
package struct Strategy: Sendable {
  /// Upkeep first, then the best opportunities.
  package var drafts: [DecisionDraft]
  package var findings: Findings
  /// What the next unit of each running campaign's budget would bring.
  package var marginals: [BudgetPlanner.Marginal]
  /// Messages that are needed and could not be written, with the reasons.
  package var unwritten: [String]

  package init(
    drafts: [DecisionDraft], findings: Findings, marginals: [BudgetPlanner.Marginal],
    unwritten: [String] = []
  ) {
    self.drafts = drafts
    self.findings = findings
    self.marginals = marginals
    self.unwritten = unwritten
  }
}

/// Turns opportunities into whole decisions: at most one for each campaign and one for each
/// audience on a platform.
package enum Strategist {
  /// What should be proposed now.
  ///
  /// - Parameters:
  ///   - input: The state of the world as known.
  ///   - limit: Most drafts from opportunities; upkeep and pauses of losses come on top.
  ///   - recipients: Shop references of a segment's members that may be spoken to on a platform.
  ///   - newCampaign: Called once for each campaign drafted.
  ///   - newExperiment: Called once for each test drafted.
  ///   - generator: The source of chance for exploring budgets.
  /// - Returns: The drafts and what was looked at.
  package static func propose(
    _ input: PlanningInput, limit: Int, recipients: (SegmentName, Platform) -> [String],
    newCampaign: () -> Campaign.ID, newExperiment: () -> Experiment.ID,
    using generator: inout some RandomNumberGenerator
  ) -> Strategy {
    let seed = generator.next()
    let search = OpportunityFinder.search(input, using: &generator)
    var findings = search.findings
    let (upkeep, unwritten) = Upkeep(input, memory: search.memory).work
    var plan = Drafting(
      input, search, touched: Set(upkeep.flatMap { $0.action.campaigns }))
    for opportunity in findings.opportunities {
      if plan.count >= limit, opportunity.kind != .pauseLoss { continue }
      switch opportunity.kind {
      case .pauseLoss: plan.pause(opportunity)
      case .experiment: plan.test(opportunity, newExperiment, recipients, newCampaign)
      case .budgetMove: plan.move(opportunity, seed: seed)
      case .winback, .retention, .upsell, .acquisition:
        plan.launch(opportunity, recipients, newCampaign)
      }
    }
    findings.considered += plan.dropped
    return Strategy(
      drafts: upkeep + plan.drafts, findings: findings,
      marginals: search.planner.marginals(), unwritten: unwritten)
  }
}

/// Drafts under way, with the money and the campaigns they take.
private struct Drafting {
  private var input: PlanningInput
  private var touched: Set<Campaign.ID>
  private(set) var drafts: [DecisionDraft] = []
  private(set) var dropped: [Considered] = []
  private let writer: CampaignWriter
  private let found: BudgetPlan?
  private let tests: [Campaign.ID: TestProposal]

  init(
    _ input: PlanningInput, _ search: OpportunityFinder.Search, touched: Set<Campaign.ID>
  ) {
    self.input = input
    found = search.budgetPlan
    tests = search.testProposals
    self.touched = touched
    writer = CampaignWriter(input)
  }

  /// Drafts other than pauses.
  var count: Int {
    drafts.count { draft in
      if case .pauseCampaign = draft.action { false } else { true }
    }
  }

  mutating func pause(_ opportunity: Opportunity) {
    guard let campaign = campaign(opportunity) else { return }
    add(EvidenceWriter.draft(pausing: campaign, because: opportunity, input: input))
  }

  mutating func test(
    _ opportunity: Opportunity, _ newExperiment: () -> Experiment.ID,
    _ recipients: (SegmentName, Platform) -> [String], _ newCampaign: () -> Campaign.ID
  ) {
    guard let campaign = campaign(opportunity), let test = tests[campaign.id] else { return }
    switch test {
    case .creative(let proposal):
      add(
        EvidenceWriter.draft(
          testing: proposal, id: newExperiment(), campaign: campaign, because: opportunity,
          input: input))
    case .audience(let proposal):
      self.test(proposal, campaign, opportunity, newExperiment, recipients, newCampaign)
    case .budget(let proposal):
      guard !isTesting("budget") else { return drop(opportunity, "one budget at a time is tested") }
      add(
        EvidenceWriter.draft(
          testing: proposal, id: newExperiment(), campaign: campaign, because: opportunity,
          input: input))
    }
  }

  private mutating func test(
    _ proposal: AudienceProposal, _ campaign: Campaign, _ opportunity: Opportunity,
    _ newExperiment: () -> Experiment.ID, _ recipients: (SegmentName, Platform) -> [String],
    _ newCampaign: () -> Campaign.ID
  ) {
    guard !isTesting("audience") else {
      return drop(opportunity, "one audience at a time is tested")
    }
    guard !drafts.contains(where: { $0.campaign?.audience == proposal.otherAudience }) else {
      return drop(opportunity, "another message to \(proposal.otherAudience) comes first")
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
    add(
      EvidenceWriter.draft(
        testing: proposal, id: newExperiment(), campaign: campaign, challenger: newCampaign(),
        recipients: people, because: opportunity, input: input))
  }

  /// Whether a test of such a subject is drafted already.
  private func isTesting(_ subject: String) -> Bool {
    drafts.contains { $0.experiment?.subject.name == subject && $0.experiment?.status == .pending }
  }

  mutating func move(_ opportunity: Opportunity, seed: UInt64) {
    guard let plan = plan(seed: seed),
      let draft = EvidenceWriter.draft(reallocating: plan, because: opportunity, input: input)
    else { return }
    add(draft)
  }

  /// The move that was found, or another if something it counted on is taken by now.
  private func plan(seed: UInt64) -> BudgetPlan? {
    if let found, drafts.isEmpty,
      found.changes.allSatisfy({ !touched.contains($0.campaign.campaign) })
    {
      return found
    }
    var planning = input
    // What is about to be paused, tested or started is decided first; budgets come to the rest.
    planning.campaigns.removeAll { touched.contains($0.id) }
    var generator = SeededGenerator(seed: seed)
    return BudgetPlanner(planning).plan(using: &generator)
  }

  mutating func launch(
    _ opportunity: Opportunity, _ recipients: (SegmentName, Platform) -> [String],
    _ newCampaign: () -> Campaign.ID
  ) {
    let isTaken = drafts.contains {
      guard let other = $0.campaign else { return false }
      return other.audience == opportunity.audience
    }
    guard !isTaken else {
      return drop(opportunity, "another message to \(opportunity.audience) comes first")
    }
    var people: [String] = []
    if case .segment(let name) = opportunity.audience {
      people = recipients(name, opportunity.platform)
      if people.isEmpty { return drop(opportunity, "nobody may be spoken to now") }
    }
    do {
      let draft = try writer.draft(
        for: opportunity, id: newCampaign(), recipients: people, input: input)
      add(EvidenceWriter.draft(launching: draft, because: opportunity, input: input))
    } catch {
      drop(opportunity, error.description)
    }
  }

  private func campaign(_ opportunity: Opportunity) -> Campaign? {
    guard let id = opportunity.campaign, !touched.contains(id) else { return nil }
    return input.campaign(id)
  }

  /// Keeps a draft and takes what it would hold off what is free for the next.
  private mutating func add(_ draft: DecisionDraft) {
    drafts.append(draft)
    touched.formUnion(draft.action.campaigns)
    guard !draft.action.isRiskReducing else { return }
    for (id, budget) in draft.action.budgetsInForce {
      let before = input.campaign(id).flatMap { $0.status == .active ? $0.dailyBudget : nil }
      let more = budget - (before ?? .zero(input.currency))
      let held = more.scaledUp(by: draft.platform.overspendFactor)
      guard held.isPositive else { continue }
      input.freeToday -= held
      input.freeTotal -= held
      if let free = input.freeByPlatform[draft.platform] {
        input.freeByPlatform[draft.platform] = free - held
      }
    }
  }

  private mutating func drop(_ opportunity: Opportunity, _ why: String) {
    dropped.append(
      Considered(
        kind: opportunity.kind, subject: "\(opportunity.audience) on \(opportunity.platform.name)",
        why: why))
  }
}
