package import Commerce

/// One thing that was changed about a campaign, and why.
package struct CampaignChange: Codable, Hashable, Sendable {
  /// When it was approved; when it was proposed, where nobody had to be asked.
  package var at: Instant
  package var subject: Subject
  /// `nil` for a campaign that was not there before.
  package var from: Value?
  package var to: Value
  package var because: String
  package var by: Originator
  /// Who approved it, in the order of their votes.
  package var approvedBy: [Originator]
  package var decision: Decision.ID

  package init(
    at: Instant, subject: Subject, from: Value?, to: Value, because: String, by: Originator,
    approvedBy: [Originator], decision: Decision.ID
  ) {
    self.at = at
    self.subject = subject
    self.from = from
    self.to = to
    self.because = because
    self.by = by
    self.approvedBy = approvedBy
    self.decision = decision
  }

  package enum Subject: String, CaseIterable, Codable, Sendable {
    case status
    case dailyBudget = "daily budget"
    case lastDay = "last day"
    case creatives
  }

  package enum Value: Codable, Hashable, Sendable {
    case status(Campaign.Status)
    case money(Money)
    case day(Day)
    case creatives([Creative])
  }
}

extension CampaignChange.Value: CustomStringConvertible {
  /// `active`, `£40.00`, `2011-12-24`, `A curiosity, B benefit`.
  package var description: String {
    switch self {
    case .status(let status): status.rawValue
    case .money(let money): "\(money)"
    case .day(let day): "\(day)"
    case .creatives(let creatives):
      creatives.map { "\($0.label) \($0.idea.rawValue)" }.joined(separator: ", ")
    }
  }
}

extension Decision {
  /// What this changed about a campaign; empty unless it was carried out.
  package func changes(of campaign: Campaign.ID) -> [CampaignChange] {
    guard state.wasCarriedOut else { return [] }
    return action.changes(of: campaign).map { subject, from, to in
      CampaignChange(
        at: votes.last?.at ?? proposedAt, subject: subject, from: from, to: to,
        because: evidence.reason, by: proposedBy, approvedBy: votes.map(\.by), decision: id)
    }
  }
}

extension Action {
  fileprivate typealias Change = (
    CampaignChange.Subject, CampaignChange.Value?, CampaignChange.Value
  )

  fileprivate func changes(of campaign: Campaign.ID) -> [Change] {
    let budgets: [Change] = budgetChanges.filter {
      $0.campaign.campaign == campaign && $0.from != $0.to
    }.map { (.dailyBudget, .money($0.from), .money($0.to)) }
    return budgets + statusChanges(of: campaign) + creativeChanges(of: campaign)
  }

  private func statusChanges(of campaign: Campaign.ID) -> [Change] {
    if let plan = newCampaign, plan.campaign == campaign {
      return [(.status, nil, .status(.active))]
    }
    guard handles.contains(where: { $0.campaign == campaign }) else { return [] }
    switch self {
    case .launchCampaign: return [(.status, .status(.pending), .status(.active))]
    case .pauseCampaign: return [(.status, .status(.active), .status(.paused))]
    case .resumeCampaign: return [(.status, .status(.paused), .status(.active))]
    case .endCampaign: return [(.status, .status(.active), .status(.completed))]
    case .cancelSend: return [(.status, .status(.active), .status(.cancelled))]
    case .renewCampaign(_, let from, let to): return [(.lastDay, .day(from), .day(to))]
    case .concludeExperiment(let conclusion):
      guard case .audience(_, let paused, _) = conclusion.ending, paused.campaign == campaign else {
        return []
      }
      return [(.status, .status(.active), .status(.paused))]
    case .createCampaign, .sendEmailCampaign, .setDailyBudget, .reallocateBudgets,
      .startExperiment, .replaceCreative, .createDiscount, .endDiscount, .adoptPlan:
      return []
    }
  }

  private func creativeChanges(of campaign: Campaign.ID) -> [Change] {
    let change: (CampaignHandle, from: [Creative], to: [Creative])? =
      switch self {
      case .replaceCreative(let change): (change.campaign, change.from, change.to)
      case .startExperiment(let plan) where plan.trial == nil:
        (plan.campaign, plan.previous, plan.creatives)
      case .concludeExperiment(let conclusion) where conclusion.ending == nil:
        (conclusion.campaign, conclusion.previous, conclusion.keep)
      default: nil
      }
    guard let change, change.0.campaign == campaign, change.from != change.to else { return [] }
    return [(.creatives, .creatives(change.from), .creatives(change.to))]
  }
}
