import AgentInterface
import Campaigns
package import Commerce
import DataPipeline
import Evaluation
import FoundationEssentials
import OrderedCollections
import Oversight
package import Persistence
import Platforms

extension AgentState {
  /// The agent as it was when `stored` was read.
  ///
  /// Calls that were under way are not any more: their entries become uncertain, and the platform
  /// is read before
  /// anything is sent again.
  package init(_ stored: StoredState, settings: AgentSettings, now: Instant, wall: Int64) {
    let memory = stored.memory
    self.settings = settings
    policy = settings.policy
    shop = stored.shop
    self.now = now
    self.wall = wall
    tickCount = memory["tick"].flatMap(Int.init) ?? 0
    people = CustomerBook(
      customers: stored.customers, references: stored.references, orderCount: stored.orderCount,
      currency: stored.shop.currency)
    campaigns = OrderedDictionary(uniqueKeysWithValues: stored.campaigns.map { ($0.id, $0) })
    decisions = OrderedDictionary(uniqueKeysWithValues: stored.decisions.map { ($0.id, $0) })
    outbox = OrderedDictionary(uniqueKeysWithValues: stored.outbox.map { ($0.id, $0) })
    experiments = OrderedDictionary(uniqueKeysWithValues: stored.experiments.map { ($0.id, $0) })
    alerts = OrderedDictionary(uniqueKeysWithValues: stored.alerts.map { ($0.id, $0) })
    ledger = stored.ledger
    metrics = MetricsBook()
    for row in stored.metrics {
      metrics.record(row.metrics, campaign: row.campaign, creative: row.creative, hour: row.hour)
    }
    orders = OrderBook()
    for order in stored.recentOrders {
      orders.record(
        placedAt: order.placedAt, amountMicros: order.amountMicros, campaign: order.campaign)
    }
    demand = DailyDemand()
    for day in stored.dailyOrders {
      demand.add(day: day.day, orders: day.orders, revenueMicros: day.revenueMicros)
    }
    watch = AnomalyWatch(AnomalyWatch.Configuration(policy: settings.policy, shop: stored.shop))
    responses = Self.beliefs("response.", in: stored.beliefs)
    trials = Self.beliefs(Self.trialBelief, in: stored.beliefs)
    plans = stored.plans
    contacts = ContactBook(stored.emailContacts)
    activity = stored.activity.reversed()
    feeds = FeedBook(memory)
    ids = IDCounter(stored.nextIDs)
    budgetsAtDayStart = Self.budgets(memory["budgetsAtDayStart"], currency: stored.shop.currency)
    openDay = memory["openDay"].flatMap(Day.init)
    recallLevels(memory["levels"])
    recallBoard(memory)
    recallRegionTests(memory)
    markInterrupted()
    restoreWatch()
    recallSettledTasks(stored.recentOutbox)
    learnFromTests()
    // One that is not understood any more is fitted again on the first round.
    if let belief = stored.beliefs[Self.modelBelief],
      let model = try? JSONDecoder().decode(CustomerModel.self, from: Data(belief.json))
    {
      people.recall(model)
    }
    people.resegment(asOf: now.day)
    marginals = BudgetPlanner(planningInput()).marginals().map(BudgetBoard.Marginal.init)
  }

  /// Those of campaigns, by what their keys begin with.
  private static func beliefs<Belief: Decodable>(
    _ prefix: String, in beliefs: [String: (version: Int, json: [UInt8])]
  ) -> [Campaign.ID: Belief] {
    beliefs.reduce(into: [:]) { found, entry in
      guard entry.key.hasPrefix(prefix), let id = Int64(entry.key.dropFirst(prefix.count)) else {
        return
      }
      // A belief written by a version that understood it differently is learnt again from the
      // metrics.
      found[Campaign.ID(id)] = try? JSONDecoder().decode(Belief.self, from: Data(entry.value.json))
    }
  }

  private static func budgets(_ json: String?, currency: Currency) -> [Campaign.ID: Money] {
    // Without them the step limit counts from the budgets in force, until the next day is opened.
    guard let json, let rows = try? JSONDecoder().decode([[Int64]].self, from: Data(json.utf8))
    else { return [:] }
    return rows.reduce(into: [:]) { budgets, row in
      guard row.count == 2 else { return }
      budgets[Campaign.ID(row[0])] = Money(micros: row[1], currency)
    }
  }

  private mutating func recallLevels(_ text: String?) {
    for line in (text ?? "").split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let level = words.last.flatMap({ Int($0) }).flatMap(AutonomyLevel.init) else {
        continue
      }
      if words.first == "default" {
        policy.defaultLevel = level
      } else if words.count == 3, let platform = Platform(rawValue: String(words[0])),
        let actionClass = ActionClass(rawValue: String(words[1]))
      {
        policy.levels[Policy.Scope(platform: platform, actionClass: actionClass)] = level
      }
    }
  }

  /// What was sent and not answered may have been carried out or not.
  private mutating func markInterrupted() {
    for (id, entry) in outbox {
      switch entry.state {
      case .sent(let at):
        outbox[id]?.state = .uncertain(since: at, readAfter: now)
        readNotBefore[id] = wall + settings.settleDelay
      case .uncertain: readNotBefore[id] = wall + settings.settleDelay
      default: break
      }
    }
  }
}

extension FeedBook {
  init(_ memory: [String: String]) {
    orders = memory["orders"].flatMap(Int64.init).map(ReportCursor.init)
    for platform in Platform.allCases {
      reports[platform] = memory["report.\(platform.rawValue)"].flatMap(Int64.init)
        .map(ReportCursor.init)
      completeTo[platform] = memory["complete.\(platform.rawValue)"].flatMap(Int64.init)
        .map(Instant.init)
    }
  }
}

extension IDCounter {
  init(_ next: StoredState.NextIDs) {
    self.init(
      decision: next.decision, campaign: next.campaign, experiment: next.experiment,
      alert: next.alert, outbox: next.outbox, activity: next.activity, lesson: next.lesson)
  }
}
