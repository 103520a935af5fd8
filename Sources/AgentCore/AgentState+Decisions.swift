import AgentInterface
import Campaigns
package import Commerce
import OrderedCollections
package import Oversight
import Persistence

/// A decision before the guardrails have seen it.
struct Draft: Sendable {
  var action: Action
  var title: String
  var platform: Platform
  var evidence: Decision.Evidence
  var forecast: Decision.Forecast
  var atWorst: Money
  var undoes: Decision.ID?
}

extension AgentState {
  /// Writes a decision down, asks the guardrails and puts it on its way.
  ///
  /// - Returns: The decision as it stands after that.
  @discardableResult
  mutating func propose(_ draft: Draft, by originator: Originator) -> Decision {
    let draft = originator == .agent ? corrected(draft) : draft
    var decision = decide(draft, by: originator, id: ids.nextDecision(), revision: 1)
    route(&decision)
    return decision
  }

  private func decide(
    _ draft: Draft, by originator: Originator, id: Decision.ID, revision: Int
  ) -> Decision {
    do {
      return try Decision(
        id: id, revision: revision, action: draft.action, title: draft.title,
        platform: draft.platform, proposedBy: originator, proposedAt: now,
        evidence: draft.evidence, forecast: draft.forecast, atWorst: draft.atWorst,
        undoes: draft.undoes)
    } catch {
      preconditionFailure("an action does not encode: \(error)")
    }
  }

  /// Judges a proposed decision; what a person ordered or the envelope allows is approved at once.
  private mutating func route(_ decision: inout Decision) {
    let (checks, route) = Guardrails.judge(
      decision.action, by: decision.proposedBy, platform: decision.platform,
      atWorst: decision.atWorst, in: guardrailContext(for: decision.action))
    decision.checks = checks
    do { try decision.apply(.routed(route, at: now)) } catch { preconditionFailure("\(error)") }
    if case .person = decision.proposedBy, case .approved = decision.state {
      decision.state = .approved(by: decision.proposedBy, at: now)
    }
    save(decision)
    audit(
      "decision \(decision.state.name)", subject: "decision \(decision.id)",
      by: decision.proposedBy, before: "", after: decision.title, why: decision.evidence.reason,
      evidence: decision.digest)
    journalProposal(decision)
  }

  private mutating func journalProposal(_ decision: Decision) {
    switch decision.state {
    case .blocked(let rule, let words):
      journal(
        .plan, "Blocked by \(rule.rawValue): \(decision.title)", by: decision.proposedBy,
        detail: words, decision: decision.id)
    case .needsApproval:
      journal(
        .plan, "Asks: \(decision.title)", detail: decision.evidence.reason, decision: decision.id)
    case .vetoWindow(let until):
      journal(
        .plan, "Will do unless you object by \(until.timeOfDay): \(decision.title)",
        detail: decision.evidence.reason, decision: decision.id)
    default: break
    }
  }

  func guardrailContext(for action: Action) -> GuardrailContext {
    var standings: [Campaign.ID: GuardrailContext.Standing] = [:]
    for id in action.campaigns {
      guard let campaign = campaigns[id] else { continue }
      standings[id] = GuardrailContext.Standing(
        campaign: campaign, budgetAtDayStart: budgetsAtDayStart[id],
        settledMetrics: settledMetrics(of: campaign), revenueShare: revenueShare(of: id),
        testedBudgets: testedBudgets(of: id))
    }
    return GuardrailContext(
      now: now, policy: policy, isHalted: halted != nil, ledger: ledger, campaigns: standings,
      alarms: openAlarms(), reportAgeHours: reportAges(), emailsLastWeek: contacts.counts)
  }

  /// The budgets between which a running test switches a campaign.
  private func testedBudgets(of campaign: Campaign.ID) -> ClosedRange<Money>? {
    for experiment in experiments.values
    where experiment.status == .running && experiment.campaign == campaign {
      if case .budget(let trial) = experiment.subject { return trial.low...trial.high }
    }
    return nil
  }

  private func reportAges() -> [Platform: Int] {
    Platform.allCases.reduce(into: [:]) { ages, platform in
      ages[platform] = feeds.ageHours(of: platform, at: now)
    }
  }

  // MARK: What a person says

  mutating func approve(
    _ id: Decision.ID, revision: Int, digest: Digest, by person: Originator
  ) -> Answer {
    guard var decision = decisions[id] else { return .refused("There is no decision \(id).") }
    let vote = Decision.Vote(by: person, at: now, digest: digest, revision: revision)
    do { try decision.apply(.voted(vote)) } catch { return .refused("\(error)") }
    save(decision)
    audit(
      "decision approved", subject: "decision \(id)", by: person, before: "needs approval",
      after: "approved", why: "revision \(revision)", evidence: digest)
    journal(.person, "Approved: \(decision.title)", by: person, decision: id)
    dispatch(id)
    return answerAfterDispatch(id)
  }

  private func answerAfterDispatch(_ id: Decision.ID) -> Answer {
    guard let decision = decisions[id] else { return .refused("There is no decision \(id).") }
    switch decision.state {
    case .stale(let reason):
      return .refused("Decision \(id) was approved but is out of date: \(reason)")
    case .approved: return .done("Approved; waits to be sent: \(decision.title)")
    default:
      return .done("Approved\(wordsOfSending(id)): \(decision.title)")
    }
  }

  private func wordsOfSending(_ id: Decision.ID) -> String {
    let queue = taskQueue
    guard let head = queue.heads.first(where: { $0.entry.decision == id })?.entry else { return "" }
    guard head.isUnsent, let wait = queue.waits[head.id] else { return " and sent" }
    let words = TaskWords.words(
      wait, head, isUrgent: false, most: settings.limitedAttempts, now: now)
    return ", in the queue (\(words))"
  }

  mutating func reject(
    _ id: Decision.ID, code: Decision.Rejection.Code, note: String, by person: Originator
  ) -> Answer {
    guard var decision = decisions[id] else { return .refused("There is no decision \(id).") }
    let rejection = Decision.Rejection(by: person, at: now, code: code, note: note)
    let before = decision.state.name
    do { try decision.apply(.rejected(rejection)) } catch { return .refused("\(error)") }
    save(decision)
    let why = note.isEmpty ? code.rawValue : "\(code.rawValue): \(note)"
    audit(
      "decision rejected", subject: "decision \(id)", by: person, before: before,
      after: "rejected", why: why, evidence: decision.digest)
    journal(.person, "Rejected: \(decision.title)", by: person, detail: why, decision: id)
    learned(
      .rejection,
      BeliefChange.rejection(of: decision, among: Array(decisions.values), now: now), decision: id)
    return .done("Rejected (\(code.rawValue)): \(decision.title)")
  }

  /// Puts a waiting decision under a new budget: next revision, judged again, votes void.
  mutating func amend(
    _ id: Decision.ID, dailyBudget: Money, by person: Originator
  ) -> Answer {
    guard let old = decisions[id] else { return .refused("There is no decision \(id).") }
    guard old.state.isWaitingForPerson else {
      return .refused("Decision \(id) is \(old.state.name) and cannot be changed.")
    }
    guard dailyBudget.currency == shop.currency else {
      return .refused("The shop's currency is \(shop.currency), not \(dailyBudget.currency).")
    }
    guard dailyBudget.isPositive, let action = old.action.amended(dailyBudget: dailyBudget) else {
      return .refused("Only a single campaign's positive daily budget can be changed here.")
    }
    let draft = Draft(
      action: action, title: "\(old.title) (changed to \(dailyBudget) a day)",
      platform: old.platform, evidence: old.evidence, forecast: old.forecast,
      atWorst: worstCase(of: action) ?? old.atWorst, undoes: old.undoes)
    var amended = decide(draft, by: .agent, id: id, revision: old.revision + 1)
    audit(
      "decision amended", subject: "decision \(id)", by: person, before: old.digest.hexadecimal,
      after: amended.digest.hexadecimal, why: "daily budget \(dailyBudget)")
    route(&amended)
    return .done("Decision \(id) is at revision \(amended.revision) now; earlier votes are void.")
  }

  mutating func undo(_ id: Decision.ID, by person: Originator) -> Answer {
    guard let decision = decisions[id] else { return .refused("There is no decision \(id).") }
    guard decision.state.wasCarriedOut else {
      return .refused("Decision \(id) is \(decision.state.name); there is nothing to undo.")
    }
    if case .undone(let other) = decision.state {
      return .refused("Decision \(id) was undone by decision \(other) already.")
    }
    guard let inverse = decision.action.inverse.map(resolvingHandles) else {
      return .refused("\"\(decision.title)\" cannot be undone; what was sent stays sent.")
    }
    let undoing = propose(
      Draft(
        action: inverse, title: "Undo: \(decision.title)", platform: decision.platform,
        evidence: Decision.Evidence(
          reason: "\(person) asked for it", facts: [], dataFrom: now, dataTo: now),
        forecast: .none, atWorst: worstCase(of: inverse) ?? .zero(shop.currency), undoes: id),
      by: person)
    return orderGiven(undoing, "Undoing: \(decision.title)")
  }

  /// Sends a person's own decision and says what came of it.
  mutating func orderGiven(_ decision: Decision, _ words: String) -> Answer {
    if case .blocked(_, let reason) = decision.state { return .refused("Not possible: \(reason)") }
    dispatch(decision.id)
    if case .stale(let reason)? = decisions[decision.id]?.state {
      return .refused("Not possible: \(reason)")
    }
    journal(.person, decision.title, by: decision.proposedBy, decision: decision.id)
    return .done(words)
  }

  // MARK: Time

  /// Lets requests lapse and veto windows pass.
  mutating func expireDecisions() {
    for (id, decision) in decisions where decision.state.isWaitingForPerson {
      var next = decision
      do { try next.apply(.timePassed(now)) } catch { preconditionFailure("\(error)") }
      guard next.state != decision.state else { continue }
      save(next)
      audit(
        "decision \(next.state.name)", subject: "decision \(id)", by: .agent,
        before: decision.state.name, after: next.state.name, evidence: next.digest)
      if case .expired = next.state {
        journal(.system, "Lapsed unanswered, nothing was done: \(next.title)", decision: id)
      }
    }
  }
}

extension Decision.Forecast {
  /// For actions whose outcome is not scored.
  static var none: Decision.Forecast {
    Decision.Forecast(
      metric: .incrementalProfit, estimate: Estimate(mean: 0, low: 0, high: 0), horizonDays: 0)
  }
}

extension Action {
  /// The same action with another daily budget, where it has exactly one.
  func amended(dailyBudget: Money) -> Action? {
    switch self {
    case .createCampaign(var plan) where plan.dailyBudget != nil:
      plan.dailyBudget = dailyBudget
      return .createCampaign(plan)
    case .setDailyBudget(var change):
      change.to = dailyBudget
      return .setDailyBudget(change)
    case .launchCampaign(let handle, _): return .launchCampaign(handle, dailyBudget: dailyBudget)
    default: return nil
    }
  }
}

extension AgentState {
  /// Decisions that wait for a person, oldest first.
  package var waitingDecisions: [Decision] {
    decisions.values.filter { $0.state.isWaitingForPerson }
  }

  /// Decisions in memory, oldest first.
  package var recentDecisions: [Decision] { Array(decisions.values) }

  /// Alerts of the last 30 days and all that are open, oldest first.
  package var recentAlerts: [Alert] { Array(alerts.values) }

  /// Campaigns in memory, oldest first.
  package var allCampaigns: [Campaign] { Array(campaigns.values) }
}
