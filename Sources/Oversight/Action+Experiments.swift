package import Commerce

/// What starting an experiment does, by what is tested.
extension ExperimentPlan {
  /// The campaign that shows the message to the other audience.
  package var newCampaign: CampaignPlan? {
    if case .audience(_, let plan) = trial { plan } else { nil }
  }

  /// The change to the first block's budget, and the largest raise that the blocks make.
  var budgets: (first: BudgetChange, highest: BudgetChange)? {
    guard case .budget(let budget) = trial else { return nil }
    return (
      BudgetChange(campaign: campaign, from: budget.base, to: budget.first),
      BudgetChange(campaign: campaign, from: budget.base, to: budget.high)
    )
  }

  var operations: [PlatformOperation] {
    switch trial {
    case nil: [.setCreatives(campaign, creatives, shares: shares)]
    case .audience(_, let plan): [.createCampaign(plan), .activate(plan.handle)]
    case .budget(let budget): [.setDailyBudget(campaign, budget.first)]
    }
  }

  var inverse: Action {
    switch trial {
    case nil:
      .replaceCreative(CreativeChange(campaign: campaign, from: creatives, to: previous))
    case .audience(_, let plan): .pauseCampaign(plan.handle, dailyBudget: plan.dailyBudget)
    case .budget(let budget):
      .setDailyBudget(BudgetChange(campaign: campaign, from: budget.first, to: budget.base))
    }
  }
}

extension Action {
  /// The end of a test of creatives that a person has let begin, as its verdict has it.
  ///
  /// Where the level was raised above asking, a major one is announced instead of asked for: half
  /// of the traffic goes to the creative that lost as long as nobody answers.
  var isSwitchToWinner: Bool {
    if case .concludeExperiment(let conclusion) = self {
      conclusion.isSwitchToWinner
    } else {
      false
    }
  }
}

/// What ending an experiment does, by what was tested.
extension ExperimentConclusion {
  /// The change of budget that it makes; `nil` where the budget stays.
  var budget: BudgetChange? {
    guard case .budget(let change) = ending, change.from != change.to else { return nil }
    return change
  }

  /// The end of a test without a winner only takes away what was added for it: of creatives the
  /// challenger, so that less of what runs goes on.
  var isRiskReducing: Bool {
    switch ending {
    case nil: verdict != .adopt && endsWithPartOfWhatRuns
    case .audience: verdict != .adopt
    case .budget(let change): !change.isRaise
    }
  }

  /// Whether all that goes on was running already.
  private var endsWithPartOfWhatRuns: Bool { !keep.isEmpty && Set(keep).isSubset(of: previous) }

  /// Whether it gives a winning creative the traffic of the one that lost: nothing new is shown,
  /// nothing more is spent, and it can be taken back.
  var isSwitchToWinner: Bool { ending == nil && verdict == .adopt && endsWithPartOfWhatRuns }

  package var handles: [CampaignHandle] {
    if case .audience(let kept, let paused, _) = ending { [kept, paused] } else { [campaign] }
  }

  var operations: [PlatformOperation] {
    switch ending {
    case nil: [.setCreatives(campaign, keep, shares: keep.evenShares)]
    case .audience(_, let paused, _): [.pause(paused)]
    case .budget(let change): [.setDailyBudget(change.campaign, change.to)]
    }
  }

  var inverse: Action {
    switch ending {
    case nil: .replaceCreative(CreativeChange(campaign: campaign, from: keep, to: previous))
    case .audience(_, let paused, let budget): .resumeCampaign(paused, dailyBudget: budget)
    case .budget(let change): .setDailyBudget(change.reversed)
    }
  }
}
