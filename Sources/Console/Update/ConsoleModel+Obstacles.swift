import TerminalCanvas
import AgentInterface
import Commerce
import Oversight

extension ConsoleModel {
  /// Why an action cannot be done now; nothing if it can. The hint line and the keys both ask here.
  func obstacle(to action: ConsoleAction) -> String? {
    switch action {
    case .halt, .quit, .interrupt, .suspend, .repaint, .help, .palette, .messages, .theme, .mouse:
      return nil
    default: break
    }
    guard let snapshot else { return "The shop is still being read; ! halts, q leaves." }
    switch action {
    case .approve: return obstacleToApproval(in: snapshot)
    case .reject: return obstacleToRejection
    case .evidence:
      return currentDecision == nil ? "No decision is under the cursor; they are in panel 1." : nil
    case .edit: return obstacleToEditing
    case .acknowledge: return obstacleToAcknowledging
    case .silence, .resolve: return obstacleToEndingAlert
    case .pause: return obstacleToPausing
    case .undo:
      return undoable == nil ? "No decision has been carried out that could be undone." : nil
    case .resumeAfterHalt:
      if case .halted = snapshot.agent.standing { return nil }
      return "The agent is not halted."
    case .open: return obstacleToOpening
    case .filter, .sort, .sortLeft, .sortRight, .reverse, .mark, .markRange:
      return activeBoard == nil ? "This is a page, not a list; Esc goes back to the list." : nil
    case .faster, .slower, .speed:
      return snapshot.clock.isSimulated
        ? nil : "The agent runs on the real clock; its speed is fixed."
    default: return nil
    }
  }

  private var obstacleToOpening: String? {
    switch screen {
    case .overview, .board(.budgets): nil
    case .board(let board): self[board].cursor == nil ? "There is no row to open." : nil
    default: pageLink == nil ? "There is nothing deeper here; Esc goes back." : nil
    }
  }

  private func obstacleToApproval(in snapshot: Snapshot) -> String? {
    guard let decision = currentDecision else {
      return "No decision is under the cursor; they are in panel 1."
    }
    guard decision.state.isWaitingForPerson else {
      return
        "Decision \(decision.id) does not wait: \(Words.state(decision.state, now: snapshot.now).plain)."
    }
    if isAnswered(decision.id) { return "Decision \(decision.id) has your answer already." }
    if case .lost = connection { return "The agent cannot be reached." }
    switch snapshot.agent.standing {
    case .readOnly(let reason):
      return "Nothing can be approved while the store is read-only: \(reason)."
    case .halted where !decision.action.isRiskReducing:
      return "Halted: nothing may be raised or started. Let it act again first, with :continue."
    case .halted, .running: return nil
    }
  }

  private var obstacleToRejection: String? {
    let decisions = decisionsToReject
    guard let first = decisions.first else {
      return "No waiting decision is under the cursor; they are in panel 1."
    }
    return decisions.count == 1 && isAnswered(first.id)
      ? "Decision \(first.id) has your answer already." : nil
  }

  private var obstacleToEditing: String? {
    if let decision = currentDecision {
      guard decision.state.isWaitingForPerson else {
        return "Decision \(decision.id) does not wait any more."
      }
      return decision.editableBudget == nil ? "This decision has no daily budget to edit." : nil
    }
    guard let row = currentCampaigns.first else {
      return "There is no budget here; decisions and campaigns have one."
    }
    return row.campaign.dailyBudget == nil
      ? "\(row.campaign.platform.name) campaigns have no budget." : nil
  }

  private var obstacleToAcknowledging: String? {
    let alerts = alertsToAcknowledge
    if alerts.isEmpty { return "No alert is under the cursor; they are in panel 2." }
    return alerts.contains { $0.state == .open }
      ? nil : "It is \(alerts[0].state.rawValue) already."
  }

  private var obstacleToEndingAlert: String? {
    let alerts = alertsToAcknowledge
    if alerts.isEmpty { return "No alert is under the cursor; they are in panel 2." }
    return alerts.contains { $0.state != .resolved } ? nil : "It is resolved already."
  }

  private var obstacleToPausing: String? {
    if !currentCampaigns.isEmpty { return nil }
    switch currentItem {
    case nil: return "No row is under the cursor."
    case .decision: return "The campaign does not exist yet; reject the decision to stop it."
    case .segment: return "A segment is not one campaign; choose one in panel 3."
    case .alert: return "It is not about one campaign; choose one in panel 3, or halt with !."
    default: return "It is not about a campaign; choose one in panel 3."
    }
  }

  /// A vote on it is on its way.
  func isAnswered(_ id: Decision.ID) -> Bool {
    outgoing.contains { command in
      switch command {
      case .approve(let other, _, _), .reject(let other, _, _): other == id
      default: false
      }
    }
  }

  /// Waiting decisions that are marked, or the one under the cursor.
  var decisionsToReject: [Decision] {
    let items = activeBoard.map { chosenItems(on: $0) } ?? screen.item.map { [$0] } ?? []
    return items.compactMap { item in
      guard case .decision(let id) = item else { return nil }
      return decision(id).flatMap { $0.state.isWaitingForPerson ? $0 : nil }
    }
  }

  var alertsToAcknowledge: [Alert] {
    let items = activeBoard.map { chosenItems(on: $0) } ?? screen.item.map { [$0] } ?? []
    return items.compactMap { item in
      guard case .alert(let id) = item else { return nil }
      return alert(id)
    }
  }

  /// Campaigns that the marked rows, or the row under the cursor, are about.
  var currentCampaigns: [CampaignRow] {
    guard let facts else { return [] }
    let items = activeBoard.map { chosenItems(on: $0) } ?? screen.item.map { [$0] } ?? []
    var seen: Set<Campaign.ID> = []
    return items.flatMap { campaigns(of: $0) }.filter { seen.insert($0).inserted }
      .compactMap { facts.campaign($0) }
  }

  private func campaigns(of item: ItemID) -> [Campaign.ID] {
    switch item {
    case .campaign(let id): return [id]
    case .decision(let id): return decision(id)?.action.campaigns ?? []
    case .alert(let id):
      guard case .campaign(let campaign) = alert(id)?.scope else { return [] }
      return [campaign]
    case .experiment(let id): return experiment(id).map { [$0.experiment.campaign] } ?? []
    case .activity(let id):
      guard let entry = entry(id) else { return [] }
      if let campaign = entry.campaign { return [campaign] }
      return entry.decision.flatMap { decision($0)?.action.campaigns } ?? []
    case .segment: return []
    }
  }

  /// The decision that undo is about: the one under the cursor, else the newest of the journal.
  var undoable: Decision.ID? {
    switch currentItem {
    case .decision(let id):
      if let decision = decision(id), !decision.state.wasCarriedOut { return nil }
      return id
    case .activity(let id):
      if let decision = entry(id)?.decision { return decision }
    case .campaign(let id):
      if case .campaign(let detail) = details[.campaign(id)],
        let last = detail.decisions.first(where: { $0.state.wasCarriedOut })
      {
        return last.id
      }
      let entry = snapshot?.activity.first { $0.campaign == id && $0.kind == .act }
      if let decision = entry?.decision { return decision }
    default: break
    }
    return snapshot?.activity.first { $0.kind == .act && $0.decision != nil }?.decision
  }
}
