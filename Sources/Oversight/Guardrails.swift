package import Commerce

/// Asks every guardrail about an action and decides who may let it through.
package enum Guardrails {
  /// What the guardrails say and where the action goes.
  ///
  /// Risk-reducing actions are looked at by no rule: they are always allowed. A person's own action
  /// skips
  /// the rules that only say when a person is needed, never the caps, the halt or the platform's
  /// state.
  ///
  /// - Parameters:
  ///   - action: What is to be done.
  ///   - originator: Who wants it.
  ///   - platform: The platform whose autonomy level counts.
  ///   - atWorst: Most that can be lost.
  ///   - context: The state of the world as known.
  /// - Returns: Every finding in the order of the rules, and the way on.
  package static func judge(
    _ action: Action, by originator: Originator, platform: Platform, atWorst: Money,
    in context: GuardrailContext
  ) -> (checks: [Check], route: Route) {
    if action.isRiskReducing {
      let words = "lowers what is at stake: always allowed"
      return ([Check(.autonomy, .passed, words)], .act)
    }
    var checks = hardChecks(action, in: context)
    if originator == .agent {
      checks += softChecks(action, platform: platform, atWorst: atWorst, in: context)
    }
    return (checks, route(checks, action, originator, platform, atWorst, context))
  }

  /// The rules that nobody may pass, asked again right before money is reserved; none concerns a
  /// plan, which sends nothing.
  package static func hardChecks(_ action: Action, in context: GuardrailContext) -> [Check] {
    if case .adoptPlan = action { return [] }
    return [
      halt(context), platformState(action, context), budgetCap(action, context),
      staleData(action, context), anomalyFreeze(action, context), contactPressure(action, context),
      freezeWindow(context), minimumReturn(action, context),
    ].compactMap { $0 }
  }

  static func softChecks(
    _ action: Action, platform: Platform, atWorst: Money, in context: GuardrailContext
  ) -> [Check] {
    [stepLimit(action, context), major(action, context)].compactMap { $0 }
  }

  private static func route(
    _ checks: [Check], _ action: Action, _ originator: Originator, _ platform: Platform,
    _ atWorst: Money, _ context: GuardrailContext
  ) -> Route {
    if let blocking = checks.first(where: { $0.finding == .blocked }) {
      return .blocked(blocking.guardrail, words: blocking.words)
    }
    if case .person = originator { return .act }
    let policy = context.policy
    // There is nothing in a plan that a level could keep from being carried out.
    if case .adoptPlan = action { return .ask(hours: policy.approvalHours) }
    let needsPerson = checks.contains { $0.finding == .needsPerson }
    switch policy.level(platform, action.actionClass) {
    case .shadow: return .shadow
    case .ask: return needsPerson ? .ask(hours: policy.approvalHours) : .act
    case .veto:
      let isSmall = action.isReversible && atWorst <= policy.vetoExposure
      let mayPass = isSmall && (!needsPerson || action.isSwitchToWinner)
      return mayPass ? .veto(hours: policy.vetoHours) : .ask(hours: policy.approvalHours)
    case .act:
      guard needsPerson else { return .act }
      return action.isSwitchToWinner && atWorst <= policy.vetoExposure
        ? .veto(hours: policy.vetoHours) : .ask(hours: policy.approvalHours)
    }
  }
}

/// The transfers that must succeed before an action may be sent.
extension Action {
  /// What has to be held for today; empty for actions that spend nothing.
  package func reservations(
    ledger: Ledger, today: Day, decision: Decision.ID?, at now: Instant,
    platformOf platform: (Campaign.ID) -> Platform?
  ) -> [Transfer] {
    budgetsInForce.compactMap { campaign, budget in
      guard let platform = platform(campaign) else { return nil }
      return ledger.reservation(
        for: budget, campaign: campaign, platform: platform, day: today, decision: decision, at: now
      )
    }
  }

  /// Daily budgets that will be in force once it is carried out.
  package var budgetsInForce: [(Campaign.ID, Money)] {
    switch self {
    case .createCampaign(let plan): plan.dailyBudget.map { [(plan.campaign, $0)] } ?? []
    case .launchCampaign(let handle, let budget): [(handle.campaign, budget)]
    case .resumeCampaign(let handle, let budget): budget.map { [(handle.campaign, $0)] } ?? []
    case .startExperiment(let plan) where plan.newCampaign != nil:
      plan.newCampaign.flatMap { plan in plan.dailyBudget.map { [(plan.campaign, $0)] } } ?? []
    default: budgetChanges.filter(\.isRaise).map { ($0.campaign.campaign, $0.to) }
    }
  }
}
