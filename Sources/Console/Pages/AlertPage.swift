import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

extension ConsoleModel {
  /// An alert: what was expected and what came, the series with its band, what may be behind it.
  func alertPage(_ id: Alert.ID, _ facts: Facts) -> Page {
    let detail: AlertDetail? =
      if case .alert(let detail) = details[.alert(id)] { detail } else { nil }
    guard let alert = alert(id) ?? detail?.alert else {
      var page = Page(title: "Alert \(id)")
      page.blocks = [.air, waitingBlock(for: .alert(id))]
      return page
    }
    let scope = facts.name(of: alert.scope)
    var page = Page(
      title: "Alerts › \(alert.metric.rawValue) of \(scope)",
      note: StyledText("\(Words.name(of: alert.severity)), \(alert.state.rawValue)", alert.role))
    page.blocks = [
      .text(StyledText(Words.headline(alert, scope: scope), .textStrong, .bold), indent: 0), .air,
      .facts(alertFacts(alert, facts)), .air,
    ]
    if let detail, !detail.series.values.isEmpty {
      page.blocks += [.chart(Charts.series(detail.series, facts), height: 11), .air]
    } else if detail == nil {
      page.blocks += [waitingBlock(for: .alert(id)), .air]
    }
    page.blocks += [.heading("Likely causes"), causeBlock(alert), .air]
    page.blocks += decisionBlocks("Decisions it touches", detail?.decisions ?? [], facts)
    return page
  }

  private func alertFacts(_ alert: Alert, _ facts: Facts) -> [(label: String, value: StyledText)] {
    let currency = facts.currency
    var rows: [(label: String, value: StyledText)] = [
      ("actual", StyledText(Words.figure(alert.actual, of: alert.metric, currency), alert.role)),
      (
        "expected",
        StyledText(
          Words.figure(alert.expected.mean, of: alert.metric, currency) + "  ("
            + Words.interval(alert.expected, of: alert.metric, currency)
            + ", \(Words.percent(alert.expected.level, digits: 0)))")
      ),
      (
        "since",
        StyledText(
          "\(Words.moment(alert.openedAt, now: facts.now)), \(Words.age(of: alert.openedAt, now: facts.now))"
        )
      ),
    ]
    if let risk = alert.riskPerDay {
      rows.append(("at risk", StyledText(risk.isPositive ? "\(risk) a day" : "nothing")))
    }
    if let by = alert.acknowledgedBy { rows.append(("seen by", StyledText(by))) }
    if let until = alert.silencedUntil, until > facts.now {
      rows.append(("silent until", StyledText(Words.moment(until, now: facts.now))))
    }
    if let at = alert.resolvedAt {
      rows.append(("resolved", StyledText(Words.moment(at, now: facts.now), .statusGood)))
    }
    if alert.state != .resolved {
      rows.append(("meanwhile", StyledText(Words.consequence(alert))))
    }
    return rows
  }

  private func causeBlock(_ alert: Alert) -> Block {
    guard !alert.causes.isEmpty else { return .text(StyledText("None is known.", .textDim)) }
    return .text(alert.causes.enumerated().map { StyledText("\($0 + 1)  \($1)") })
  }

  /// A short list of decisions under a heading; nothing where there are none.
  func decisionBlocks(_ title: String, _ decisions: [Decision], _ facts: Facts) -> [Block] {
    guard !decisions.isEmpty else { return [] }
    let rows = decisions.prefix(12).map { decision in
      TableRow(cells: [
        .text(Words.moment(decision.proposedAt, now: facts.now), .textDim),
        .text(decision.title), .text(Words.state(decision.state, now: facts.now)),
        .text("\(decision.id)", .textDim),
      ])
    }
    let columns = [
      TableColumn("proposed", minimum: 12), TableColumn("decision", minimum: 14, weight: 2),
      TableColumn("state", minimum: 14, weight: 1),
      TableColumn("id", minimum: 4, priority: 1, alignment: .right),
    ]
    return [.heading(title), .table(columns, Array(rows)), .air]
  }
}
