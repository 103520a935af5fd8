import Commerce
import Evaluation
import Oversight

/// Drafts under way, with the money, the campaigns and the audiences they take.
struct Drafting {
  typealias Fate = Strategy.Fate
  typealias Recipients = (SegmentName, Platform) -> [String]

  /// The shop, with less money free the more is drafted.
  private(set) var input: PlanningInput
  /// Upkeep first.
  private(set) var drafts: [DecisionDraft]
  private(set) var dropped: [Considered] = []
  let writer: CampaignWriter
  private let limit: Int
  let seed: UInt64
  let upkeep: Int
  let found: BudgetPlan?
  let tests: [Campaign.ID: TestProposal]
  let budgets: [Campaign.ID: Money]
  /// What is done with a campaign already, in words.
  private(set) var touched: [Campaign.ID: String] = [:]
  /// What waits to be done with a campaign or said to an audience.
  private var waiting: [Place: String] = [:]

  /// What only one opportunity at a time may concern.
  private enum Place: Hashable {
    case campaign(Campaign.ID)
    case audience(Audience)
  }

  init(
    _ input: PlanningInput, _ search: OpportunityFinder.Search, upkeep: [DecisionDraft],
    limit: Int, seed: UInt64
  ) {
    self.input = input
    self.limit = limit
    self.seed = seed
    self.upkeep = upkeep.count
    drafts = upkeep
    found = search.budgetPlan
    tests = search.testProposals
    budgets = search.budgetsByPace
    writer = CampaignWriter(input)
    for draft in upkeep { touch(draft) }
  }

  /// Makes a decision of an opportunity if nothing better for the same campaign or audience was
  /// taken before, and more may be asked.
  mutating func take(
    _ opportunity: Opportunity, _ recipients: Recipients, _ newCampaign: () -> Campaign.ID,
    _ newExperiment: () -> Experiment.ID
  ) -> Fate {
    if opportunity.kind == .creativeRefresh { return refreshed(opportunity) }
    if let better = better(than: opportunity) { return drop(opportunity, "\(better) comes first") }
    if isFull, opportunity.kind != .pauseLoss { return wait(opportunity) }
    switch opportunity.kind {
    case .pauseLoss: return pause(opportunity)
    case .experiment: return test(opportunity, newExperiment, recipients, newCampaign)
    case .budgetMove, .seasonalPush: return move(opportunity)
    case .pacing: return pace(opportunity)
    case .creativeRefresh: return refreshed(opportunity)
    case .winback, .retention, .upsell, .crossSell, .acquisition, .lookalike:
      return launch(opportunity, recipients, newCampaign, newExperiment)
    }
  }

  /// Whether as many are drafted as may be asked; upkeep and pauses do not count.
  private var isFull: Bool {
    drafts.dropFirst(upkeep).count { draft in
      if case .pauseCampaign = draft.action { false } else { true }
    } >= limit
  }

  /// What was taken for the same campaign or audience, in words.
  private func better(than opportunity: Opportunity) -> String? {
    guard let place = place(of: opportunity) else { return nil }
    if opportunity.kind != .pauseLoss, let better = waiting[place] { return better }
    switch place {
    case .campaign(let id): return touched[id]
    case .audience(let audience):
      return drafts.first { $0.campaign?.audience == audience }?.title
    }
  }

  /// `nil` for what concerns many budgets: it takes what the others leave.
  private func place(of opportunity: Opportunity) -> Place? {
    switch opportunity.kind {
    case .budgetMove, .seasonalPush: nil
    case .pacing, .creativeRefresh, .pauseLoss, .experiment:
      opportunity.campaign.map { .campaign($0) }
    case .winback, .retention, .upsell, .crossSell, .acquisition, .lookalike:
      .audience(opportunity.audience)
    }
  }

  private mutating func wait(_ opportunity: Opportunity) -> Fate {
    if let place = place(of: opportunity) {
      waiting[place] = "\(opportunity.kind.rawValue) for \(input.subject(of: opportunity))"
    }
    return .waits(
      limit == 0
        ? "until others are answered" : "behind \(FigureWords.count(limit, "better one"))")
  }

  func campaign(_ opportunity: Opportunity) -> Campaign? {
    guard let id = opportunity.campaign, touched[id] == nil else { return nil }
    return input.campaign(id)
  }

  mutating func gone(_ opportunity: Opportunity) -> Fate {
    drop(opportunity, "its campaign is not there any more")
  }

  /// Keeps a draft and takes what it would hold off what is free for the next.
  mutating func add(_ draft: DecisionDraft) -> Fate {
    drafts.append(draft)
    touch(draft)
    let fate = Fate.drafted(drafts.count - 1)
    guard !draft.action.isRiskReducing else { return fate }
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
    return fate
  }

  private mutating func touch(_ draft: DecisionDraft) {
    for campaign in draft.action.campaigns { touched[campaign] = draft.title }
  }

  mutating func drop(_ opportunity: Opportunity, _ why: String) -> Fate {
    dropped.append(
      Considered(kind: opportunity.kind, subject: input.subject(of: opportunity), why: why))
    return .left
  }
}
