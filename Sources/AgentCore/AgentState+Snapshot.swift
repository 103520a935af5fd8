package import AgentInterface
import Campaigns
import Commerce
import Evaluation
import OrderedCollections
import Oversight

extension AgentState {
  /// What a console shows of the agent at this moment.
  ///
  /// - Parameters:
  ///   - sequence: Goes up with each snapshot.
  ///   - clock: How fast time passes, which only the owner knows.
  ///   - timing: Wall milliseconds of the last tick and the number of skipped ones.
  ///   - readOnly: Why the store refuses writes, if it does.
  /// - Returns: A value that shares nothing with the agent.
  package func snapshot(
    sequence: Int, clock: ClockStatus, timing: (milliseconds: Double, skipped: Int),
    readOnly: String?
  ) -> Snapshot {
    let waiting = decisions.values.filter { $0.state.isWaitingForPerson }
      .sorted { ($0.atWorst.micros, $1.id) > ($1.atWorst.micros, $0.id) }
    return Snapshot(
      sequence: sequence, shop: shop, now: now, clock: clock,
      agent: agentStatus(timing: timing, readOnly: readOnly), money: moneyStatus(),
      approvals: waiting, blocked: recentlyBlocked(), alerts: alertList(),
      campaigns: campaignRows(), budgets: budgetBoard(waiting), customers: customerBoard(),
      experiments: experimentRows(), activity: Array(activity.suffix(200).reversed()),
      tasks: taskRows())
  }

  private func agentStatus(
    timing: (milliseconds: Double, skipped: Int), readOnly: String?
  ) -> AgentStatus {
    let standing: AgentStatus.Standing =
      if let readOnly {
        .readOnly(reason: readOnly)
      } else if let halted {
        .halted(reason: halted.reason, by: halted.by)
      } else {
        .running
      }
    let ages = feeds.completeTo.keys.compactMap { feeds.ageHours(of: $0, at: now) }
    let oldest = ages.max() ?? 0
    return AgentStatus(
      phase: phase, standing: standing, level: policy.defaultLevel,
      levelExceptions: policy.levels.values.count { $0 != policy.defaultLevel }, tick: tickCount,
      tickMilliseconds: timing.milliseconds, skippedTicks: timing.skipped,
      inFlight: decisions.values.count { $0.state.isInFlight },
      staleHours: oldest > policy.staleReportHours ? oldest : nil)
  }

  private func recentlyBlocked() -> [Decision] {
    let recent = decisions.values.suffix(400).filter { decision in
      guard case .blocked = decision.state else { return false }
      return decision.proposedAt > now.adding(days: -1)
    }
    return recent.reversed()
  }

  private func alertList() -> [Alert] {
    let shown = alerts.values.filter { alert in
      alert.state != .resolved || (alert.resolvedAt ?? alert.openedAt) > now.adding(days: -1)
    }
    return shown.sorted { left, right in
      let leftDone = left.state == .resolved
      let rightDone = right.state == .resolved
      if leftDone != rightDone { return rightDone }
      if left.severity != right.severity { return left.severity > right.severity }
      return left.openedAt > right.openedAt
    }
  }

  private func moneyStatus() -> MoneyStatus {
    let day = ledger.balance(.day(now.day), policy: policy)
    let total = ledger.balance(.total, policy: policy)
    let today = orders.today(now.day)
    let spent = campaigns.keys.reduce(Int64(0)) { $0 + metrics.today($1, now.day).spendMicros }
    return MoneyStatus(
      dayCap: policy.dayCap, spentToday: money(spent), heldToday: money(day.pendingMicros),
      totalCap: policy.totalCap, spentTotal: money(total.postedMicros + spentOnOpenDays),
      shopRevenueToday: money(today.revenueMicros), shopOrdersToday: today.orders,
      attributedWeek: attributed(through: now.day),
      attributedWeekBefore: attributed(through: now.day.adding(days: -7)))
  }

  private func attributed(through day: Day) -> Metrics {
    campaigns.keys.reduce(.zero) { $0 + metrics.lastDays(7, of: $1, through: day) }
  }

  func money(_ micros: Int64) -> Money { Money(micros: micros, shop.currency) }

  // MARK: Rows

  private func campaignRows() -> [CampaignRow] {
    let alarms = openAlarms()
    return campaigns.values
      .filter { $0.isRunning || $0.status == .paused || $0.end >= now.day.adding(days: -7) }
      .map { row($0, alarms: alarms) }
      .sorted { left, right in
        (left.today.spendMicros, right.campaign.id) > (right.today.spendMicros, left.campaign.id)
      }
  }

  func row(_ campaign: Campaign, alarms: [Alert.Scope: String]) -> CampaignRow {
    let today = metrics.today(campaign.id, now.day)
    let held = ledger.heldMicros(
      campaign: campaign.id, platform: campaign.platform, day: now.day)
    return CampaignRow(
      campaign: campaign, today: today,
      week: metrics.lastDays(7, of: campaign.id, through: now.day),
      weekBefore: metrics.lastDays(7, of: campaign.id, through: now.day.adding(days: -7)),
      heldToday: campaign.dailyBudget.map { _ in money(held) }, pace: pace(campaign, today),
      trend: metrics.daily(14, of: campaign.id, through: now.day).map {
        Double($0.revenueMicros) / 1_000_000
      }, isLearning: isLearning.contains(campaign.id),
      heldBecause: alarms.first(in: Alert.Scope.around(campaign)))
  }

  /// Spend over what an even day would have spent in the hours that are reported.
  private func pace(_ campaign: Campaign, _ today: Metrics) -> Double? {
    guard campaign.status == .active, let budget = campaign.dailyBudget,
      let complete = feeds.completeTo[campaign.platform]
    else { return nil }
    let hours = Double(complete.seconds(since: Instant(now.day))) / 3_600
    guard hours > 0, budget.isPositive else { return nil }
    return Double(today.spendMicros) / (Double(budget.micros) * min(1, hours / 24))
  }

  private func budgetBoard(_ waiting: [Decision]) -> BudgetBoard {
    let day = ledger.balance(.day(now.day), policy: policy)
    let total = ledger.balance(.total, policy: policy)
    var lines: [BudgetBoard.Line] = []
    for platform in Platform.allCases where platform.hasBudgets {
      let balance = ledger.balance(.platformDay(platform, now.day), policy: policy)
      lines.append(
        BudgetBoard.Line(
          label: platform.name, platform: platform, cap: money(balance.capMicros),
          held: money(balance.pendingMicros),
          spent: money(spentToday { $0.platform == platform }), free: free(balance)))
    }
    lines.append(
      BudgetBoard.Line(
        label: "today", platform: nil, cap: money(day.capMicros), held: money(day.pendingMicros),
        spent: money(spentToday { _ in true }), free: free(day)))
    lines.append(
      BudgetBoard.Line(
        label: "total", platform: nil, cap: money(total.capMicros),
        held: money(total.pendingMicros),
        spent: money(total.postedMicros + spentOnOpenDays), free: free(total)))
    let proposal = waiting.first { $0.action.actionClass == .budgets }
    return BudgetBoard(lines: lines, marginal: marginals, proposal: proposal)
  }

  private func free(_ balance: Balance) -> Money { money(max(0, balance.freeMicros)) }

  /// Reported spend of days whose money is still held: nothing of it is posted yet.
  private var spentOnOpenDays: Int64 {
    ledger.held.keys.reduce(0) { $0 + metrics.today($1.campaign, $1.day).spendMicros }
  }

  private func spentToday(_ isCounted: (Campaign) -> Bool) -> Int64 {
    campaigns.values.reduce(0) { sum, campaign in
      isCounted(campaign) ? sum + metrics.today(campaign.id, now.day).spendMicros : sum
    }
  }

  private func customerBoard() -> CustomerBoard {
    CustomerBoard(
      customers: people.customers.count, orders: people.orderCount,
      movedThisWeek: people.segments.reduce(0) { $0 + $1.movedIn },
      segments: people.segments.filter { $0.customers > 0 }, valueNote: people.valueNote)
  }

  private func experimentRows() -> [ExperimentRow] {
    experiments.values
      .filter { $0.status.isOpen || ($0.concludedAt ?? $0.startedAt) > now.adding(days: -30) }
      .map { row($0) }
      .sorted { left, right in
        if left.experiment.status.isOpen != right.experiment.status.isOpen {
          return left.experiment.status.isOpen
        }
        return left.experiment.startedAt > right.experiment.startedAt
      }
  }

  func row(_ experiment: Experiment) -> ExperimentRow {
    ExperimentRow(
      experiment: experiment,
      campaignName: campaigns[experiment.campaign]?.name ?? "campaign \(experiment.campaign)",
      daysLeft: experiment.status == .running && !experiment.isDecided
        ? ExperimentJudge.daysLeft(experiment, now: now) : nil, end: end(of: experiment))
  }

  /// What the end of a decided test waits for.
  private func end(of experiment: Experiment) -> ExperimentRow.End? {
    guard experiment.isDecided else { return nil }
    let requests = ConclusionRequests(of: experiment.id, among: decisions.values, now: now)
    if requests.isUnderWay { return .platform }
    return switch requests.waiting.last?.state {
    case .needsApproval: .approval
    case .vetoWindow: .objection
    default: nil
    }
  }
}
