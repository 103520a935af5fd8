import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

/// One thing that a decision changes.
struct ChangeRow: Hashable, Sendable {
  var label: String
  var before: String?
  var after: String
  var note = ""
}

/// Decisions put into words: what changes, money first, and how it is undone.
enum ActionWords {
  static func changes(_ decision: Decision, _ facts: Facts) -> [ChangeRow] {
    rows(decision.action, decision, facts) + [worst(decision, facts)]
      + [ChangeRow(label: "undo", after: undo(decision.action, facts))]
  }

  private static func worst(_ decision: Decision, _ facts: Facts) -> ChangeRow {
    let horizon = decision.forecast.horizonDays
    let note = horizon > 0 ? "the outcome is measured after \(Words.plural(horizon, "day"))" : ""
    return ChangeRow(label: "at worst", after: decision.atWorst.description, note: note)
  }

  private static func rows(_ action: Action, _ decision: Decision, _ facts: Facts) -> [ChangeRow] {
    switch action {
    case .setDailyBudget(let change): budgetRows(change, decision, facts)
    case .reallocateBudgets(let changes): reallocationRows(changes, facts)
    case .createCampaign(let plan), .sendEmailCampaign(let plan): planRows(plan)
    case .launchCampaign(_, let budget):
      [ChangeRow(label: "daily budget", before: "nothing", after: budget.description)]
        + heldRow(from: nil, to: budget, decision.platform)
    case .resumeCampaign(_, let budget): resumeRows(budget, decision.platform)
    case .pauseCampaign(_, let budget):
      [ChangeRow(label: "daily budget", before: budget?.description ?? "runs", after: "paused")]
    case .startExperiment(let plan): experimentRows(plan)
    case .concludeExperiment(let conclusion): conclusionRows(conclusion)
    case .replaceCreative(let change):
      [ChangeRow(label: "creatives", before: ideas(change.from), after: ideas(change.to))]
    case .cancelSend: [ChangeRow(label: "send", before: "sending", after: "cancelled")]
    case .createDiscount(let plan): discountRows(plan)
    case .endDiscount(let plan):
      [
        ChangeRow(
          label: "code \(plan.code)", before: Words.percent(plan.share, digits: 0), after: "ended")
      ]
    case .endCampaign: [ChangeRow(label: "campaign", before: "runs", after: "ended for good")]
    case .renewCampaign(_, let from, let to):
      [ChangeRow(label: "last day", before: Words.date(from), after: Words.date(to))]
    case .adoptPlan(let plan): planRows(plan, facts)
    }
  }

  /// How it is undone, and what stays.
  static func undo(_ action: Action, _ facts: Facts) -> String {
    switch action {
    case .setDailyBudget(let change): "back to \(change.from), any time; what is spent stays spent"
    case .reallocateBudgets(let changes):
      "all \(changes.count) budgets back, any time; what is spent stays spent"
    case .createCampaign, .launchCampaign, .resumeCampaign:
      "pause it, any time; what is spent stays spent"
    case .pauseCampaign: "resume it, any time, with the budget it had"
    case .sendEmailCampaign: "only while it is sending; what is sent stays sent"
    case .startExperiment(let plan): undo(plan)
    case .concludeExperiment(let conclusion): undo(conclusion)
    case .replaceCreative: "back to the creatives before, any time"
    case .createDiscount: "end the code, any time; orders made with it stay"
    case .endDiscount: "bring the code back, any time"
    case .renewCampaign(_, let from, _): "end on \(Words.date(from)) again"
    case .cancelSend, .endCampaign: "cannot be undone"
    case .adoptPlan: "nothing is sent by it; the next plan takes its place"
    }
  }
}

extension ActionWords {
  private static func budgetRows(
    _ change: BudgetChange, _ decision: Decision, _ facts: Facts
  ) -> [ChangeRow] {
    let step = change.step.isFinite ? "step \(Words.signedPercent(change.step, digits: 0))" : ""
    return [
      ChangeRow(
        label: "daily budget", before: change.from.description, after: change.to.description,
        note: step)
    ] + heldRow(from: change.from, to: change.to, decision.platform)
  }

  /// What is held is the budget times what the platform may overspend in a day.
  static func heldRow(
    from before: Money?, to after: Money, _ platform: Platform
  ) -> [ChangeRow] {
    let factor = platform.overspendFactor
    guard factor > 0 else { return [] }
    return [
      ChangeRow(
        label: "held for a day", before: before?.scaledUp(by: factor).description ?? "nothing",
        after: after.scaledUp(by: factor).description,
        note: "\(platform.name) may spend \(Words.fixed(factor, digits: factor == 2 ? 0 : 2))×")
    ]
  }

  private static func resumeRows(_ budget: Money?, _ platform: Platform) -> [ChangeRow] {
    let row = ChangeRow(
      label: "daily budget", before: "paused", after: budget?.description ?? "runs")
    return [row] + (budget.map { heldRow(from: nil, to: $0, platform) } ?? [])
  }

  private static func reallocationRows(_ changes: [BudgetChange], _ facts: Facts) -> [ChangeRow] {
    let rows = changes.map { change in
      ChangeRow(
        label: facts.name(of: change.campaign), before: change.from.description,
        after: change.to.description,
        note: Words.signedMoney(change.to.units - change.from.units, facts.currency))
    }
    let before = changes.reduce(0) { $0 + $1.from.units }
    let after = changes.reduce(0) { $0 + $1.to.units }
    return rows + [
      ChangeRow(
        label: "together", before: facts.money(before), after: facts.money(after), note: "a day")
    ]
  }

  static func planRows(_ plan: CampaignPlan) -> [ChangeRow] {
    var rows: [ChangeRow] = []
    if let budget = plan.dailyBudget {
      rows.append(ChangeRow(label: "daily budget", before: "nothing", after: budget.description))
      rows += heldRow(from: nil, to: budget, plan.platform)
    }
    if let cap = plan.spendCap {
      rows.append(
        ChangeRow(
          label: "spend cap", after: cap.description,
          note: "for its whole life, set at the platform"))
    }
    if !plan.recipients.isEmpty {
      rows.append(
        ChangeRow(
          label: "people", after: Words.count(plan.recipients.count),
          note: plan.platform == .klaviyo ? "get one e-mail each" : "are shown the ads"))
    }
    rows.append(ChangeRow(label: "speaks to", after: plan.audience.description))
    rows.append(ChangeRow(label: "last day", after: Words.date(plan.end)))
    if let code = plan.discountCode { rows.append(ChangeRow(label: "discount", after: code)) }
    return rows
  }

  private static func discountRows(_ plan: DiscountPlan) -> [ChangeRow] {
    [
      ChangeRow(
        label: "price", before: "full", after: Words.percent(plan.share, digits: 0) + " off",
        note: "with code \(plan.code)"),
      ChangeRow(label: "last day", after: Words.date(plan.end)),
    ]
  }

  static func ideas(_ creatives: [Creative]) -> String {
    creatives.isEmpty
      ? "nothing" : creatives.map { "\($0.label) \($0.idea.rawValue)" }.joined(separator: ", ")
  }

  static func verdict(_ verdict: Experiment.Verdict) -> String {
    switch verdict {
    case .adopt: "adopt the challenger"
    case .drop: "drop the challenger"
    case .continue: "go on"
    case .stopInvalid: "stop, the variants cannot be compared"
    case .stopInconclusive: "stop without an answer"
    }
  }

  /// Creatives that the action brings, to be read before they go out.
  static func creatives(_ action: Action) -> [Creative] {
    switch action {
    case .createCampaign(let plan), .sendEmailCampaign(let plan): plan.creatives
    case .startExperiment(let plan): plan.trial == nil ? plan.creatives : []
    case .concludeExperiment(let conclusion): conclusion.ending == nil ? conclusion.keep : []
    case .replaceCreative(let change): change.to
    default: []
    }
  }
}
