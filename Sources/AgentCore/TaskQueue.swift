package import AgentInterface
package import Commerce
import Oversight
package import Persistence

/// Which of the open calls leave now, in which order, and what each of the others waits for.
///
/// What lowers risk goes first and is held back by nothing but its own earlier step and what the
/// platform itself has asked of it. The others go by priority, then by age, and wait
///
/// - while the agent is halted,
/// - while a rate limit on any call of their platform lasts, since the next call would only meet it
///   again,
/// - for a place among the calls under way at their platform. Calls without an answer keep their
///   place: a platform that has stopped answering is not given more to lose.
package struct TaskQueue: Sendable {
  package struct Item: Sendable {
    package var entry: OutboxEntry
    package var priority: TaskPriority

    package init(_ entry: OutboxEntry, _ priority: TaskPriority) {
      self.entry = entry
      self.priority = priority
    }
  }

  /// What a call waits for.
  package enum Wait: Hashable, Sendable {
    /// Its turn has come.
    case nothing
    /// For the step of this number, from 1.
    case step(Int)
    case halt
    case limit(until: Instant)
    /// Behind so many others at its platform, those under way included.
    case place(behind: Int)
    case answer(since: Instant)
    case reading(since: Instant)
  }

  /// May be sent now; the first goes first.
  package private(set) var sendable: [OutboxEntry.ID] = []
  /// Of all open calls.
  package private(set) var waits: [OutboxEntry.ID: Wait] = [:]
  /// The present step of each decision, in the order in which they are sent.
  package private(set) var heads: [Item] = []

  private let rules: Rules
  private var rests: [Platform: Instant] = [:]
  private var underWay: [Platform: Int] = [:]
  private var ahead: [Platform: Int] = [:]

  package struct Rules: Hashable, Sendable {
    package var now: Instant
    package var isHalted: Bool
    /// Most calls under way at a platform, at least 1.
    package var parallelCalls: Int

    package init(now: Instant, isHalted: Bool, parallelCalls: Int) {
      self.now = now
      self.isHalted = isHalted
      self.parallelCalls = parallelCalls
    }
  }

  /// - Parameters:
  ///   - items: Calls with their priority, in any order; those that are not open are left out.
  ///   - rules: What holds now.
  /// - Complexity: O(*n* log *n*) for *n* open calls.
  package init(_ items: [Item], rules: Rules) {
    self.rules = rules
    let open = items.filter(\.entry.isOpen).sorted {
      ($0.entry.decision, $0.entry.index) < ($1.entry.decision, $1.entry.index)
    }
    var present: Decision.ID?
    for item in open {
      if item.entry.decision == present, let head = heads.last?.entry {
        waits[item.entry.id] = .step(head.index + 1)
      } else {
        heads.append(item)
        present = item.entry.decision
      }
    }
    heads.sort { ($0.priority, $0.entry.id) < ($1.priority, $1.entry.id) }
    countUnderWay()
    for item in heads { place(item) }
  }

  private mutating func countUnderWay() {
    for item in heads {
      let platform = item.entry.platform
      switch item.entry.state {
      case .sent, .uncertain:
        underWay[platform, default: 0] += 1
        ahead[platform, default: 0] += 1
      case .waiting(let until) where until > rules.now:
        rests[platform] = max(rests[platform] ?? until, until)
      case .ready, .waiting, .done, .failed, .manual, .dropped: break
      }
    }
  }

  private mutating func place(_ item: Item) {
    let wait = wait(of: item)
    waits[item.entry.id] = wait
    guard item.entry.isUnsent else { return }
    ahead[item.entry.platform, default: 0] += 1
    guard wait == .nothing else { return }
    sendable.append(item.entry.id)
    underWay[item.entry.platform, default: 0] += 1
  }

  private func wait(of item: Item) -> Wait {
    let entry = item.entry
    switch entry.state {
    case .sent(let at): return .answer(since: at)
    case .uncertain(let since, _): return .reading(since: since)
    case .ready, .waiting, .done, .failed, .manual, .dropped: break
    }
    if item.priority == .lowersRisk {
      if case .waiting(let until) = entry.state, until > rules.now { return .limit(until: until) }
      return .nothing
    }
    if rules.isHalted { return .halt }
    if let rest = rests[entry.platform] { return .limit(until: rest) }
    if underWay[entry.platform, default: 0] >= rules.parallelCalls {
      return .place(behind: ahead[entry.platform, default: 0])
    }
    return .nothing
  }
}
