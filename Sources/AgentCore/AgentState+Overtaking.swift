import AgentInterface
import Commerce
import OrderedCollections
import Oversight
import Persistence

/// What has not left yet is not sent once something that lowers risk says otherwise.
extension AgentState {
  /// What would raise again what a decision lowers, and has not left yet, is not sent after it.
  mutating func overtake(by decision: Decision) {
    for lowering in decision.action.operations {
      for entry in outbox.values
      where entry.decision != decision.id && entry.isUnsent
        && entry.operation.wouldUndo(lowering)
      {
        stop(entry, reason: "decision \(decision.id) overtook it: \(decision.title)")
      }
    }
  }

  /// Takes back what has not left and would make a campaign spend, or spend more.
  ///
  /// - Returns: Whether there was anything.
  mutating func stopUnsent(of campaign: Campaign, reason: String) -> Bool {
    let unsent = outbox.values.filter { entry in
      guard entry.isUnsent, entry.operation.campaign == campaign.id else { return false }
      return switch entry.operation {
      case .createCampaign, .activate, .send: true
      case .setDailyBudget(_, let budget): campaign.dailyBudget.map { budget > $0 } ?? true
      default: false
      }
    }
    for entry in unsent { stop(entry, reason: reason) }
    return !unsent.isEmpty
  }

  /// Fails one call that was not sent. Steps that are under way go on, as do those that stand beside
  /// it; the decision has failed in part when they are over.
  private mutating func stop(_ entry: OutboxEntry, reason: String) {
    guard var stopped = outbox[entry.id], stopped.isUnsent else { return }
    let rest = entries(of: entry.decision).filter { $0.isOpen && $0.id != entry.id }
    if rest.allSatisfy({ $0.operation.needs(entry.operation) }) {
      return fail(&stopped, reason: reason)
    }
    stopped.state = .failed(reason: reason, at: now)
    save(stopped)
    journal(
      .act, "Not sent: \(entry.operation.verb)", detail: reason, decision: entry.decision,
      campaign: entry.operation.campaign)
  }
}

extension PlatformOperation {
  /// Whether it would take back what another one lowers, if it were sent after it.
  fileprivate func wouldUndo(_ lowering: PlatformOperation) -> Bool {
    guard let campaign, campaign == lowering.campaign else { return false }
    return switch (self, lowering) {
    case (.activate, .pause), (.activate, .end), (.send, .cancelSend): true
    case (.setDailyBudget(_, let raised), .setDailyBudget(_, let lowered)): raised > lowered
    default: false
    }
  }

  /// Whether it makes no sense without another step of its decision, done before it.
  fileprivate func needs(_ other: PlatformOperation) -> Bool {
    guard case .createCampaign = other else { return false }
    return campaign == other.campaign
  }
}
