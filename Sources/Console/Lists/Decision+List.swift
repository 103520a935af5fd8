import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

extension Decision: ListRow {
  var itemID: ItemID { .decision(id) }

  static let columns: [ListColumn<Decision>] = [
    ListColumn(
      "what", 16, weight: 1, tile: 0, key: { row, _ in .text(row.title) },
      cell: { row, _ in .text(row.title) }),
    ListColumn(
      "platform", 10, priority: 5, key: { row, _ in .text(row.platform.name) },
      cell: { row, _ in .text(row.platform.name, .textDim) }),
    ListColumn(
      "at risk", 8, tile: 0, .right, key: { row, _ in .number(row.atWorst.units) },
      cell: { row, facts in .text(facts.money(row.atWorst.units), .moneyAtRisk) }),
    ListColumn(
      "expected", 16, priority: 2, tile: 3, .right,
      key: { row, _ in .number((row.forecast.gain ?? row.forecast.estimate).mean) },
      cell: { row, facts in .text(row.expectedWords(facts)) }),
    ListColumn(
      "why you", 20, weight: 1, priority: 6, key: { row, _ in .text(row.personReason) },
      cell: { row, _ in .text(row.personReason, .textDim) }),
    ListColumn(
      "id", 5, priority: 4, .right, key: { row, _ in .number(Double(row.id.value)) },
      cell: { row, _ in .text("\(row.id)", .textDim) }),
    ListColumn(
      "within", 6, priority: 1, tile: 1, .right,
      key: { row, _ in .number(row.deadline.map { Double($0.seconds) }) },
      cell: { row, facts in row.deadlineCell(facts) }),
  ]

  func matchesAny(_ facts: Facts, _ body: (String) -> Bool) -> Bool {
    body(title) || body(platform.name) || body(id.description) || body(personReason)
  }

  /// When it lapses or goes ahead by itself, while it waits.
  var deadline: Instant? {
    switch state {
    case .needsApproval(let expires): expires
    case .vetoWindow(let until): until
    default: nil
    }
  }

  /// Why a person is asked, in a few words.
  var personReason: String {
    if case .vetoWindow = state { return "goes ahead unless you reject it" }
    if case .blocked(let rule, let words) = state { return "\(rule.rawValue): \(words)" }
    let asking = checks.filter { $0.finding == .needsPerson }
    return asking.isEmpty ? "" : asking.map(\.words).joined(separator: "; ")
  }

  /// `+£61/d  31…94`
  func expectedWords(_ facts: Facts) -> StyledText {
    let (mean, interval) = Words.expected(forecast, facts.currency)
    return StyledText(mean, forecast.metric == .clickThroughRate ? .text : .money)
      + StyledText(interval.isEmpty ? "" : "  " + interval, .textDim)
  }

  private func deadlineCell(_ facts: Facts) -> TableCell {
    guard let deadline else { return .text(Words.none, .textDim) }
    let left = deadline.seconds(since: facts.now)
    return .text(Words.span(seconds: left), left < 2 * 3_600 ? .statusWarn : .text)
  }
}
