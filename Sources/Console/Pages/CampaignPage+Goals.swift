import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

/// What a campaign is to reach, whom it speaks to, and what was changed about it.
extension ConsoleModel {
  func goalBlocks(_ row: CampaignRow, _ facts: Facts) -> [Block] {
    let campaign = row.campaign
    let targeting = campaign.targeting ?? Targeting(audience: campaign.audience)
    let whom = Block.facts([("speaks to", StyledText(Words.targeting(targeting)))])
    guard let goals = campaign.goals, !goals.isEmpty else {
      let why =
        campaign.goals == nil
        ? "No goals: it began before they were kept." : "No goals: nothing was foretold of it."
      return [.heading("Goals"), .text(StyledText(why, .textDim)), whom, .air]
    }
    let columns = [
      TableColumn("goal", minimum: 14), TableColumn("to reach", minimum: 9, alignment: .right),
      TableColumn("7 days", minimum: 9, alignment: .right),
      TableColumn("", minimum: 11),
      TableColumn("7 before", minimum: 9, priority: 1, alignment: .right),
      TableColumn("from", minimum: 12, weight: 1, priority: 2),
    ]
    return [
      .heading("Goals"), .table(columns, goals.map { goalRow($0, row, facts) }), whom, .air,
    ]
  }

  private func goalRow(_ goal: CampaignGoal, _ row: CampaignRow, _ facts: Facts) -> TableRow {
    func words(_ week: Metrics) -> String {
      Words.figure(goal.measure.value(of: week), of: goal.measure, facts)
    }
    let sign = goal.measure.isLowerBetter ? "≤ " : "≥ "
    let days = facts.now.day.days(since: row.campaign.start)
    let course: TableCell =
      switch goal.isReached(by: row.week) {
      case true?: .text("reached", .statusGood)
      // A sum over seven days cannot be reached before they are over.
      case false? where days < 7 && !goal.measure.isLowerBetter:
        .text("day \(days + 1) of 7", .textDim)
      case false?: .text("not reached", .statusWarn)
      case nil: .text("no figure", .textDim)
      }
    return TableRow(cells: [
      .text(goal.measure.rawValue, .textStrong),
      .text(sign + Words.figure(goal.target, of: goal.measure, facts)), .text(words(row.week)),
      course, .text(words(row.weekBefore), .textDim), .text(goal.because, .textDim),
    ])
  }

  /// What was changed, newest first.
  func changeBlocks(_ changes: [CampaignChange], _ facts: Facts) -> [Block] {
    guard !changes.isEmpty else { return [] }
    let rows = changes.prefix(20).map { change in
      TableRow(cells: [
        .text(Words.moment(change.at, now: facts.now), .textDim),
        .text(change.subject.rawValue, .textStrong),
        .text((change.from.map { Words.value($0) + " → " } ?? "") + Words.value(change.to)),
        .text(change.because, .textDim), .text(change.byWords, .textDim),
        .text("decision \(change.decision)", .textDim),
      ])
    }
    let columns = [
      TableColumn("when", minimum: 12), TableColumn("what", minimum: 12),
      TableColumn("from → to", minimum: 26),
      TableColumn("why", minimum: 16, weight: 1, priority: 1),
      TableColumn("by", minimum: 8, priority: 3), TableColumn("", minimum: 13, priority: 4),
    ]
    return [.heading("Changes"), .table(columns, Array(rows)), .air]
  }
}

extension CampaignChange {
  /// `agent, approved by ana`
  package var byWords: String {
    let others = approvedBy.filter { $0 != by }.map { "\($0)" }
    return "\(by)" + (others.isEmpty ? "" : ", \(others.joined(separator: ", ")) agreed")
  }
}

extension Words {
  static func figure(_ value: Double?, of measure: CampaignGoal.Measure, _ facts: Facts) -> String {
    switch measure {
    case .revenue, .costPerOrder: facts.money(value)
    case .orders, .returnOnAdSpend: fixed(value, digits: 1)
    }
  }

  /// Days as the rest of the page has them.
  static func value(_ value: CampaignChange.Value) -> String {
    if case .day(let day) = value { date(day) } else { "\(value)" }
  }

  /// `At risk: a list of 312 customers`
  static func targeting(_ targeting: Targeting) -> String {
    var parts: [String] = []
    if let listed = targeting.listed { parts.append("a list of \(count(listed)) customers") }
    if let resembled = targeting.resembled {
      parts.append("people like \(count(resembled)) best customers")
    }
    if targeting.excludesCustomers { parts.append("without those who have bought") }
    if targeting.needsConsent { parts.append("only who agreed to e-mail") }
    if let most = targeting.mostPerWeek { parts.append("at most \(count(most)) a week each") }
    return "\(targeting.audience)" + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
  }
}
