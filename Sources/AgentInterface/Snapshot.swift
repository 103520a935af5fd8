package import Commerce
package import Oversight

/// Everything a console shows at a glance, as it was at one moment.
///
/// Immutable; the agent publishes a new one after each event, and a reader draws the newest and
/// drops the rest.
package struct Snapshot: Codable, Hashable, Sendable {
  /// Goes up with each snapshot of one owner.
  package var sequence: Int
  package var shop: Shop
  package var now: Instant
  package var clock: ClockStatus
  package var agent: AgentStatus
  package var money: MoneyStatus
  /// Decisions that wait for a person, most money at risk first.
  package var approvals: [Decision]
  /// Decisions that guardrails blocked in the last day, newest first.
  package var blocked: [Decision]
  /// Open and acknowledged first, then those resolved in the last day.
  package var alerts: [Alert]
  package var campaigns: [CampaignRow]
  package var budgets: BudgetBoard
  package var customers: CustomerBoard
  package var experiments: [ExperimentRow]
  /// Newest first, at most 200.
  package var activity: [ActivityEntry]
  /// Decisions on their way to the platforms in the order they are sent, then the newest that are
  /// over, at most 50.
  package var tasks: [TaskRow]

  package init(
    sequence: Int, shop: Shop, now: Instant, clock: ClockStatus, agent: AgentStatus,
    money: MoneyStatus, approvals: [Decision], blocked: [Decision], alerts: [Alert],
    campaigns: [CampaignRow], budgets: BudgetBoard, customers: CustomerBoard,
    experiments: [ExperimentRow], activity: [ActivityEntry], tasks: [TaskRow] = []
  ) {
    self.sequence = sequence
    self.shop = shop
    self.now = now
    self.clock = clock
    self.agent = agent
    self.money = money
    self.approvals = approvals
    self.blocked = blocked
    self.alerts = alerts
    self.campaigns = campaigns
    self.budgets = budgets
    self.customers = customers
    self.experiments = experiments
    self.activity = activity
    self.tasks = tasks
  }
}
