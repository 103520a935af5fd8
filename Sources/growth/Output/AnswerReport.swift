/// What came of a command that changed something.
struct AnswerReport: Report {
  var answer: String

  func text(_ layout: TextLayout) -> String { answer }
}
