import AgentInterface
import Commerce
import Oversight
import TerminalCanvas

/// What has happened between two snapshots that a person should hear at once.
enum LineNews {
  static func lines(
    from old: Snapshot, to new: Snapshot, index: CampaignIndex, _ glyphs: Glyphs
  ) -> [String] {
    let facts = Facts(snapshot: new, index: index, glyphs: glyphs)
    return standing(from: old.agent.standing, to: new.agent.standing)
      + decisions(from: old, to: new, facts) + alerts(from: old, to: new, facts)
  }

  private static func standing(
    from old: AgentStatus.Standing, to new: AgentStatus.Standing
  ) -> [String] {
    guard old != new else { return [] }
    switch new {
    case .running: return ["The agent runs again."]
    case .halted(let reason, let by): return ["HALTED by \(by): \(reason)."]
    case .readOnly(let reason): return ["READ ONLY: \(reason)."]
    }
  }

  private static func decisions(from old: Snapshot, to new: Snapshot, _ facts: Facts) -> [String] {
    let known = Set(old.approvals.map(\.id))
    return new.approvals.filter { !known.contains($0.id) }.map { decision in
      "Waits for you: decision \(decision.id), \(decision.title), "
        + "at risk \(facts.money(decision.atWorst.units))."
    }
  }

  private static func alerts(from old: Snapshot, to new: Snapshot, _ facts: Facts) -> [String] {
    let states = Dictionary(
      old.alerts.map { ($0.id, $0.state) }, uniquingKeysWith: { first, _ in first })
    return new.alerts.compactMap { alert in
      let headline = Words.headline(alert, scope: facts.name(of: alert.scope))
      switch (states[alert.id], alert.state) {
      case (nil, .open): return "Alert, \(Words.name(of: alert.severity)): \(headline)."
      case (.open, .resolved), (.acknowledged, .resolved): return "Resolved: \(headline)."
      default: return nil
      }
    }
  }
}
