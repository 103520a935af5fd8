import AgentInterface
import Commerce
import OrderedCollections
import Oversight
import Persistence

/// The outbox as a queue: what is sent next, sent again, given up and overtaken.
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
    case .setDailyBudget(_, let budget): campaign?.dailyBudget.map { budget < $0 } ?? false
    case .setEnd(_, let day): campaign.map { day < $0.end } ?? false
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

  // MARK: Overtaking

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

  // MARK: What is over

  /// Decisions whose calls stay in memory after they are over.
  static let shelfLength = 50

  /// Puts a decision's calls aside once none of them is open.
  mutating func shelve(_ decision: Decision.ID) {
    let all = entries(of: decision)
    guard !all.isEmpty, !all.contains(where: \.isOpen) else { return }
    for entry in all { outbox[entry.id] = nil }
    settledTasks[decision] = all.sorted { $0.index < $1.index }
    if settledTasks.count > Self.shelfLength { settledTasks.removeFirst() }
  }

  mutating func recallSettledTasks(_ entries: [OutboxEntry]) {
    for (decision, all) in OrderedDictionary(grouping: entries, by: \.decision)
    where !all.contains(where: \.isOpen) {
      settledTasks[decision] = all
    }
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

extension OutboxEntry {
  /// How often it was sent without an answer to come back: rate limits are answers.
  var unanswered: Int { attempts - (limits ?? 0) }
}
