import AgentInterface
import TerminalCanvas

extension ConsoleModel {
  static let shownLessons = 100

  /// Each change of a belief, newest first: what was believed, what is now, and because of what.
  func lessonsPage(_ facts: Facts) -> Page {
    let query = Query.lessons(limit: Self.shownLessons)
    var page = Page(title: "What was learnt")
    guard case .lessons(let lessons) = details[query] else {
      page.blocks = [.air, waitingBlock(for: query)]
      return page
    }
    page.note = StyledText(
      lessons.count == Self.shownLessons
        ? "the newest \(lessons.count)" : Words.plural(lessons.count, "change"))
    guard !lessons.isEmpty else {
      page.blocks = [
        .air,
        .text(
          StyledText(
            "Nothing yet: the first days of a campaign settle after about a week, and each answer "
              + "of yours counts at once.", .textDim)),
      ]
      return page
    }
    page.blocks = lessons.flatMap { blocks($0, facts) }
    return page
  }

  private func blocks(_ lesson: Lesson, _ facts: Facts) -> [Block] {
    let head =
      StyledText(Words.moment(lesson.at, now: facts.now) + "  ", .textDim)
      + StyledText(lesson.kind.rawValue + "  ", .panelNote)
      + StyledText(lesson.subject, .textStrong, .bold)
    let origin = lesson.decision.map { "; decision \($0)" } ?? ""
    return [
      .text(head, indent: 0),
      .facts([
        ("believed", StyledText(lesson.before)), ("now", StyledText(lesson.after, .textStrong)),
        ("because", StyledText(lesson.because + origin, .textDim)),
      ]), .air,
    ]
  }
}
