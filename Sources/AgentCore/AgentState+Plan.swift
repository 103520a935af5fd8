import AgentInterface
import Campaigns
import Commerce
import DataPipeline
import Evaluation
import OrderedCollections
import Oversight
import Persistence

/// PLAN: what would be worth doing.
extension AgentState {
  /// Has opportunities looked for, away from the agent's queue: with many campaigns it takes longer
  /// than a round may.
  mutating func plan() {
    guard halted == nil, plansThisHour, !isPlanning else { return }
    // Planning looks at everything a person may say; a full desk is left alone until it is looked
    // at.
    let waiting = decisions.values.count {
      $0.state.isWaitingForPerson && $0.action.actionClass != .plans
    }
    call(
      .plan(
        PlanningTask(
          input: planningInput(), limit: max(0, settings.openRequests - waiting), people: people,
          ids: ids, seed: settings.seed)))
  }

  private var isPlanning: Bool {
    calls.values.contains { if case .plan = $0.request { true } else { false } }
  }

  /// Proposes what was found; each draft is checked against what holds now.
  mutating func planned(_ plan: PlanningTask.Plan?) {
    guard let plan else {
      journal(.plan, "Planning took too long; the next round looks again")
      return
    }
    // Numbers given to something else meanwhile cannot be given again: the next round plans anew.
    guard halted == nil, ids.adopt(plan.ids, begunFrom: plan.began) else { return }
    remember("ids", encoded(ids))
    propose(plan.strategy)
    dispatchApproved()
  }

  private mutating func propose(_ strategy: Strategy) {
    marginals = strategy.marginals.map(BudgetBoard.Marginal.init)
    let proposed = strategy.drafts.map { propose(Draft($0), by: .agent).id }
    keepBoard(strategy, proposed: proposed)
    suggest(strategy.regionTests)
    if !strategy.drafts.isEmpty || now.hour == 9 { journalPlan(strategy) }
  }

  private var plansThisHour: Bool { now.hour.isMultiple(of: 2) || tickCount <= 3 }

  func planningInput() -> PlanningInput {
    let day = ledger.balance(.day(now.day), policy: policy)
    let total = ledger.balance(.total, policy: policy)
    // After a plan that was too expensive nothing more is spent until the next one.
    let kept = holdsSpending ? Int64.max / 4 : keptForTests
    return PlanningInput(
      now: now, shop: shop, policy: policy, segments: people.segments,
      campaigns: Array(campaigns.values), book: metrics, orders: orders, responses: responses,
      experiments: Array(experiments.values), decisions: Array(decisions.values),
      alarms: Set(openAlarms().keys), learning: isLearning, budgetsAtDayStart: budgetsAtDayStart,
      freeToday: Money(micros: max(0, day.freeMicros - kept), shop.currency),
      freeTotal: Money(micros: max(0, total.freeMicros - kept), shop.currency),
      spendLeft: spendLeft(), mailable: mailable(),
      demand: weekAhead, messages: messages, audiences: audiences, brand: settings.brand)
  }

  /// Micros that tests of budgets will have to hold again for their next higher block.
  private var keptForTests: Int64 {
    experiments.values.reduce(0) { sum, experiment in
      guard experiment.status == .running, case .budget(let trial) = experiment.subject,
        let budget = campaigns[experiment.campaign]?.dailyBudget, budget < trial.high
      else { return sum }
      return sum + (trial.high - budget).scaledUp(by: trial.platform.overspendFactor).micros
    }
  }

  /// What the campaigns' own caps leave them.
  func spendLeft() -> [Campaign.ID: Money] {
    campaigns.values.reduce(into: [:]) { left, campaign in
      guard let balance = ledger.balances[.campaign(campaign.id)] else { return }
      left[campaign.id] = Money(micros: max(0, balance.freeMicros), shop.currency)
    }
  }

  /// Orders of the next seven days relative to a week of the last four. The days' intervals are
  /// added, as if they missed together: at least their level.
  private var weekAhead: Estimate? {
    let before = demand.through(now.day.adding(days: -1)).orders.suffix(28)
    let usual = Double(before.reduce(0, +)) / 4
    guard let outlook, before.count == 28, usual >= 10 else { return nil }
    let week = outlook.days.filter { $0.day >= now.day }.prefix(7).map(\.orders)
    guard week.count == 7 else { return nil }
    func sum(_ part: (Estimate) -> Double) -> Double {
      week.reduce(0) { $0 + part($1) } / usual
    }
    return Estimate(
      mean: sum(\.mean), low: sum(\.low), high: sum(\.high), level: week[0].level)
  }

  /// Members who may be written to and have had fewer e-mails this week than allowed.
  private func mailable() -> [SegmentName: Int] {
    guard let segmentation = people.segmentation else { return [:] }
    var counts: [SegmentName: Int] = [:]
    for row in segmentation.names.indices {
      let isTired = (contacts.counts[people.references[row]] ?? 0) >= policy.emailsPerWeek
      guard people.customers[row].acceptsEmail, !isTired else { continue }
      counts[segmentation.names[row], default: 0] += 1
    }
    return counts
  }

  private mutating func journalPlan(_ strategy: Strategy) {
    let found = strategy.findings.opportunities.count
    let drafts = strategy.drafts.count
    let details =
      strategy.findings.opportunities.prefix(5).map {
        "\($0.kind.rawValue), \($0.audience), \($0.platform.name): \($0.reason)"
      }
      + strategy.findings.considered.prefix(5).map {
        "not \($0.kind.rawValue) for \($0.subject): \($0.why)"
      } + strategy.unwritten.map { "no new message for \($0)" }
    journal(
      .plan,
      "\(found) \(found == 1 ? "opportunity" : "opportunities"), \(drafts) \(drafts == 1 ? "decision" : "decisions"), "
        + "\(strategy.findings.considered.count) not worth it",
      detail: details.joined(separator: "\n"))
  }

  /// Figures past the attribution lag, for the guardrails.
  func settledMetrics(of campaign: Campaign) -> Metrics {
    metrics.settled(
      campaign.id, now: now, lagDays: AttributionLag.days(campaign.platform), days: 28)
  }

  /// Share of all attributed revenue of the last 14 days.
  func revenueShare(of id: Campaign.ID) -> Double {
    let all = campaigns.keys.reduce(Int64(0)) { sum, other in
      sum + metrics.lastDays(14, of: other, through: now.day).revenueMicros
    }
    guard all > 0 else { return 0 }
    return Double(metrics.lastDays(14, of: id, through: now.day).revenueMicros) / Double(all)
  }
}

extension BudgetBoard.Marginal {
  init(_ marginal: BudgetPlanner.Marginal) {
    self.init(
      campaign: marginal.campaign, name: marginal.name, budget: marginal.budget,
      next: marginal.next)
  }
}

extension Draft {
  init(_ draft: DecisionDraft) {
    self.init(
      action: draft.action, title: draft.title, platform: draft.platform, evidence: draft.evidence,
      forecast: draft.forecast, atWorst: draft.atWorst)
  }
}
