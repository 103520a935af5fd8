package import Commerce

/// Classes of action for which autonomy is set, platform by platform.
package enum ActionClass: String, CaseIterable, Codable, Sendable {
  case campaigns, budgets, emails, experiments, creatives, discounts
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
    }
  }

  /// Can only lower what is spent or sent. Always allowed, at every level and while halted.
  package var isRiskReducing: Bool {
    switch self {
    case .pauseCampaign, .cancelSend, .endCampaign, .endDiscount: true
    case .setDailyBudget(let change): !change.isRaise
    case .reallocateBudgets(let changes): changes.allSatisfy { !$0.isRaise }
    case .renewCampaign(_, let from, let to): to <= from
    case .createCampaign, .launchCampaign, .resumeCampaign, .startExperiment, .concludeExperiment,
      .replaceCreative, .sendEmailCampaign, .createDiscount:
      false
    }
  }

  /// Whether a later decision can bring back the state before. What was spent or sent stays so.
  package var isReversible: Bool {
    switch self {
    case .sendEmailCampaign, .endCampaign, .cancelSend: false
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
    case .createCampaign(let plan), .sendEmailCampaign(let plan):
      [CampaignHandle(campaign: plan.campaign, externalName: plan.externalName, externalID: nil)]
    case .launchCampaign(let handle, _), .pauseCampaign(let handle, _),
      .resumeCampaign(let handle, _),
      .cancelSend(let handle), .endCampaign(let handle), .renewCampaign(let handle, _, _):
      [handle]
    case .setDailyBudget(let change): [change.campaign]
    case .reallocateBudgets(let changes): changes.map(\.campaign)
    case .startExperiment(let plan): [plan.campaign]
    case .concludeExperiment(let conclusion): [conclusion.campaign]
    case .replaceCreative(let change): [change.campaign]
    case .createDiscount, .endDiscount: []
    }
  }

  /// Raises among the budget changes of this action.
  package var raises: [BudgetChange] {
    switch self {
    case .setDailyBudget(let change): change.isRaise ? [change] : []
    case .reallocateBudgets(let changes): changes.filter(\.isRaise)
    default: []
    }
  }

  /// The calls that carry it out, in order; each waits for the one before.
  package var operations: [PlatformOperation] {
    switch self {
    case .createCampaign(let plan): [.createCampaign(plan), .activate(handles[0])]
    case .sendEmailCampaign(let plan): [.createCampaign(plan), .send(handles[0])]
    case .launchCampaign(let handle, _): [.activate(handle)]
    case .resumeCampaign(let handle, _): [.activate(handle)]
    case .pauseCampaign(let handle, _): [.pause(handle)]
    case .setDailyBudget(let change): [.setDailyBudget(change.campaign, change.to)]
    case .reallocateBudgets(let changes):
      (changes.filter { !$0.isRaise } + changes.filter(\.isRaise))
        .map { .setDailyBudget($0.campaign, $0.to) }
    case .startExperiment(let plan):
      [.setCreatives(plan.campaign, plan.creatives, shares: plan.shares)]
    case .concludeExperiment(let conclusion):
      [.setCreatives(conclusion.campaign, conclusion.keep, shares: evenShares(conclusion.keep))]
    case .replaceCreative(let change):
      [.setCreatives(change.campaign, change.to, shares: evenShares(change.to))]
    case .cancelSend(let handle): [.cancelSend(handle)]
    case .createDiscount(let plan): [.createDiscount(plan)]
    case .endDiscount(let plan): [.endDiscount(code: plan.code)]
    case .endCampaign(let handle): [.end(handle)]
    case .renewCampaign(let handle, _, let to): [.setEnd(handle, to)]
    }
  }

  private func evenShares(_ creatives: [Creative]) -> [Double] {
    creatives.map { _ in 1 / Double(creatives.count) }
  }

  /// The action that undoes this one, if there is one.
  package var inverse: Action? {
    switch self {
    case .createCampaign(let plan): .pauseCampaign(handles[0], dailyBudget: plan.dailyBudget)
    case .launchCampaign(let handle, let budget): .pauseCampaign(handle, dailyBudget: budget)
    case .pauseCampaign(let handle, let budget): .resumeCampaign(handle, dailyBudget: budget)
    case .resumeCampaign(let handle, let budget): .pauseCampaign(handle, dailyBudget: budget)
    case .setDailyBudget(let change): .setDailyBudget(change.reversed)
    case .reallocateBudgets(let changes): .reallocateBudgets(changes.map(\.reversed))
    case .startExperiment(let plan):
      .replaceCreative(
        CreativeChange(campaign: plan.campaign, from: plan.creatives, to: plan.previous))
    case .concludeExperiment(let conclusion):
      .replaceCreative(
        CreativeChange(
          campaign: conclusion.campaign, from: conclusion.keep, to: conclusion.previous))
    case .replaceCreative(let change):
      .replaceCreative(
        CreativeChange(campaign: change.campaign, from: change.to, to: change.from))
    case .sendEmailCampaign: .cancelSend(handles[0])
    case .createDiscount(let plan): .endDiscount(plan)
    case .endDiscount(let plan): .createDiscount(plan)
    case .renewCampaign(let handle, let from, let to): .renewCampaign(handle, from: to, to: from)
    case .cancelSend, .endCampaign: nil
    }
  }
}

extension BudgetChange {
  package var reversed: BudgetChange { BudgetChange(campaign: campaign, from: to, to: from) }
}
