import Commerce
import Oversight
import RealModule

/// What was proposed before and what people said to it, so that the same is not asked again and the
/// like is asked less.
struct DecisionMemory: Sendable {
  private let now: Instant
  /// Decisions that touch a campaign, newest last.
  private var ofCampaign: [Campaign.ID: [Decision]] = [:]
  /// Decisions of each kind of opportunity, newest last.
  private var ofKind: [Opportunity.Kind: [Decision]] = [:]
  private var rejected: [(decision: Decision, rejection: Decision.Rejection)] = []

  /// Days for which a rejected idea is not proposed again.
  static let restDays = 14
  /// Days after which the weight of a rejection has halved.
  static let halfLifeDays = 30.0

  /// What an idea is: a kind of opportunity for an audience on a platform, or for one campaign.
  struct Idea: Hashable, Sendable {
    var kind: Opportunity.Kind
    var platform: Platform
    var audience: Audience?
    var campaign: Campaign.ID?

    init(
      kind: Opportunity.Kind, platform: Platform, audience: Audience?, campaign: Campaign.ID?
    ) {
      self.kind = kind
      self.platform = platform
      self.audience = audience
      self.campaign = campaign
    }

    init(_ opportunity: Opportunity) {
      self.init(
        kind: opportunity.kind, platform: opportunity.platform, audience: opportunity.audience,
        campaign: opportunity.campaign)
    }
  }

  init(_ decisions: [Decision], now: Instant) {
    self.now = now
    for decision in decisions {
      for campaign in decision.action.campaigns {
        ofCampaign[campaign, default: []].append(decision)
      }
      if let kind = decision.opportunityKind {
        ofKind[kind, default: []].append(decision)
      }
      if case .rejected(let rejection) = decision.state {
        rejected.append((decision, rejection))
      }
    }
  }

  /// Why an idea is not proposed now; `nil` if nothing speaks against it.
  func obstacle(to idea: Idea) -> String? {
    let related = idea.campaign.map { decisions(touching: $0) } ?? ofKind[idea.kind] ?? []
    for decision in related.reversed() where isSame(idea, decision) {
      if let words = obstacle(decision) { return words }
    }
    return nil
  }

  /// Factor on an idea's score from the rejections of others like it, in (0, 1].
  func factor(for idea: Idea) -> Double {
    rejected.reduce(1) { factor, entry in
      let weight = Double.pow(0.5, days(since: entry.rejection.at) / Self.halfLifeDays)
      return factor * (1 - weight * reach(of: entry.rejection, entry.decision, to: idea))
    }
  }

  /// Factor on the size of what is proposed, after people found the like too expensive.
  func sizeFactor(for kind: Opportunity.Kind) -> Double {
    let refused = rejected.count { entry in
      entry.rejection.code == .tooExpensive && entry.decision.opportunityKind == kind
        && days(since: entry.rejection.at) < 60
    }
    return Double.pow(0.6, Double(min(3, refused)))
  }

  /// Decisions that touch a campaign, newest last.
  func decisions(touching campaign: Campaign.ID) -> [Decision] { ofCampaign[campaign] ?? [] }

  /// Whether a decision that touches the campaign waits or is under way.
  func isBusy(_ campaign: Campaign.ID) -> Bool {
    decisions(touching: campaign).contains { $0.state.isUndecidedOrUnderWay }
  }

  /// The same for decisions that do something of a kind.
  func isBusy(_ campaign: Campaign.ID, with matches: (Action) -> Bool) -> Bool {
    decisions(touching: campaign).contains {
      $0.state.isUndecidedOrUnderWay && matches($0.action)
    }
  }

  /// Days since a budget of the campaign was last moved.
  func daysSinceBudgetMove(_ campaign: Campaign.ID) -> Double? {
    decisions(touching: campaign).filter {
      $0.action.actionClass == .budgets && $0.state.wasCarriedOut
    }
    .map { days(since: $0.proposedAt) }.min()
  }

  private func obstacle(_ decision: Decision) -> String? {
    switch decision.state {
    case .proposed, .needsApproval, .vetoWindow, .approved, .dispatching, .uncertain:
      return "decision \(decision.id) for it is \(decision.state.name)"
    case .rejected(let rejection):
      let rest = rejection.code == .wrongTime ? 3 : Self.restDays
      guard days(since: rejection.at) < Double(rest) else { return nil }
      return "\(rejection.by) rejected it on \(rejection.at.day) (\(rejection.code.rawValue)); "
        + "not asked again for \(rest) days"
    case .expired(let at):
      guard days(since: at) < 3 else { return nil }
      return "nobody answered when it was asked until \(at)"
    case .blocked(let rule, _):
      guard days(since: decision.proposedAt) < 1 else { return nil }
      return "blocked by the \(rule.rawValue) today"
    case .failed(let reason):
      guard days(since: decision.proposedAt) < 2 else { return nil }
      return "it failed on \(decision.proposedAt.day): \(reason)"
    case .withdrawn:
      guard days(since: decision.proposedAt) < 1 else { return nil }
      return "withdrawn today"
    case .stale, .confirmed, .observing, .settled, .undone: return nil
    }
  }

  private func isSame(_ idea: Idea, _ decision: Decision) -> Bool {
    guard decision.opportunityKind == idea.kind else { return false }
    if let campaign = idea.campaign { return decision.action.campaigns.contains(campaign) }
    guard let plan = decision.action.newCampaign else { return idea.audience == nil }
    return plan.platform == idea.platform && plan.audience == idea.audience
  }

  /// How much a rejection says against an idea, 0…1.
  private func reach(
    of rejection: Decision.Rejection, _ decision: Decision, to idea: Idea
  ) -> Double {
    let sameKind = decision.opportunityKind == idea.kind
    let audience = decision.action.newCampaign?.audience
    switch rejection.code {
    case .tooExpensive: return sameKind ? 0.25 : 0
    case .wrongTime: return 0
    case .wrongAudience: return audience != nil && audience == idea.audience ? 0.6 : 0
    case .offBrand: return sameKind && decision.platform == idea.platform ? 0.2 : 0
    case .notConvinced: return sameKind ? 0.3 : 0
    case .other: return sameKind ? 0.15 : 0
    }
  }

  private func days(since instant: Instant) -> Double {
    max(0, Double(now.seconds(since: instant)) / Double(Instant.secondsPerDay))
  }
}

extension Decision.State {
  /// Waits for an answer, or for the platform's.
  var isUndecidedOrUnderWay: Bool {
    switch self {
    case .proposed, .needsApproval, .vetoWindow, .approved, .dispatching, .uncertain: true
    default: false
    }
  }
}
