package import Commerce
package import Oversight

/// How soon a task is sent; the first goes before all others.
package enum TaskPriority: Int, Codable, CaseIterable, Comparable, Sendable {
  /// Pauses, ends, cancels or lowers: never waits for a place, goes out while halted.
  case lowersRisk
  /// Somebody ordered or approved it and waits for it.
  case byPerson
  /// Changes what runs already.
  case running
  /// Creates campaigns, e-mails or discounts.
  case new

  package static func < (left: TaskPriority, right: TaskPriority) -> Bool {
    left.rawValue < right.rawValue
  }

  /// In a word, for tables and JSON.
  package var name: String {
    switch self {
    case .lowersRisk: "urgent"
    case .byPerson: "by hand"
    case .running: "running"
    case .new: "new"
    }
  }
}

/// An approved decision on its way to the platforms: a task of one or more steps, done in order.
package struct TaskRow: Codable, Hashable, Sendable {
  package var decision: Decision.ID
  package var title: String
  package var campaigns: [Campaign.ID]
  /// Of the present step; of the last one when it is over.
  package var platform: Platform
  package var priority: TaskPriority
  package var stepsDone: Int
  /// All steps, at least 1.
  package var steps: Int
  /// What the present step does there: `create campaign`.
  package var step: String
  package var standing: Standing
  /// What it waits for or what came of it, as a sentence without its end: `behind 3 others on Meta
  /// Ads`.
  package var words: String
  /// How often the present step was sent.
  package var attempts: Int
  /// When it was put in the queue, or approved if it is not there yet.
  package var since: Instant
  /// `nil` while it is open.
  package var finishedAt: Instant?

  package enum Standing: String, Codable, CaseIterable, Sendable {
    /// For its turn, for another decision, for the end of a halt.
    case waiting
    /// The platform wants no more calls for a while.
    case limited
    case underWay = "under way"
    /// It may have been done; the platform is being read.
    case unanswered
    case done
    case failed
    /// It could not be found out what became of it.
    case needsPerson = "needs you"

    package var isOpen: Bool {
      switch self {
      case .waiting, .limited, .underWay, .unanswered: true
      case .done, .failed, .needsPerson: false
      }
    }
  }

  package init(
    decision: Decision.ID, title: String, campaigns: [Campaign.ID], platform: Platform,
    priority: TaskPriority, stepsDone: Int, steps: Int, step: String, standing: Standing,
    words: String, attempts: Int, since: Instant, finishedAt: Instant? = nil
  ) {
    self.decision = decision
    self.title = title
    self.campaigns = campaigns
    self.platform = platform
    self.priority = priority
    self.stepsDone = stepsDone
    self.steps = steps
    self.step = step
    self.standing = standing
    self.words = words
    self.attempts = attempts
    self.since = since
    self.finishedAt = finishedAt
  }

  /// `step 2 of 3, activate`, or `2 steps` once they are all done.
  package var progress: String {
    if stepsDone >= steps { return steps == 1 ? "1 step" : "\(steps) steps" }
    return (steps == 1 ? "" : "step \(stepsDone + 1) of \(steps), ") + step
  }
}
