import Commerce
import Evaluation
import Oversight
import Statistics

/// An audience that no campaign speaks to yet, as the division of the budget sees it: from published
/// averages and what other campaigns have taught.
struct NewAudience: Sendable {
  let kind: Opportunity.Kind
  let platform: Platform
  let audience: Audience
  /// Revenue a day that is thought to be caused, by daily budget.
  let belief: ResponseBelief
  /// Currency units a day that a first campaign gets at most.
  let most: Double

  /// First budgets by the share of the day cap that they may take: strangers are many, a segment is
  /// few.
  private static func share(_ kind: Opportunity.Kind) -> Double {
    kind.objective == .acquisition ? 0.08 : 0.05
  }

  /// Every audience that a campaign could be started for today.
  static func all(
    _ input: PlanningInput, memory: DecisionMemory, history: OwnResults
  ) -> [NewAudience] {
    var found: [NewAudience] = []
    for (kind, platform, audience) in input.advertisable {
      let idea = DecisionMemory.Idea(
        kind: kind, platform: platform, audience: audience, campaign: nil)
      guard !input.isHeld(platform), memory.obstacle(to: idea) == nil,
        input.occupied(platform, audience, restDays: 7) == nil
      else { continue }
      let most = input.policy.dayCap.units * share(kind) * memory.sizeFactor(for: kind)
      let prior = input.scale.prior(
        audience, dailySpend: 1, roas: history.roas(platform, audience, others: 0).mean)
      found.append(
        NewAudience(
          kind: kind, platform: platform, audience: audience,
          belief: prior.belief(beside: input.pool).scaled(
            by: IndustryPriors.incrementality(audience) * input.demandFactor),
          most: max(BudgetPlanner.least(input), most)))
    }
    return found
  }
}

extension PlanningInput {
  /// Audiences that platforms can reach, with what a campaign for them would be for.
  var advertisable: [(kind: Opportunity.Kind, platform: Platform, audience: Audience)] {
    let platforms = Platform.allCases.filter(\.hasBudgets)
    // Others than these are tried by tests beside a campaign whose message sells.
    let usual: [(Platform, Audience)] = [
      (.googleAds, .everyone), (.metaAds, .lookalike), (.metaAds, .prospects),
      (.googleAds, .prospects),
    ]
    let broad = usual.filter { $0.1 != .lookalike || canResemble }
      .map { ($0.1 == .lookalike ? Opportunity.Kind.lookalike : .acquisition, $0.0, $0.1) }
    let segments = segments.filter { $0.customers >= Self.matchable }.flatMap { segment in
      platforms.map { (segment.name.purpose, $0, Audience.segment(segment.name)) }
    }
    return broad + segments
  }

  /// Members from which on platforms match a list.
  static let matchable = 100

  /// Whether there are enough best customers for a platform to look for people like them.
  var canResemble: Bool { bestCustomers >= Self.matchable }

  var bestCustomers: Int {
    [SegmentName.champions, .loyal].reduce(0) { $0 + (segment($1)?.customers ?? 0) }
  }
}

extension SegmentName {
  /// What advertising is for with such customers.
  fileprivate var purpose: Opportunity.Kind {
    switch self {
    case .champions, .loyal, .potentialLoyalists: .upsell
    case .new, .promising, .needAttention: .retention
    case .aboutToSleep, .atRisk, .cannotLose, .hibernating, .lost: .winback
    }
  }
}
