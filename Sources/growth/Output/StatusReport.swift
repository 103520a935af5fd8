import AgentInterface
import Commerce
import Oversight

/// The shop, the agent and the money at one moment.
struct StatusReport: Report {
  var now: String
  var shop: String
  var currency: String
  /// `running`, `halted` or `read only`.
  var standing: String
  var standingReason: String?
  var phase: String
  var level: Int
  var levelExceptions: Int
  var speed: Double
  var isStopped: Bool
  var tick: Int
  var tickMilliseconds: Double
  var skippedTicks: Int
  var inFlight: Int
  var staleHours: Int?
  /// The process that runs the agent; none if it was read from the store.
  var ownerPid: Int32?
  var dayCap: MoneyValue
  var spentToday: MoneyValue
  var heldToday: MoneyValue
  var totalCap: MoneyValue
  var spentTotal: MoneyValue
  var revenueToday: MoneyValue
  var ordersToday: Int
  var attributedWeek: MetricsValue
  var approvals: Int
  var openAlerts: Int
  var runningCampaigns: Int
  var campaigns: Int
  var runningExperiments: Int
  var customers: Int
  var orders: Int

  private let snapshot: Snapshot

  init(_ snapshot: Snapshot, ownerPid: Int32?) {
    let (agent, money) = (snapshot.agent, snapshot.money)
    now = snapshot.now.iso8601
    shop = snapshot.shop.name
    currency = snapshot.shop.currency.code
    (standing, standingReason) = agent.standing.words
    if ownerPid == nil, agent.standing == .running { standing = "not running" }
    phase = agent.phase.rawValue
    level = agent.level.rawValue
    levelExceptions = agent.levelExceptions
    speed = snapshot.clock.speed
    isStopped = snapshot.clock.isStopped
    tick = agent.tick
    tickMilliseconds = agent.tickMilliseconds
    skippedTicks = agent.skippedTicks
    inFlight = agent.inFlight
    staleHours = agent.staleHours
    self.ownerPid = ownerPid
    dayCap = MoneyValue(money.dayCap)
    spentToday = MoneyValue(money.spentToday)
    heldToday = MoneyValue(money.heldToday)
    totalCap = MoneyValue(money.totalCap)
    spentTotal = MoneyValue(money.spentTotal)
    revenueToday = MoneyValue(money.shopRevenueToday)
    ordersToday = money.shopOrdersToday
    attributedWeek = MetricsValue(money.attributedWeek, snapshot.shop.currency)
    approvals = snapshot.approvals.count
    openAlerts = snapshot.alerts.count { $0.state != .resolved }
    runningCampaigns = snapshot.campaigns.count { $0.campaign.isRunning }
    campaigns = snapshot.campaigns.count
    runningExperiments = snapshot.experiments.count { $0.experiment.status == .running }
    customers = snapshot.customers.customers
    orders = snapshot.customers.orders
    self.snapshot = snapshot
  }

  func text(_ layout: TextLayout) -> String {
    let money = snapshot.money
    return TextFacts([
      ("shop", "\(shop) · \(currency)"),
      ("agent", standing + (standingReason.map { ": \($0)" } ?? "")),
      ("process", ownerPid.map { "\($0)" } ?? "none runs; read from the store"),
      ("clock", "\(snapshot.now) UTC, ×\(Int(speed))\(isStopped ? ", stopped" : "")"),
      ("autonomy", "level \(level) \(snapshot.agent.level.name)" + exceptions),
      ("today", "\(money.spentToday) spent, \(money.heldToday) held of \(money.dayCap)"),
      ("in total", "\(money.spentTotal) spent of \(money.totalCap)"),
      ("orders today", "\(Figure.count(ordersToday)), \(money.shopRevenueToday)"),
      ("ROAS 7 days", Figure.of(money.attributedWeek.returnOnAdSpend) + " as the platforms say"),
      ("to approve", "\(approvals)"),
      ("open alerts", "\(openAlerts)"),
      ("campaigns", "\(runningCampaigns) running of \(campaigns)"),
      ("A/B tests", "\(runningExperiments) running"),
      ("customers", "\(Figure.count(customers)) with \(Figure.count(orders)) orders"),
      ("in flight", "\(inFlight)"),
      ("reports", staleHours.map { "the oldest is \($0) h old" } ?? "up to date"),
    ]).text(layout)
  }

  private var exceptions: String {
    levelExceptions > 0 ? ", \(levelExceptions) scopes differ" : ""
  }

  private enum CodingKeys: String, CodingKey {
    case now, shop, currency, standing, standingReason, phase, level, levelExceptions, speed
    case isStopped, tick, tickMilliseconds, skippedTicks, inFlight, staleHours, ownerPid, dayCap
    case spentToday, heldToday, totalCap, spentTotal, revenueToday, ordersToday, attributedWeek
    case approvals, openAlerts, runningCampaigns, campaigns, runningExperiments, customers, orders
  }
}

extension AgentStatus.Standing {
  var words: (name: String, reason: String?) {
    switch self {
    case .running: ("running", nil)
    case .halted(let reason, let by): ("halted", "\(reason) (by \(by))")
    case .readOnly(let reason): ("read only", reason)
    }
  }
}
