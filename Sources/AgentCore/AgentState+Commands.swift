import AgentInterface
import Campaigns
import Commerce
import OrderedCollections
import Oversight
import Persistence

/// What a person orders.
extension AgentState {
  mutating func carryOut(_ command: Command, by person: Originator) -> Answer {
    switch command {
    case .approve(let id, let revision, let digest):
      approve(id, revision: revision, digest: digest, by: person)
    case .reject(let id, let code, let note): reject(id, code: code, note: note, by: person)
    case .amend(let id, let budget): amend(id, dailyBudget: budget, by: person)
    case .pause(let id): pause(id, by: person)
    case .resume(let id): resume(id, by: person)
    case .setDailyBudget(let id, let budget): setDailyBudget(id, budget, by: person)
    case .undo(let id): undo(id, by: person)
    case .acknowledge(let id): acknowledge(id, by: person)
    case .silence(let id, let hours): silence(id, hours: hours, by: person)
    case .resolve(let id): resolve(id, by: person)
    case .halt(let reason): halt(because: reason, by: person)
    case .resumeAfterHalt: resumeAfterHalt(by: person)
    case .pauseAll: pauseAll(by: person)
    case .setLevel(let scope, let level): setLevel(scope, level, by: person)
    case .recordLift(let id, let record): recordLift(id, record, by: person)
    case .setSpeed: .refused("Only a simulated clock has a speed.")
    }
  }

  // MARK: Campaigns by hand

  private mutating func pause(_ id: Campaign.ID, by person: Originator) -> Answer {
    guard let campaign = campaigns[id] else { return .refused("There is no campaign \(id).") }
    if campaign.platform == .klaviyo || campaign.platform == .shopify {
      return cancelSend(campaign, by: person)
    }
    guard campaign.status == .active else {
      return .refused(
        "\"\(campaign.name)\" is \(campaign.status.rawValue), so it cannot be paused.")
    }
    let decision = propose(
      draft(
        .pauseCampaign(CampaignHandle(campaign), dailyBudget: campaign.dailyBudget),
        "Pause \"\(campaign.name)\"", campaign, "\(person) paused it by hand"), by: person)
    return orderGiven(decision, "Pausing \"\(campaign.name)\" on \(campaign.platform.name).")
  }

  private mutating func cancelSend(_ campaign: Campaign, by person: Originator) -> Answer {
    guard campaign.platform == .klaviyo, campaign.status == .scheduled else {
      return .refused(
        "\(campaign.platform.name) has no pause. A send can be cancelled while it is going out; "
          + "\"\(campaign.name)\" is \(campaign.status.rawValue).")
    }
    let decision = propose(
      draft(
        .cancelSend(CampaignHandle(campaign)), "Cancel the send of \"\(campaign.name)\"", campaign,
        "\(person) cancelled it by hand"), by: person)
    return orderGiven(
      decision, "Cancelling the rest of \"\(campaign.name)\"; what is sent stays sent.")
  }

  private mutating func resume(_ id: Campaign.ID, by person: Originator) -> Answer {
    guard let campaign = campaigns[id] else { return .refused("There is no campaign \(id).") }
    guard campaign.platform.hasBudgets else {
      return .refused("\(campaign.platform.name) has no resume. Start a new one instead.")
    }
    guard campaign.status == .paused else {
      return .refused("\"\(campaign.name)\" is \(campaign.status.rawValue), not paused.")
    }
    let decision = propose(
      draft(
        .resumeCampaign(CampaignHandle(campaign), dailyBudget: campaign.dailyBudget),
        "Resume \"\(campaign.name)\"", campaign, "\(person) resumed it by hand"), by: person)
    return orderGiven(decision, "Resuming \"\(campaign.name)\" on \(campaign.platform.name).")
  }

  private mutating func setDailyBudget(
    _ id: Campaign.ID, _ budget: Money, by person: Originator
  ) -> Answer {
    guard let campaign = campaigns[id] else { return .refused("There is no campaign \(id).") }
    guard let current = campaign.dailyBudget else {
      return .refused("\(campaign.platform.name) campaigns have no budget.")
    }
    guard budget.currency == shop.currency, budget.isPositive else {
      return .refused("A budget is a positive amount of \(shop.currency) a day.")
    }
    let change = BudgetChange(
      campaign: CampaignHandle(campaign), from: current, to: budget.roundedDownToMinorUnit)
    let decision = propose(
      draft(
        .setDailyBudget(change), "Set \"\(campaign.name)\" \(current) → \(change.to) a day",
        campaign, "\(person) set it by hand"), by: person)
    return orderGiven(decision, "Setting \"\(campaign.name)\" to \(change.to) a day.")
  }

  private mutating func pauseAll(by person: Originator) -> Answer {
    let running = campaigns.values.filter { $0.status == .active && $0.platform.hasBudgets }
    let sending = campaigns.values.filter { $0.status == .scheduled && $0.platform == .klaviyo }
    let refusals = (running + sending).compactMap { campaign -> String? in
      if case .refused(let why) = pause(campaign.id, by: person) { why } else { nil }
    }
    let asked = running.count + sending.count - refusals.count
    return refusals.isEmpty
      ? .done("Pausing \(asked) \(asked == 1 ? "campaign" : "campaigns").")
      : .refused("\(asked) are being paused. \(refusals.joined(separator: " "))")
  }

  /// The agent's own emergency brake: lowers risk, so it needs nobody.
  mutating func pauseByAgent(_ campaign: Campaign, reason: String) {
    let decision = propose(
      draft(
        .pauseCampaign(CampaignHandle(campaign), dailyBudget: campaign.dailyBudget),
        "Pause \"\(campaign.name)\"", campaign, reason), by: .agent)
    dispatch(decision.id)
  }

  private func draft(
    _ action: Action, _ title: String, _ campaign: Campaign, _ reason: String
  ) -> Draft {
    Draft(
      action: action, title: title, platform: campaign.platform,
      evidence: Decision.Evidence(reason: reason, facts: [], dataFrom: now, dataTo: now),
      forecast: .none, atWorst: worstCase(of: action) ?? .zero(shop.currency))
  }

  /// Actions remember how a campaign was addressed when they were written; its platform id may be
  /// known by now.
  func resolvingHandles(_ action: Action) -> Action {
    guard let handle = action.handles.first, action.handles.count == 1,
      let campaign = campaigns[handle.campaign]
    else { return action }
    let known = CampaignHandle(campaign)
    return switch action {
    case .pauseCampaign(_, let budget): .pauseCampaign(known, dailyBudget: budget)
    case .resumeCampaign(_, let budget): .resumeCampaign(known, dailyBudget: budget)
    case .cancelSend: .cancelSend(known)
    case .setDailyBudget(let change):
      .setDailyBudget(BudgetChange(campaign: known, from: change.from, to: change.to))
    default: action
    }
  }

  // MARK: Halt, autonomy

  private mutating func halt(because reason: String, by person: Originator) -> Answer {
    stop(HaltNotice(reason: reason, by: person))
    return .done("Halted. Nothing is sent but what lowers risk; continue starts again.")
  }

  /// The agent stops itself.
  mutating func halt(because reason: String) {
    guard halted == nil else { return }
    stop(HaltNotice(reason: reason, by: .agent))
  }

  private mutating func stop(_ notice: HaltNotice) {
    let was = halted
    halted = notice
    effects.halt = .set(notice)
    audit(
      "halt", subject: "agent", by: notice.by, before: was == nil ? "running" : "halted",
      after: "halted", why: notice.reason)
    journal(.system, "HALTED: \(notice.reason)", by: notice.by)
  }

  private mutating func resumeAfterHalt(by person: Originator) -> Answer {
    guard let notice = halted else { return .refused("The agent is not halted.") }
    halted = nil
    effects.halt = .clear
    audit(
      "resume", subject: "agent", by: person, before: "halted", after: "running", why: notice.reason
    )
    journal(.person, "Resumed after: \(notice.reason)", by: person)
    dispatchApproved()
    return .done("The agent acts again.")
  }

  /// The flag file is the truth about a halt: it may have been set while we were not looking.
  mutating func haltFlagChanged(_ notice: HaltNotice?) {
    guard notice != halted else { return }
    if let notice {
      halted = notice
      audit("halt", subject: "agent", by: notice.by, after: "halted", why: notice.reason)
      journal(.system, "HALTED: \(notice.reason)", by: notice.by)
    } else {
      // Only a person resumes, through the agent: a flag that was merely deleted is set again.
      effects.halt = halted.map { .set($0) }
    }
  }

  private mutating func setLevel(
    _ scope: Policy.Scope?, _ level: AutonomyLevel, by person: Originator
  ) -> Answer {
    let before: AutonomyLevel
    if let scope {
      before = policy.level(scope.platform, scope.actionClass)
      policy.levels[scope] = level
    } else {
      before = policy.defaultLevel
      policy.defaultLevel = level
      policy.levels = [:]
    }
    let words = scope.map { "\($0.platform.name) \($0.actionClass.rawValue)" } ?? "everything"
    let evidence = level > before ? trustEvidence(of: scope?.actionClass) : []
    audit(
      "autonomy set", subject: words, by: person, before: before.name, after: level.name,
      why: evidence.joined(separator: "; "))
    journal(
      .person, "Autonomy of \(words): \(before.name) → \(level.name)", by: person,
      detail: evidence.joined(separator: "\n"))
    rememberLevels()
    let shown = evidence.isEmpty ? "" : " So far: \(evidence.joined(separator: "; "))."
    return .done("Autonomy of \(words) is \(level.rawValue) (\(level.name)).\(shown)")
  }

  mutating func rememberLevels() {
    let rows = policy.levels.map {
      "\($0.key.platform.rawValue) \($0.key.actionClass.rawValue) \($0.value.rawValue)"
    }
    remember(
      "levels",
      (["default \(policy.defaultLevel.rawValue)"] + rows.sorted()).joined(separator: "\n"))
  }
}
