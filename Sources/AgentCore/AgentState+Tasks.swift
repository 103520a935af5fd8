import AgentInterface
import Commerce
import OrderedCollections
import Oversight
import Persistence

/// What people see of the queue.
extension AgentState {
  /// Tasks under way first, then those that wait in the order they are sent, then the newest that
  /// are over.
  func taskRows() -> [TaskRow] {
    let queue = taskQueue
    let heads = queue.heads.filter { !$0.entry.isUnsent } + queue.heads.filter(\.entry.isUnsent)
    let open = heads.compactMap { row($0, waits: queue.waits[$0.entry.id] ?? .nothing) }
    let queued = decisions.values.compactMap { decision -> TaskRow? in
      guard case .approved(_, let at) = decision.state else { return nil }
      return row(approved: decision, at: at)
    }
    let over = settledTasks.compactMap { id, entries in
      decisions[id].flatMap { row(over: $0, entries) }
    }
    return open + queued
      + over.sorted {
        ($0.finishedAt ?? $0.since, $0.decision) > ($1.finishedAt ?? $1.since, $1.decision)
      }
  }

  private func row(_ head: TaskQueue.Item, waits wait: TaskQueue.Wait) -> TaskRow? {
    let entry = head.entry
    guard let decision = decisions[entry.decision] else { return nil }
    let all = entries(of: entry.decision)
    return TaskRow(
      decision: decision.id, title: decision.title, campaigns: decision.action.campaigns,
      platform: entry.platform, priority: head.priority, stepsDone: all.count(where: \.isDone),
      steps: all.count, step: entry.operation.verb, standing: wait.standing,
      words: TaskWords.words(
        wait, entry, isUrgent: head.priority == .lowersRisk, most: settings.limitedAttempts,
        now: now),
      attempts: entry.attempts, since: entry.queuedAt ?? decision.proposedAt)
  }

  /// One that is approved and not in the queue, because its campaign is busy.
  private func row(approved decision: Decision, at: Instant) -> TaskRow? {
    let steps = decision.action.operations
    guard let first = steps.first else { return nil }
    let busy = busyEntry(decision.action)
    return TaskRow(
      decision: decision.id, title: decision.title, campaigns: decision.action.campaigns,
      platform: decision.platform,
      priority: decision.action.isRiskReducing ? .lowersRisk : decision.taskPriority,
      stepsDone: 0, steps: steps.count, step: first.verb, standing: .waiting,
      words: busy.map { "until decision \($0.decision) on the same campaign is done" }
        ?? "is checked once more before it is sent",
      attempts: 0, since: at)
  }

  private func row(over decision: Decision, _ entries: [OutboxEntry]) -> TaskRow? {
    guard let last = entries.last(where: { $0.attempts > 0 }) ?? entries.first else { return nil }
    let troubled = entries.first { $0.trouble != nil }
    let standing: TaskRow.Standing =
      switch troubled?.state {
      case nil: .done
      case .manual: .needsPerson
      default: .failed
      }
    return TaskRow(
      decision: decision.id, title: decision.title, campaigns: decision.action.campaigns,
      platform: last.platform,
      priority: decision.action.isRiskReducing ? .lowersRisk : decision.taskPriority,
      stepsDone: entries.count(where: \.isDone), steps: entries.count,
      step: (troubled ?? last).operation.verb, standing: standing,
      words: troubled?.trouble ?? "\(last.platform.name) confirmed it",
      attempts: entries.map(\.attempts).max() ?? 0,
      since: last.queuedAt ?? decision.proposedAt,
      finishedAt: entries.compactMap(\.settledAt).max())
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

extension OutboxEntry {
  fileprivate var isDone: Bool {
    if case .done = state { true } else { false }
  }

  /// Why it was not done.
  fileprivate var trouble: String? {
    switch state {
    case .failed(let reason, _), .manual(let reason): reason
    case .ready, .waiting, .sent, .uncertain, .done, .dropped: nil
    }
  }

  fileprivate var settledAt: Instant? {
    switch state {
    case .done(_, let at), .failed(_, let at): at
    case .ready, .waiting, .sent, .uncertain, .manual, .dropped: nil
    }
  }
}

extension TaskQueue.Wait {
  fileprivate var standing: TaskRow.Standing {
    switch self {
    case .nothing, .step, .halt, .place: .waiting
    case .limit: .limited
    case .answer: .underWay
    case .reading: .unanswered
    }
  }
}
