import AgentInterface
import Commerce

/// Decisions on their way to the platforms in the order they are sent, then the newest that are
/// over.
struct TasksReport: Report {
  var tasks: [Row]

  struct Row: Encodable {
    var decision: Int64
    var title: String
    var campaigns: [Int64]
    var platform: String
    var priority: String
    var state: String
    var stepsDone: Int
    var steps: Int
    var step: String
    var words: String
    var attempts: Int
    var since: String
    var finishedAt: String?
    /// From `since` to its end or to now.
    var ageSeconds: Int64
  }

  init(_ tasks: [TaskRow], now: Instant) {
    self.tasks = tasks.map { task in
      Row(
        decision: task.decision.value, title: task.title, campaigns: task.campaigns.map(\.value),
        platform: task.platform.rawValue, priority: task.priority.name,
        state: task.standing.rawValue, stepsDone: task.stepsDone, steps: task.steps,
        step: task.step, words: task.words, attempts: task.attempts, since: task.since.iso8601,
        finishedAt: task.finishedAt?.iso8601,
        ageSeconds: (task.finishedAt ?? now).seconds(since: task.since))
    }
  }

  func text(_ layout: TextLayout) -> String {
    TextTable(
      [
        .right("decision"), .left("what"), .left("platform"), .left("priority"), .right("steps"),
        .left("state"), .left("at"), .left("why"), .right("tries"), .left("since"),
      ],
      rows: tasks.map {
        [
          "\($0.decision)", $0.title, $0.platform, $0.priority, "\($0.stepsDone)/\($0.steps)",
          $0.state, $0.step, $0.words, "\($0.attempts)", $0.since,
        ]
      }, emptyText: "Nothing was sent yet."
    ).text(layout)
  }
}
