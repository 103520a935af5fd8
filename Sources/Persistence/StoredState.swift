package import AgentInterface
package import Commerce
package import Oversight

/// All that the agent needs in memory to go on where it was.
package struct StoredState: Sendable {
  package var shop: Shop
  /// By ascending id.
  package var customers: [Customer]
  /// Shop references, in the order of `customers`.
  package var references: [String]
  package var orderCount: Int
  package var lastOrderAt: Instant?
  package var campaigns: [Campaign]
  package var experiments: [Experiment]
  /// Open and acknowledged alerts, and those of the last 30 days.
  package var alerts: [Alert]
  /// Decisions that are not final, and the newest 500 others, by ascending id.
  package var decisions: [Decision]
  package var ledger: Ledger
  /// Entries that are open or manual, by ascending id.
  package var outbox: [OutboxEntry]
  /// All calls of the newest decisions that made some, by ascending id.
  package var recentOutbox: [OutboxEntry] = []
  /// Hourly rows of the last 35 days, by campaign, creative, hour.
  package var metrics: [MetricsRow]
  /// Revenue and number of orders by day over the whole history, oldest first, days without orders
  /// left out.
  package var dailyOrders: [DailyOrders]
  /// Orders placed in the last 35 days (the store's `load` fills it), oldest first.
  package var recentOrders: [RecentOrder] = []
  /// E-mail contacts of the last seven days: how many each customer got, with the hour.
  package var emailContacts: [(reference: String, at: Instant)]
  /// Newest 200, newest first.
  package var activity: [ActivityEntry]
  /// The newest version of each belief.
  package var beliefs: [String: (version: Int, json: [UInt8])]
  package var memory: [String: String]
  /// Of the newest weeks (the store's `load` fills it), oldest first.
  package var plans: [TrackedPlan] = []
  /// The first ids that were never given.
  package var nextIDs: NextIDs

  /// Ids that follow the highest stored ones; nothing that has an id is ever removed.
  package struct NextIDs: Hashable, Codable, Sendable {
    package var decision: Int64
    package var campaign: Int64
    package var experiment: Int64
    package var alert: Int64
    package var outbox: Int64
    package var activity: Int64
    package var customer: Int64
    package var lesson: Int64

    package init(
      decision: Int64 = 1, campaign: Int64 = 1, experiment: Int64 = 1, alert: Int64 = 1,
      outbox: Int64 = 1, activity: Int64 = 1, customer: Int64 = 1, lesson: Int64 = 1
    ) {
      self.decision = decision
      self.campaign = campaign
      self.experiment = experiment
      self.alert = alert
      self.outbox = outbox
      self.activity = activity
      self.customer = customer
      self.lesson = lesson
    }
  }

  package struct DailyOrders: Hashable, Codable, Sendable {
    package var day: Day
    package var orders: Int
    package var revenueMicros: Int64

    package init(day: Day, orders: Int, revenueMicros: Int64) {
      self.day = day
      self.orders = orders
      self.revenueMicros = revenueMicros
    }
  }

  package struct RecentOrder: Hashable, Codable, Sendable {
    package var placedAt: Instant
    package var amountMicros: Int64
    /// Whose link the visit came through.
    package var campaign: Campaign.ID?

    package init(placedAt: Instant, amountMicros: Int64, campaign: Campaign.ID? = nil) {
      self.placedAt = placedAt
      self.amountMicros = amountMicros
      self.campaign = campaign
    }
  }

  package init(
    shop: Shop, customers: [Customer], references: [String], orderCount: Int, lastOrderAt: Instant?,
    campaigns: [Campaign], experiments: [Experiment], alerts: [Alert], decisions: [Decision],
    ledger: Ledger, outbox: [OutboxEntry], metrics: [MetricsRow], dailyOrders: [DailyOrders],
    emailContacts: [(reference: String, at: Instant)],
    activity: [ActivityEntry], beliefs: [String: (version: Int, json: [UInt8])],
    memory: [String: String], nextIDs: NextIDs = NextIDs()
  ) {
    self.shop = shop
    self.customers = customers
    self.references = references
    self.orderCount = orderCount
    self.lastOrderAt = lastOrderAt
    self.campaigns = campaigns
    self.experiments = experiments
    self.alerts = alerts
    self.decisions = decisions
    self.ledger = ledger
    self.outbox = outbox
    self.metrics = metrics
    self.dailyOrders = dailyOrders
    self.emailContacts = emailContacts
    self.activity = activity
    self.beliefs = beliefs
    self.memory = memory
    self.nextIDs = nextIDs
  }
}
