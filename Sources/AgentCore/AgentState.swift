package import AgentInterface
import Campaigns
package import Commerce
import DataPipeline
import Evaluation
import OrderedCollections
package import Oversight
import Persistence
import Platforms

/// All that the agent knows, and how it answers to events: a value without clock, thread or file.
///
/// It is changed in place. Whoever holds it makes the commit durable before anything it asks for is
/// carried
/// out, and throws the state away for what is stored when the commit fails.
package struct AgentState: Sendable {
  package internal(set) var settings: AgentSettings
  package internal(set) var policy: Policy
  package internal(set) var shop: Shop
  package internal(set) var now: Instant
  package internal(set) var tickCount: Int
  package internal(set) var phase: AgentStatus.Phase = .observe
  package internal(set) var halted: HaltNotice?

  package internal(set) var people: CustomerBook
  /// Orders and revenue of every day.
  var demand: DailyDemand
  /// What is expected of the next days.
  var outlook: DemandForecast?
  /// What the recipients of e-mails under test had spent by the last time customers were analysed.
  var emailFigures: [Experiment.ID: EmailFigures] = [:]
  var campaigns: OrderedDictionary<Campaign.ID, Campaign>
  var metrics: MetricsBook
  var orders: OrderBook
  var decisions: OrderedDictionary<Decision.ID, Decision>
  var outbox: OrderedDictionary<OutboxEntry.ID, OutboxEntry>
  /// The calls of the newest decisions that are over, oldest first; at most ``shelfLength``.
  var settledTasks: OrderedDictionary<Decision.ID, [OutboxEntry]> = [:]
  var experiments: OrderedDictionary<Experiment.ID, Experiment>
  var alerts: OrderedDictionary<Alert.ID, Alert>
  var ledger: Ledger
  var watch: AnomalyWatch
  var responses: [Campaign.ID: CampaignResponse]
  /// Each response beside an earlier version of it.
  var trials: [Campaign.ID: VersionTrial]
  /// What the ended tests say of the ideas that messages rest on.
  var messages = MessageBelief()
  /// What they say of audiences.
  var audiences = AudienceBelief()
  /// Of the last weeks, oldest first; the last is the present one unless it is closed.
  var plans: [TrackedPlan]
  var contacts: ContactBook
  var segmentedDay: Day?
  var hourTally = Tally()
  /// What the next unit of money would earn, as of the last plan.
  var marginals: [BudgetBoard.Marginal] = []
  /// What the last plan found worth doing; `nil` before the first.
  var opportunities: OpportunityBoard?
  /// When a test by region was last suggested.
  var regionTestsTold: [Campaign.ID: Day] = [:]
  /// Newest last; at most 200.
  var activity: [ActivityEntry]
  var feeds: FeedBook
  var ids: IDCounter
  /// Budgets as they stood when the day began, for the step limit.
  var budgetsAtDayStart: [Campaign.ID: Money]
  /// The newest day for which money has been held; never goes back.
  var openDay: Day?

  // What is forgotten when the process ends.
  var wall: Int64 = 0
  var calls: [CallID: PendingCall] = [:]
  var nextCall: CallID = 1
  /// When an uncertain entry's platform may be read, in real milliseconds.
  var readNotBefore: [OutboxEntry.ID: Int64] = [:]
  /// Platforms that report a campaign as still settling.
  var isLearning: Set<Campaign.ID> = []
  var eventCount = 0
  /// The event at which a campaign was last changed by us; older listings say nothing of it.
  var changedAtEvent: [Campaign.ID: Int] = [:]
  var effects = Effects()

  /// A call that is under way.
  struct PendingCall: Sendable {
    var request: Call.Request
    var openedAtEvent: Int
    var askedAt: Instant
  }
}

/// The next id of each kind.
struct IDCounter: Hashable, Codable, Sendable {
  var decision: Int64 = 1
  var campaign: Int64 = 1
  var experiment: Int64 = 1
  var alert: Int64 = 1
  var outbox: Int64 = 1
  var activity: Int64 = 1
  var lesson: Int64 = 1

  mutating func nextDecision() -> Decision.ID {
    defer { decision += 1 }
    return Decision.ID(decision)
  }

  mutating func nextCampaign() -> Campaign.ID {
    defer { campaign += 1 }
    return Campaign.ID(campaign)
  }

  mutating func nextExperiment() -> Experiment.ID {
    defer { experiment += 1 }
    return Experiment.ID(experiment)
  }

  /// Takes the numbers of campaigns and experiments as given that a copy has given out; `false` if
  /// some of them have been given to others since.
  mutating func adopt(_ copy: IDCounter, begunFrom begun: IDCounter) -> Bool {
    guard begun.campaign == campaign, begun.experiment == experiment else { return false }
    campaign = copy.campaign
    experiment = copy.experiment
    return true
  }

  mutating func nextAlert() -> Alert.ID {
    defer { alert += 1 }
    return Alert.ID(alert)
  }

  mutating func nextOutbox() -> OutboxEntry.ID {
    defer { outbox += 1 }
    return OutboxEntry.ID(outbox)
  }

  mutating func nextLesson() -> Int64 {
    defer { lesson += 1 }
    return lesson
  }

  mutating func nextActivity() -> Int64 {
    defer { activity += 1 }
    return activity
  }
}
