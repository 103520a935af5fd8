package import AgentInterface
package import Persistence

/// What the agent wants done after an event: first the commit, and only once it is durable the
/// calls.
package struct Effects: Sendable {
  package var commit: Commit
  package var calls: [Call]
  package var answer: Answer?
  /// Set or clear the halt flag file; setting comes before all else, clearing after the commit.
  package var halt: HaltChange?

  package enum HaltChange: Hashable, Sendable {
    case set(HaltNotice)
    case clear
  }

  package init(
    commit: Commit = Commit(), calls: [Call] = [], answer: Answer? = nil, halt: HaltChange? = nil
  ) {
    self.commit = commit
    self.calls = calls
    self.answer = answer
    self.halt = halt
  }
}
