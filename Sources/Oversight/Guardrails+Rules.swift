package import Commerce

extension Guardrails {
  static func halt(_ context: GuardrailContext) -> Check {
    context.isHalted
      ? Check(.halt, .blocked, "the agent is halted: only a person can resume it")
      : Check(.halt, .passed, "not halted")
  }

  static func platformState(_ action: Action, _ context: GuardrailContext) -> Check? {
    for handle in action.handles {
      guard let campaign = context.campaigns[handle.campaign]?.campaign else { continue }
      switch campaign.status {
      case .completed, .cancelled:
        return Check(
          .platformState, .blocked, "\"\(campaign.name)\" is \(campaign.status.rawValue)")
      case .pending, .paused, .active, .scheduled: continue
      }
    }
    return staleBudget(action, context)
  }

  /// A budget change is decided against a budget; if that has moved since, it is another decision.
  private static func staleBudget(_ action: Action, _ context: GuardrailContext) -> Check? {
    for change in action.budgetChanges {
      guard let campaign = context.campaigns[change.campaign.campaign]?.campaign,
        let budget = campaign.dailyBudget, budget != change.from
      else { continue }
      return Check(
        .platformState, .blocked,
        "the budget of \"\(campaign.name)\" is \(budget) now, this was decided at \(change.from)")
    }
    return nil
  }

  static func budgetCap(_ action: Action, _ context: GuardrailContext) -> Check? {
    let platforms = context.campaigns
    let transfers = action.reservations(
      ledger: context.ledger, today: context.today, decision: nil, at: context.now,
      platformOf: { platforms[$0]?.campaign.platform ?? action.plannedPlatform })
    guard !transfers.isEmpty else { return nil }
    let currency = context.policy.currency
    let needed = Money(micros: transfers.reduce(0) { $0 + $1.amountMicros }, currency)
    switch context.ledger.overdraft(of: transfers, policy: context.policy) {
    case .overdraft(let account, let needed, let free):
      return Check(
        .budgetCap, .blocked,
        "\(Money(micros: needed, currency)) would have to be held on \(account.words), "
          + "\(Money(micros: max(0, free), currency)) is free")
    case .releasesMoreThanHeld, nil:
      let free = context.ledger.balance(.day(context.today), policy: context.policy).freeMicros
      return Check(
        .budgetCap, .passed,
        "holds \(needed) more today; \(Money(micros: free, currency)) of the day cap is free")
    }
  }

  static func staleData(_ action: Action, _ context: GuardrailContext) -> Check? {
    guard !action.raises.isEmpty else { return nil }
    let limit = context.policy.staleReportHours
    let platforms = Set(action.campaigns.compactMap { context.campaigns[$0]?.campaign.platform })
    for platform in platforms.sorted(by: { $0.rawValue < $1.rawValue }) {
      guard let age = context.reportAgeHours[platform], age > limit else { continue }
      return Check(
        .staleData, .blocked,
        "the newest report of \(platform.name) is \(age) h old, the limit is \(limit) h")
    }
    return Check(.staleData, .passed, "reports are fresh (limit \(limit) h)")
  }

  static func anomalyFreeze(_ action: Action, _ context: GuardrailContext) -> Check? {
    let touched = action.handles.compactMap { context.campaigns[$0.campaign]?.campaign }
    // What touches no campaign that is known, such as a new one, still lies in the shop.
    let scopes =
      touched.flatMap { Alert.Scope.around($0) } + Alert.Scope.around(action.plannedPlatform)
    guard let words = context.alarms.first(in: scopes) else {
      return Check(.anomalyFreeze, .passed, "no open alert in its scope")
    }
    return Check(.anomalyFreeze, .blocked, "increases wait while an alert is open: \(words)")
  }

  static func contactPressure(_ action: Action, _ context: GuardrailContext) -> Check? {
    guard case .sendEmailCampaign(let plan) = action else { return nil }
    let limit = context.policy.emailsPerWeek
    let over = plan.recipients.count { (context.emailsLastWeek[$0] ?? 0) >= limit }
    guard over == 0 else {
      return Check(
        .contactPressure, .blocked,
        "\(over) of \(plan.recipients.count) people have had \(limit) e-mails in seven days already"
      )
    }
    return Check(
      .contactPressure, .passed, "nobody has had \(limit) e-mails in the last seven days")
  }

  static func freezeWindow(_ context: GuardrailContext) -> Check? {
    guard let window = context.policy.freezeDays.first(where: { $0.contains(context.today) }) else {
      return nil
    }
    return Check(
      .freezeWindow, .blocked,
      "nothing is started or raised from \(window.lowerBound) to \(window.upperBound)")
  }

  /// Judged by a one-sided sequential bound: the return has to be below the minimum beyond chance.
  static func minimumReturn(_ action: Action, _ context: GuardrailContext) -> Check? {
    for campaignID in action.raises.map(\.campaign.campaign) {
      guard let standing = context.campaigns[campaignID] else { continue }
      let metrics = standing.settledMetrics
      guard let roas = metrics.returnOnAdSpend else { continue }
      let policy = context.policy
      let sampled = metrics.conversions >= policy.minimumConversions
      if sampled, roas < policy.minimumReturn {
        return Check(
          .minimumReturn, .blocked,
          "ROAS of \"\(standing.campaign.name)\" is \(twoDecimals(roas)) over "
            + "\(Int(metrics.conversions)) conversions, the minimum is \(twoDecimals(policy.minimumReturn))"
        )
      }
      return Check(
        .minimumReturn, .passed,
        "ROAS \(twoDecimals(roas)), minimum \(twoDecimals(policy.minimumReturn))"
          + (sampled ? "" : " (only \(Int(metrics.conversions)) conversions yet)"))
    }
    return nil
  }

  static func stepLimit(_ action: Action, _ context: GuardrailContext) -> Check? {
    let limit = context.policy.stepLimit
    for change in action.raises {
      let start =
        context.campaigns[change.campaign.campaign]?.budgetAtDayStart ?? change.from
      guard let step = (change.to - start).ratio(to: start) else { continue }
      guard step <= limit + 1e-9 else {
        return Check(
          .stepLimit, .needsPerson,
          "step \(percent(step)) since this morning, the limit is \(percent(limit))")
      }
    }
    return action.raises.isEmpty
      ? nil : Check(.stepLimit, .passed, "within \(percent(limit)) a day")
  }

  static func major(_ action: Action, _ context: GuardrailContext) -> Check? {
    let policy = context.policy
    switch action {
    case .createCampaign, .launchCampaign:
      return Check(.major, .needsPerson, "a new campaign needs a person")
    case .resumeCampaign(let handle, _):
      let pausedByPerson =
        if case .person = context.campaigns[handle.campaign]?.campaign.pausedBy { true } else {
          false
        }
      return pausedByPerson
        ? Check(.major, .needsPerson, "a person paused it, so a person resumes it") : nil
    case .sendEmailCampaign(let plan) where plan.recipients.count > policy.majorRecipients:
      return Check(
        .major, .needsPerson,
        "\(plan.recipients.count) people; more than \(policy.majorRecipients) need a person")
    case .sendEmailCampaign, .createDiscount:
      return Check(.major, .needsPerson, "cannot be taken back once it is out")
    case .setDailyBudget, .reallocateBudgets:
      return majorBudget(action, context)
    case .startExperiment(let plan) where plan.newCampaign != nil:
      return Check(.major, .needsPerson, "a new campaign needs a person, as a part of a test too")
    case .startExperiment(let plan) where plan.trial != nil:
      return majorBudget(action, context)
    case .startExperiment, .concludeExperiment, .replaceCreative:
      return majorShare(action, context)
    case .adoptPlan: return Check(.major, .needsPerson, "a person adopts the plan of a week")
    case .pauseCampaign, .cancelSend, .endDiscount, .endCampaign, .renewCampaign: return nil
    }
  }

  private static func majorBudget(_ action: Action, _ context: GuardrailContext) -> Check? {
    if case .setDailyBudget(let change) = action,
      context.campaigns[change.campaign.campaign]?.testedBudgets?.contains(change.to) == true
    {
      return Check(.major, .passed, "a block of the budget test that was let through before")
    }
    let limit = context.policy.majorRaise
    for change in action.raises where change.to - change.from >= limit {
      return Check(
        .major, .needsPerson,
        "a raise of \(change.to - change.from) a day; from \(limit) on a person is asked")
    }
    return majorShare(action, context)
  }

  private static func majorShare(_ action: Action, _ context: GuardrailContext) -> Check? {
    let limit = context.policy.majorRevenueShare
    for id in action.campaigns {
      guard let standing = context.campaigns[id], standing.revenueShare > limit else { continue }
      return Check(
        .major, .needsPerson,
        "\"\(standing.campaign.name)\" earns \(percent(standing.revenueShare)) of attributed revenue"
      )
    }
    return Check(.major, .passed, "not major")
  }
}

extension Action {
  /// The platform of a campaign that does not exist yet.
  package var plannedPlatform: Platform? {
    switch self {
    case .createDiscount, .endDiscount: .shopify
    default: newCampaign?.platform
    }
  }
}

extension Account {
  /// `the day 2011-12-10`, for sentences.
  package var words: String {
    switch self {
    case .total: "the total"
    case .day(let day): "the day \(day)"
    case .platformDay(let platform, let day): "\(platform.name) on \(day)"
    case .campaign(let id): "campaign \(id)"
    case .overrun: "overrun"
    }
  }
}

package func twoDecimals(_ value: Double) -> String {
  guard value.isFinite else { return "–" }
  let hundredths = (value.magnitude * 100).rounded()
  guard hundredths < 1e15 else { return "–" }
  let whole = Int64(hundredths)
  let sign = value < 0 && whole > 0 ? "−" : ""
  let fraction = whole % 100
  return "\(sign)\(whole / 100).\(fraction < 10 ? "0" : "")\(fraction)"
}

/// `0.153` as `15 %`.
package func percent(_ share: Double) -> String {
  guard share.isFinite, share.magnitude < 1e9 else { return "–" }
  let value = Int64((share * 100).rounded())
  return value < 0 ? "−\(-value) %" : "\(value) %"
}
