import AgentInterface
import Campaigns
import Commerce
import DataPipeline
import Evaluation
import OrderedCollections
import Oversight
import Persistence

/// The plan of the week: written, adopted by a person, tracked and closed.
extension AgentState {
  /// Feeds and models of the new day are in by then.
  private static let reviewHour = 3
  private static let rememberedPlans = 12

  mutating func reviewPlan() {
    guard people.orderCount > 0, !isAnalysing else { return }
    let isFirst = plans.isEmpty
    guard isFirst || (now.hour >= Self.reviewHour && isReviewDue) else { return }
    if !isFirst { trackPlan() }
    if plans.last?.closing != nil || isFirst { writePlan() }
  }

  /// Once a day: the days that are over have not all been set beside the plan.
  private var isReviewDue: Bool {
    guard let tracked = plans.last, tracked.closing == nil else { return true }
    let over = min(tracked.plan.lastDay, now.day.adding(days: -1))
    return now.day > tracked.plan.lastDay
      || tracked.actual.count < over.days(since: tracked.plan.firstDay) + 1
  }

  private var isAnalysing: Bool {
    calls.values.contains { if case .analyse = $0.request { true } else { false } }
  }

  /// Whether this week's plan was rejected because it spends too much.
  var holdsSpending: Bool {
    guard let tracked = plans.last, tracked.closing == nil, let id = tracked.decision,
      case .rejected(let rejection)? = decisions[id]?.state
    else { return false }
    return rejection.code == .tooExpensive
  }

  // MARK: Writing

  private mutating func writePlan() {
    let input = strategyInput()
    let plan = PlanWriter(input).plan
    let decision = propose(Draft(PlanWriter.draft(plan, input: input)), by: .agent)
    keep(TrackedPlan(plan, decision: decision.id, churnRisk: churnRisk))
    if plans.count > Self.rememberedPlans { plans.removeFirst(plans.count - Self.rememberedPlans) }
  }

  /// The newest plan replaces what is known of its week.
  private mutating func keep(_ tracked: TrackedPlan) {
    plans.removeAll { $0.plan.firstDay == tracked.plan.firstDay }
    plans.append(tracked)
    effects.commit.changes.append(.plan(tracked))
  }

  private func strategyInput() -> StrategyInput {
    let yesterday = now.day.adding(days: -1)
    let total = ledger.balance(.total, policy: policy)
    return StrategyInput(
      now: now, shop: shop, policy: policy, targets: settings.targets,
      campaigns: Array(campaigns.values), book: metrics, responses: responses,
      history: shopDays(
        from: max(demand.firstDay ?? now.day, now.day.adding(days: -28)), to: yesterday),
      forecast: (outlook?.days ?? []).map {
        StrategyInput.ExpectedDay(day: $0.day, orders: $0.orders, revenue: $0.revenue)
      }, churnRisk: churnRisk, alerts: openAlarms().values.sorted(), learning: isLearning,
      spendLeft: spendLeft(), totalLeft: Money(micros: max(0, total.freeMicros), shop.currency),
      decisions: Array(decisions.values), earlier: plans)
  }

  private var churnRisk: Double? {
    let known = people.segments.filter { $0.churnRisk != nil && $0.customers > 0 }
    let customers = known.reduce(0) { $0 + $1.customers }
    guard customers > 0 else { return nil }
    return known.reduce(0) { $0 + ($1.churnRisk ?? 0) * Double($1.customers) } / Double(customers)
  }

  /// Each day of a span, oldest first; empty if it ends before it begins.
  private func shopDays(from first: Day, to last: Day) -> [ShopDay] {
    guard first <= last else { return [] }
    let known = demand.through(last)
    var newcomers: [Day: Int] = [:]
    for customer in people.customers where customer.firstDay >= first {
      newcomers[customer.firstDay, default: 0] += 1
    }
    return (0...last.days(since: first)).map { offset in
      let day = first.adding(days: offset)
      let place = known.firstDay.map { day.days(since: $0) } ?? -1
      let isKnown = known.orders.indices.contains(place)
      let spend = campaigns.keys.reduce(Int64(0)) { $0 + metrics.today($1, day).spendMicros }
      return ShopDay(
        day: day, orders: isKnown ? known.orders[place] : 0,
        revenue: isKnown ? Double(known.revenueMicros[place]) / 1_000_000 : 0,
        newCustomers: newcomers[day] ?? 0, spend: Double(spend) / 1_000_000,
        grossMargin: shop.grossMargin)
    }
  }

  // MARK: Tracking

  private func plannedDaysOver(_ plan: WeeklyPlan) -> [ShopDay] {
    let last = min(plan.lastDay, now.day.adding(days: -1))
    guard plan.firstDay <= last else { return [] }
    return shopDays(from: plan.firstDay, to: last)
  }

  /// Sets the days that are over beside the plan, all anew because late orders belong to them too.
  private mutating func trackPlan() {
    guard var tracked = plans.last, tracked.closing == nil else { return }
    tracked.actual = plannedDaysOver(tracked.plan)
    tracked.churnRisk = churnRisk
    if now.day > tracked.plan.lastDay {
      close(&tracked)
    } else if let (condition, actual) = PlanTracker.overtaken(tracked) {
      let value = PlanWords.value(actual, condition.measure, shop.currency)
      close(
        &tracked, because: "\(PlanWords.condition(condition, shop.currency)), at \(value)")
    }
    keep(tracked)
  }

  private mutating func close(_ tracked: inout TrackedPlan, because reason: String? = nil) {
    let closing = PlanTracker.closing(tracked, at: now, shop.currency, because: reason)
    tracked.closing = closing
    let span = PlanWords.span(tracked.plan)
    journal(.learn, "Plan of \(span): \(closing.words)", decision: tracked.decision)
    learned(
      .plan,
      BeliefChange(
        subject: "plan of \(span)", before: tracked.plan.summary, after: closing.words,
        because: reason ?? "the week is over"), decision: tracked.decision)
    settle(tracked)
  }

  /// What the plan's request comes to.
  private mutating func settle(_ tracked: TrackedPlan) {
    guard let id = tracked.decision, let decision = decisions[id], let closing = tracked.closing
    else { return }
    if decision.state.isWaitingForPerson {
      advance(id, .withdrawn(reason: "its time is over"), by: .agent, why: "its time is over")
    }
    guard case .observing = decision.state else { return }
    observed(
      Decision.Outcome(
        PlanTracker.measurement(tracked, forecast: decision.forecast), settledAt: now,
        note: closing.words), of: id)
  }

  /// A person has said that this is what to aim at.
  mutating func adopted(_ decision: Decision) {
    advance(decision.id, .confirmed(now), by: .agent)
    journal(
      .act, "Aims at: \(decision.title)", detail: decision.evidence.reason, decision: decision.id)
  }

  // MARK: Showing

  func planDetail() -> PlanDetail {
    let newest = Array(plans.reversed())
    let states = newest.compactMap(\.decision).reduce(into: [Decision.ID: Decision.State]()) {
      $0[$1] = decisions[$1]?.state
    }
    let isPlanned = newest.first.map { $0.plan.firstDay <= now.day && now.day <= $0.plan.lastDay }
    return PlanDetail(
      plans: newest, states: states,
      today: isPlanned == true ? shopDays(from: now.day, to: now.day).first : nil)
  }
}
