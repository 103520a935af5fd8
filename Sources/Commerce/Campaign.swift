/// One campaign on one platform, as the agent knows it.
package struct Campaign: Hashable, Codable, Sendable {
  package typealias ID = Identifier<Campaign>

  package let id: ID
  package var name: String
  package var objective: Objective
  package var platform: Platform
  package var audience: Audience
  /// `nil` where the platform has no budgets (Klaviyo, Shopify).
  package var dailyBudget: Money?
  /// Most it may spend in its whole life, also set at the platform.
  package var totalBudget: Money?
  package var start: Day
  /// Last day it runs, at most 7 days ahead: the agent renews it, so a dead agent is a bounded
  /// agent.
  package var end: Day
  package var status: Status
  /// Who paused it, while it is paused.
  package var pausedBy: Originator?
  package var creatives: [Creative]
  /// The platform's own id, once it has answered.
  package var externalID: String?
  /// What it should reach; `nil` for one that began before goals were kept.
  package var goals: [CampaignGoal]?
  /// Whom its platform was told to reach; `nil` for one that began before that was kept.
  package var targeting: Targeting?

  package enum Objective: String, CaseIterable, Codable, Sendable {
    case acquisition, retention, winback, upsell
  }

  package enum Status: String, Codable, Sendable {
    /// Decided, not yet on the platform.
    case pending
    case paused
    case active
    /// An e-mail that waits for its hour.
    case scheduled
    case completed
    case cancelled
  }

  package init(
    id: ID, name: String, objective: Objective, platform: Platform, audience: Audience,
    dailyBudget: Money?, totalBudget: Money?, start: Day, end: Day, status: Status = .pending,
    pausedBy: Originator? = nil, creatives: [Creative], externalID: String? = nil,
    goals: [CampaignGoal]? = nil, targeting: Targeting? = nil
  ) {
    self.id = id
    self.name = name
    self.objective = objective
    self.platform = platform
    self.audience = audience
    self.dailyBudget = dailyBudget
    self.totalBudget = totalBudget
    self.start = start
    self.end = end
    self.status = status
    self.pausedBy = pausedBy
    self.creatives = creatives
    self.externalID = externalID
    self.goals = goals
    self.targeting = targeting
  }

  /// A name that is unique on the platform because it holds our id; it finds the campaign after a
  /// lost answer.
  package var externalName: String { "ga-\(id) \(name)" }

  package var isRunning: Bool { status == .active || status == .scheduled }
}

/// Who did something: the agent, or a person by their login name.
package enum Originator: Hashable, Codable, Sendable {
  case agent
  case person(String)
}

extension Originator: CustomStringConvertible {
  package var description: String {
    switch self {
    case .agent: "agent"
    case .person(let name): name
    }
  }
}
