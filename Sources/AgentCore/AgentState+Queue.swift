import AgentInterface
import Commerce
import OrderedCollections
import Oversight
import Persistence

/// The outbox as a queue: what is sent next, sent again and given up.
extension AgentState {
  func entries(of decision: Decision.ID) -> [OutboxEntry] {
    outbox.values.filter { $0.decision == decision }
  }

  /// The open calls in their order.
  var taskQueue: TaskQueue {
    let items = outbox.values.filter(\.isOpen).map { TaskQueue.Item($0, priority(of: $0)) }
    return TaskQueue(
      items,
      rules: TaskQueue.Rules(
        now: now, isHalted: halted != nil, parallelCalls: settings.parallelCalls))
  }

  /// Marks every call whose turn has come as sent and asks for it; the marks are durable before the
  /// calls are made.
  mutating func sendReady() {
    for id in taskQueue.sendable {
      guard var entry = outbox[id] else { continue }
      entry.operation = entry.operation.addressed(by: campaigns)
      entry.state = .sent(at: now)
      entry.attempts += 1
      save(entry)
      call(.perform(entry))
    }
  }

  // MARK: Priority

  func priority(of entry: OutboxEntry) -> TaskPriority {
    if lowersRisk(entry.operation) { return .lowersRisk }
    return decisions[entry.decision]?.taskPriority ?? .running
  }

  private func lowersRisk(_ operation: PlatformOperation) -> Bool {
    let campaign = operation.campaign.flatMap { campaigns[$0] }
    return switch operation {
    case .setDailyBudget(_, let budget): campaign?.dailyBudget.map { budget <= $0 } ?? false
    case .setEnd(_, let day): campaign.map { day <= $0.end } ?? false
    default: operation.isRiskReducing
    }
  }

  // MARK: Rate limits

  /// The platform wants no calls for a while. Nothing was done, so the call waits and is sent again,
  /// but not without end.
  mutating func limited(_ entry: inout OutboxEntry, asked: Int64) {
    let limits = (entry.limits ?? 0) + 1
    entry.limits = limits
    let isUrgent = priority(of: entry) == .lowersRisk
    guard isUrgent || limits < settings.limitedAttempts else {
      return fail(
        &entry,
        reason: "\(entry.platform.name) limited calls all \(limits) times that it was told to "
          + "\(entry.operation.verb); nothing was done by it")
    }
    let seconds = BackOff.seconds(
      asked: asked, limits: limits, entry: entry.id, seed: settings.seed, isUrgent: isUrgent)
    entry.state = .waiting(until: now.adding(seconds: seconds))
    save(entry)
    journal(
      .act,
      "\(entry.platform.name) limits calls; \(entry.operation.verb) waits "
        + TaskWords.span(seconds: seconds),
      detail: isUrgent
        ? "It lowers risk: it is sent again as soon as the platform allows, however often."
        : "Attempt \(limits) of \(settings.limitedAttempts); other calls there wait as well.",
      decision: entry.decision, campaign: entry.operation.campaign)
  }
}

extension Decision {
  /// Of its steps that do not lower risk by themselves.
  var taskPriority: TaskPriority {
    if case .person = proposedBy { return .byPerson }
    if !votes.isEmpty { return .byPerson }
    return action.isCreation ? .new : .running
  }
}

extension Action {
  fileprivate var isCreation: Bool {
    switch self {
    case .createCampaign, .launchCampaign, .sendEmailCampaign, .createDiscount: true
    case .startExperiment(let plan): plan.newCampaign != nil
    case .pauseCampaign, .resumeCampaign, .setDailyBudget, .reallocateBudgets,
      .concludeExperiment, .replaceCreative, .cancelSend, .endDiscount, .endCampaign,
      .renewCampaign, .adoptPlan:
      false
    }
  }
}

extension OutboxEntry {
  /// How often it was sent without an answer to come back: rate limits are answers.
  var unanswered: Int { attempts - (limits ?? 0) }
}
