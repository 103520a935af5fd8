import AgentInterface
import Commerce
import TerminalCanvas

extension Alert: ListRow {
  var itemID: ItemID { .alert(id) }

  static let columns: [ListColumn<Alert>] = [
    ListColumn(
      "severity", 10, tile: 0, key: { row, _ in .number(Double(row.severity.rawValue)) },
      cell: { row, facts in .text(row.severityText(facts.glyphs)) }),
    ListColumn(
      "where", 18, weight: 2, tile: 0, key: { row, facts in .text(facts.name(of: row.scope)) },
      cell: { row, facts in .text(facts.name(of: row.scope)) }),
    ListColumn(
      "figure", 15, tile: 0, key: { row, _ in .text(row.metric.rawValue) },
      cell: { row, _ in .text(row.metric.rawValue) }),
    ListColumn(
      "actual", 9, priority: 2, .right, key: { row, _ in .number(row.actual) },
      cell: { row, facts in
        .text(Words.figure(row.actual, of: row.metric, facts.currency), row.role)
      }),
    ListColumn(
      "expected", 15, priority: 3, .right, key: { row, _ in .number(row.expected.mean) },
      cell: { row, facts in .text(Words.interval(row.expected, of: row.metric, facts.currency)) }),
    ListColumn(
      "likely", 20, weight: 3, priority: 5, key: { row, _ in .text(row.causes.first ?? "") },
      cell: { row, _ in .text(row.causes.first ?? Words.none, .textDim) }),
    ListColumn(
      "age", 6, priority: 1, .right, key: { row, _ in .number(-Double(row.openedAt.seconds)) },
      cell: { row, facts in .text(Words.age(of: row.openedAt, now: facts.now)) }),
    ListColumn(
      "state", 12, priority: 1, key: { row, _ in .text(row.state.rawValue) },
      cell: { row, _ in .text(row.state.rawValue, row.state == .open ? row.role : .textDim) }),
  ]

  func matchesAny(_ facts: Facts, _ body: (String) -> Bool) -> Bool {
    body(metric.rawValue) || body(facts.name(of: scope)) || body(state.rawValue)
      || body(Words.name(of: severity)) || causes.contains(where: body)
  }

  var role: Role {
    switch (state, severity) {
    case (.resolved, _): .textDim
    case (_, .critical): .statusBad
    case (_, .warning): .statusWarn
    case (_, .notice): .statusInfo
    }
  }

  func severityText(_ glyphs: Glyphs) -> StyledText {
    StyledText(sign(glyphs) + " " + Words.name(of: severity), role)
  }

  func sign(_ glyphs: Glyphs) -> String { glyphs.symbol(state == .resolved ? .open : .filled) }

  /// Headline, figures and cause, as many of the three as are asked for.
  func lines(_ count: Int, _ facts: Facts) -> [StackedLine] {
    let age = Words.age(of: openedAt, now: facts.now)
    let since = " since " + Words.moment(openedAt, now: facts.now)
    let end = state == .open ? StyledText(age) : StyledText(state.rawValue, .textDim)
    let headline = Words.headline(self, scope: facts.name(of: scope))
    let isOld = state == .resolved
    var lines = [
      StackedLine(
        StyledText(sign(facts.glyphs) + " ", role) + StyledText(headline, isOld ? .textDim : .text),
        right: end)
    ]
    if count > 1 {
      let words = "  " + Words.comparison(self, facts.currency) + since
      lines.append(StackedLine(StyledText(words, isOld ? .textDim : .text)))
    }
    if count > 2 {
      lines.append(StackedLine(StyledText("  likely: " + (causes.first ?? "not known"), .textDim)))
    }
    return lines
  }
}
