package import Commerce

/// Classes of action for which autonomy is set, platform by platform.
package enum ActionClass: String, CaseIterable, Codable, Sendable {
  case campaigns, budgets, emails, experiments, creatives, discounts, plans
}

extension Action {
  package var actionClass: ActionClass {
    switch self {
    case .createCampaign, .launchCampaign, .pauseCampaign, .resumeCampaign, .endCampaign,
      .renewCampaign:
      .campaigns
    case .setDailyBudget, .reallocateBudgets: .budgets
    case .sendEmailCampaign, .cancelSend: .emails
    case .startExperiment, .concludeExperiment: .experiments
    case .replaceCreative: .creatives
    case .createDiscount, .endDiscount: .discounts
    case .adoptPlan: .plans
    }
  }

  /// Can only lower what is spent or sent. Always allowed, at every level and while halted.
  package var isRiskReducing: Bool {
    switch self {
    case .pauseCampaign, .cancelSend, .endCampaign, .endDiscount: true
    case .setDailyBudget(let change): !change.isRaise
    case .reallocateBudgets(let changes): changes.allSatisfy { !$0.isRaise }
    case .renewCampaign(_, let from, let to): to <= from
    case .concludeExperiment(let conclusion): conclusion.isRiskReducing
    case .createCampaign, .launchCampaign, .resumeCampaign, .startExperiment, .replaceCreative,
      .sendEmailCampaign, .createDiscount, .adoptPlan:
      false
    }
  }

  /// Whether a later decision can bring back the state before. What was spent or sent stays so.
  package var isReversible: Bool {
    switch self {
    case .sendEmailCampaign, .endCampaign, .cancelSend, .adoptPlan: false
    case .createCampaign, .launchCampaign, .pauseCampaign, .resumeCampaign, .setDailyBudget,
      .reallocateBudgets, .startExperiment, .concludeExperiment, .replaceCreative, .createDiscount,
      .endDiscount, .renewCampaign:
      true
    }
  }

  /// The campaigns it touches, in the order of its operations.
  package var campaigns: [Campaign.ID] { handles.map(\.campaign) }

  package var handles: [CampaignHandle] {
    switch self {
    case .createCampaign(let plan), .sendEmailCampaign(let plan): [plan.handle]
    case .launchCampaign(let handle, _), .pauseCampaign(let handle, _),
      .resumeCampaign(let handle, _),
      .cancelSend(let handle), .endCampaign(let handle), .renewCampaign(let handle, _, _):
      [handle]
    case .setDailyBudget(let change): [change.campaign]
    case .reallocateBudgets(let changes): changes.map(\.campaign)
    case .startExperiment(let plan): [plan.campaign] + (plan.newCampaign.map { [$0.handle] } ?? [])
    case .concludeExperiment(let conclusion): conclusion.handles
    case .replaceCreative(let change): [change.campaign]
    case .createDiscount, .endDiscount, .adoptPlan: []
    }
  }

  /// The campaign that this creates, if it creates one.
  package var newCampaign: CampaignPlan? {
    switch self {
    case .createCampaign(let plan), .sendEmailCampaign(let plan): plan
    case .startExperiment(let plan): plan.newCampaign
    default: nil
    }
  }

  /// The budgets that this changes at once, before and after.
  package var budgetChanges: [BudgetChange] {
    switch self {
    case .setDailyBudget(let change): [change]
    case .reallocateBudgets(let changes): changes
    case .startExperiment(let plan): plan.budgets.map { [$0.first] } ?? []
    case .concludeExperiment(let conclusion): conclusion.budget.map { [$0] } ?? []
    default: []
    }
  }

  /// Raises among the budget changes of this action, those that a trial will make included.
  package var raises: [BudgetChange] {
    if case .startExperiment(let plan) = self { return plan.budgets.map { [$0.highest] } ?? [] }
    return budgetChanges.filter(\.isRaise)
  }

  /// The calls that carry it out, in order; each waits for the one before.
  package var operations: [PlatformOperation] {
    switch self {
    case .createCampaign(let plan): [.createCampaign(plan), .activate(plan.handle)]
    case .sendEmailCampaign(let plan): [.createCampaign(plan), .send(plan.handle)]
    case .launchCampaign(let handle, _): [.activate(handle)]
    case .resumeCampaign(let handle, _): [.activate(handle)]
    case .pauseCampaign(let handle, _): [.pause(handle)]
    case .setDailyBudget(let change): [.setDailyBudget(change.campaign, change.to)]
    case .reallocateBudgets(let changes):
      (changes.filter { !$0.isRaise } + changes.filter(\.isRaise))
        .map { .setDailyBudget($0.campaign, $0.to) }
    case .startExperiment(let plan): plan.operations
    case .concludeExperiment(let conclusion): conclusion.operations
    case .replaceCreative(let change):
      [.setCreatives(change.campaign, change.to, shares: change.to.evenShares)]
    case .cancelSend(let handle): [.cancelSend(handle)]
    case .createDiscount(let plan): [.createDiscount(plan)]
    case .endDiscount(let plan): [.endDiscount(code: plan.code)]
    case .endCampaign(let handle): [.end(handle)]
    case .renewCampaign(let handle, _, let to): [.setEnd(handle, to)]
    case .adoptPlan: []
    }
  }

  /// The action that undoes this one, if there is one.
  package var inverse: Action? {
    switch self {
    case .createCampaign(let plan): .pauseCampaign(plan.handle, dailyBudget: plan.dailyBudget)
    case .launchCampaign(let handle, let budget): .pauseCampaign(handle, dailyBudget: budget)
    case .pauseCampaign(let handle, let budget): .resumeCampaign(handle, dailyBudget: budget)
    case .resumeCampaign(let handle, let budget): .pauseCampaign(handle, dailyBudget: budget)
    case .setDailyBudget(let change): .setDailyBudget(change.reversed)
    case .reallocateBudgets(let changes): .reallocateBudgets(changes.map(\.reversed))
    case .startExperiment(let plan): plan.inverse
    case .concludeExperiment(let conclusion): conclusion.inverse
    case .replaceCreative(let change):
      .replaceCreative(
        CreativeChange(campaign: change.campaign, from: change.to, to: change.from))
    case .sendEmailCampaign(let plan): .cancelSend(plan.handle)
    case .createDiscount(let plan): .endDiscount(plan)
    case .endDiscount(let plan): .createDiscount(plan)
    case .renewCampaign(let handle, let from, let to): .renewCampaign(handle, from: to, to: from)
    case .cancelSend, .endCampaign, .adoptPlan: nil
    }
  }
}

extension BudgetChange {
  package var reversed: BudgetChange { BudgetChange(campaign: campaign, from: to, to: from) }
}

extension CampaignPlan {
  /// By its unique name, as long as the platform has given it no id.
  package var handle: CampaignHandle {
    CampaignHandle(campaign: campaign, externalName: externalName, externalID: nil)
  }
}

extension [Creative] {
  /// The same share of traffic for each.
  var evenShares: [Double] { map { _ in 1 / Double(count) } }
}
