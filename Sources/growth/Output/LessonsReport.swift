import AgentInterface
import Commerce

/// Changes of beliefs, newest first.
struct LessonsReport: Report {
  var lessons: [Row]

  struct Row: Encodable {
    var id: Int64
    var at: String
    var kind: String
    var subject: String
    var before: String
    var after: String
    var because: String
    var campaign: Int64?
    var decision: Int64?
    var experiment: Int64?
  }

  init(_ lessons: [Lesson]) {
    self.lessons = lessons.map { lesson in
      Row(
        id: lesson.id, at: lesson.at.iso8601, kind: lesson.kind.rawValue, subject: lesson.subject,
        before: lesson.before, after: lesson.after, because: lesson.because,
        campaign: lesson.campaign?.value, decision: lesson.decision?.value,
        experiment: lesson.experiment?.value)
    }
  }

  func text(_ layout: TextLayout) -> String {
    TextTable(
      [
        .left("when"), .left("by"), .left("about"), .left("believed"), .left("now"),
        .left("because"),
      ],
      rows: lessons.map { [$0.at, $0.kind, $0.subject, $0.before, $0.after, $0.because] },
      emptyText: "Nothing was learnt yet."
    ).text(layout)
  }
}
