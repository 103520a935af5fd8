package import Commerce
import Evaluation
import Oversight
import Statistics

/// What could go wrong, what was learnt of earlier plans, and the plan in sentences.
extension PlanWriter {
  /// Of each kind of risk only what the figures show.
  var risks: [String] {
    input.alerts.prefix(3).map { "open alert: \($0)" } + dataRisks + moneyRisks + trustRisks
  }

  private var dataRisks: [String] {
    var risks: [String] = []
    if input.history.count < 28 {
      risks.append(
        "little data: \(FigureWords.count(input.history.count, "day")) of orders are known, a "
          + "forecast of demand needs 28")
    } else if input.forecast.isEmpty {
      risks.append("there is no forecast of demand; the last weeks stand in for it")
    }
    let revenue = outlook.revenue.total
    if revenue.mean > 0 {
      let width = (revenue.high - revenue.low) / 2 / revenue.mean
      if width > 0.3 {
        risks.append(
          "the forecast is uncertain: revenue may be \(FigureWords.share(width)) more or less")
      }
    }
    let settling = input.campaigns.filter { input.learning.contains($0.id) && $0.isRunning }
    if !settling.isEmpty {
      risks.append(
        "delivery of \(names(settling)) is still settling at the platform, so it may spend and "
          + "return otherwise")
    }
    let unknown = input.campaigns.filter {
      $0.status == .active && $0.dailyBudget != nil && (input.responses[$0.id]?.days ?? 0) < 7
    }
    if !unknown.isEmpty {
      risks.append(
        "less than a week is known of what \(names(unknown)) \(unknown.count == 1 ? "returns" : "return")"
      )
    }
    return risks
  }

  private var moneyRisks: [String] {
    var risks: [String] = []
    let wanted = input.campaigns.filter { $0.status == .active }
      .reduce(0) { $0 + ($1.dailyBudget?.units ?? 0) }
    guard wanted > 0 else { return risks }
    let daysLeft = input.totalLeft.units / wanted
    if daysLeft < 14 {
      risks.append(
        "the total cap leaves \(input.totalLeft.whole): enough for "
          + "\(FigureWords.oneDecimal(max(0, daysLeft))) days at the budgets in force")
    }
    let ending = input.campaigns.filter { campaign in
      guard campaign.status == .active, let left = input.spendLeft[campaign.id],
        let budget = campaign.dailyBudget
      else { return false }
      return left.units < 7 * budget.units
    }
    if !ending.isEmpty {
      risks.append("\(names(ending)) will have spent what they may within the week")
    }
    return risks
  }

  private var trustRisks: [String] {
    Calibration.lines(input.decisions).compactMap(\.concern)
  }

  private func names(_ campaigns: [Campaign]) -> String {
    let shown = campaigns.prefix(2).map { "\"\($0.name)\"" }
    let rest = campaigns.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  /// The last plan's result, and each rejection of the last four.
  var remembered: [String] {
    let last = input.earlier.last.flatMap { plan in
      plan.closing.map { "The plan of \(PlanWords.span(plan.plan)): \($0.words)" }
    }
    let rejections = input.earlier.suffix(4).compactMap { plan -> String? in
      guard case .rejected(let rejection)? = input.decision(plan)?.state else { return nil }
      let note = rejection.note.isEmpty ? "" : " (\"\(rejection.note)\")"
      return "\(rejection.by) rejected the plan of \(PlanWords.span(plan.plan)) as "
        + "\(rejection.code.rawValue)\(note)" + Self.consequence(rejection.code)
    }
    return [last].compactMap { $0 } + rejections
  }

  private static func consequence(_ code: Decision.Rejection.Code) -> String {
    code == .tooExpensive ? "; no more spending was proposed for the rest of it" : ""
  }

  func summary(_ plan: WeeklyPlan) -> String {
    let revenue = PlanWords.estimate(outlook.revenue.total, .revenue, input.currency)
    let profit = PlanWords.estimate(outlook.profit.total, .profit, input.currency)
    let spend = FigureWords.money(plan.spend, input.currency)
    var sentences = [
      "\(FigureWords.count(plan.days, "day")) from \(first.weekdayName) \(first): expected are "
        + "\(revenue) of revenue and, after goods and \(spend) of ad spend, \(profit) of profit."
    ]
    if let best = plan.budgets.filter({ $0.next != nil }).max(by: { next($0) < next($1) }),
      let return_ = best.next
    {
      sentences.append(
        "The next \(FigureWords.money(1, input.currency)) of ad spend returns most in "
          + "\(best.objective.rawValue): \(PlanWords.estimate(return_, .revenue, input.currency)).")
    }
    if plan.spend == 0 { sentences.append("No campaign with a budget runs yet.") }
    return sentences.joined(separator: " ")
  }

  private func next(_ budget: WeeklyPlan.Budget) -> Double { budget.next?.mean ?? 0 }
}

extension PlanWriter {
  /// The plan as something that a person adopts: nothing is sent or spent by it.
  package static func draft(_ plan: WeeklyPlan, input: StrategyInput) -> DecisionDraft {
    let currency = input.currency
    let goals = plan.goals.map { goal in
      Decision.Fact(
        "\(goal.measure.rawValue), \(goal.measure.isLowerBetter ? "at most" : "goal")",
        "\(PlanWords.value(goal.goal, goal.measure, currency)); \(goal.because)")
    }
    let evidence = Decision.Evidence(
      reason: plan.summary,
      facts: goals + plan.risks.map { Decision.Fact("risk", $0) }
        + plan.conditions.map {
          Decision.Fact("planned anew if", PlanWords.condition($0, currency))
        } + plan.remembered.map { Decision.Fact("remembered", $0) },
      dataFrom: input.history.first.map { Instant($0.day) } ?? input.now, dataTo: input.now)
    return DecisionDraft(
      action: .adoptPlan(plan),
      title: "Plan of \(PlanWords.span(plan)): \(headline(plan, currency))",
      platform: .shopify, evidence: evidence,
      forecast: Decision.Forecast(
        metric: .shopProfit,
        estimate: perDay(plan) ?? Estimate(mean: 0, low: 0, high: 0),
        horizonDays: perDay(plan) == nil ? 0 : plan.days),
      atWorst: .zero(currency))
  }

  private static func perDay(_ plan: WeeklyPlan) -> Estimate? {
    plan.goal(.profit)?.expected?.scaled(by: 1 / Double(plan.days))
  }

  private static func headline(_ plan: WeeklyPlan, _ currency: Currency) -> String {
    let profit = plan.goal(.profit).map { "\(FigureWords.money($0.goal, currency)) of profit, " }
    return (profit ?? "") + "\(FigureWords.money(plan.spend, currency)) of ad spend"
  }
}
