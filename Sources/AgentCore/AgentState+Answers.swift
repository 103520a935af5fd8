import AgentInterface
import Campaigns
import Commerce
import Evaluation
import OrderedCollections
import Oversight
import Persistence
import Platforms

extension Action {
  /// Whether it only makes sense while its campaign runs.
  fileprivate var needsRunningCampaign: Bool {
    switch self {
    case .startExperiment, .setDailyBudget, .replaceCreative, .renewCampaign: true
    default: false
    }
  }
}

extension AgentState {
  /// Takes in what a call brought. An answer to a call that is not under way any more is left
  /// alone.
  mutating func answered(_ id: CallID, _ reply: Reply) {
    guard let pending = calls.removeValue(forKey: id) else { return }
    switch (pending.request, reply) {
    case (.perform(let entry), .performed(let result)): performed(entry.id, result)
    case (.report(let platform, _), .reported(let result)):
      reported(platform, result, askedAt: pending.askedAt)
      if !isFetchingFeeds { watchForAnomalies() }
    case (.orders, .ordered(let result)):
      ordered(result, askedAt: pending.askedAt)
      if !isFetchingFeeds { watchForAnomalies() }
    case (.list(let platform), .listed(let result)):
      listed(platform, result, openedAtEvent: pending.openedAtEvent)
    case (.analyse, .analysed(let analysis)): analysed(analysis)
    case (.plan, .planned(let plan)): planned(plan)
    default: preconditionFailure("call \(id) got an answer of another kind")
    }
  }

  private mutating func performed(
    _ id: OutboxEntry.ID, _ result: Result<PlatformReceipt, PlatformError>
  ) {
    guard var entry = outbox[id], case .sent = entry.state else { return }
    defer { sendReady() }
    switch result {
    case .success(let receipt): finish(&entry, with: receipt)
    case .failure(.refused(_, let reason)): fail(&entry, reason: reason)
    case .failure(.unsupported(let platform, let what, let instead)):
      fail(&entry, reason: "\(platform.name) cannot \(what). \(instead)")
    case .failure(.rateLimited(_, let seconds)): limited(&entry, asked: seconds)
    case .failure(.uncertain(_, let reason)): leaveUncertain(&entry, reason: reason)
    }
  }

  private mutating func leaveUncertain(_ entry: inout OutboxEntry, reason: String) {
    entry.state = .uncertain(since: now, readAfter: now)
    save(entry)
    readNotBefore[entry.id] = wall + settings.settleDelay
    if case .dispatching? = decisions[entry.decision]?.state {
      advance(entry.decision, .answerMissing(now), by: .agent, why: reason)
    }
    journal(
      .act, "No answer from \(entry.platform.name) to \(entry.operation.verb)",
      detail: "\(reason). It is not sent again before \(entry.platform.name) has been read.",
      decision: entry.decision, campaign: entry.operation.campaign)
  }

  /// The platform has done it: memory follows, and the decision is confirmed after its last step.
  mutating func finish(_ entry: inout OutboxEntry, with receipt: PlatformReceipt) {
    entry.state = .done(receipt, at: now)
    save(entry)
    readNotBefore[entry.id] = nil
    takeEffect(entry.operation, externalID: receipt.externalID)
    let id = entry.decision
    guard let decision = decisions[id] else { return }
    let remaining = entries(of: id).filter(\.isOpen)
    if !remaining.isEmpty {
      if case .uncertain = decision.state { advance(id, .answerFound(now), by: .agent) }
      return
    }
    confirm(decision)
  }

  private mutating func confirm(_ decision: Decision) {
    guard decision.state.isInFlight else { return }
    if entries(of: decision.id).contains(where: \.isFailed) {
      return failed(decision, because: partialFailure(of: decision.id), at: nil)
    }
    advance(decision.id, .confirmed(now), by: .agent)
    shelve(decision.id)
    if let undone = decision.undoes, decisions[undone]?.state.wasCarriedOut == true {
      advance(undone, .undone(by: decision.id), by: decision.proposedBy)
      if let action = decisions[undone]?.action { abandon(action) }
    }
    concluded(decision.action)
    journal(
      .act, "Done: \(decision.title)", by: decision.proposedBy,
      detail: "\(decision.platform.name) confirmed it.", decision: decision.id,
      campaign: decision.action.campaigns.first)
  }

  /// A definite no: the rest of the decision is dropped and what was held for it given back.
  mutating func fail(_ entry: inout OutboxEntry, reason: String) {
    entry.state = .failed(reason: reason, at: now)
    save(entry)
    readNotBefore[entry.id] = nil
    dropRest(of: entry.decision)
    giveBack(entry)
    guard let decision = decisions[entry.decision], decision.state.isInFlight else { return }
    failed(decision, because: reason, at: entry.operation.campaign)
  }

  private mutating func failed(
    _ decision: Decision, because reason: String, at campaign: Campaign.ID?
  ) {
    advance(decision.id, .failed(reason: partialFailure(of: decision.id)), by: .agent)
    shelve(decision.id)
    abandon(decision.action)
    journal(
      .act, "Failed: \(decision.title)", by: decision.proposedBy, detail: reason,
      decision: decision.id, campaign: campaign)
  }

  private func partialFailure(of id: Decision.ID) -> String {
    let all = entries(of: id)
    let done = all.count { if case .done = $0.state { true } else { false } }
    let reasons = all.compactMap { entry in
      if case .failed(let reason, _) = entry.state { reason } else { nil }
    }
    let words = reasons.joined(separator: "; ")
    return done == 0 ? words : "\(done) of \(all.count) steps were done, then: \(words)"
  }

  /// After a refusal the campaign that was to be may not exist, or may exist paused.
  mutating func giveBack(_ entry: OutboxEntry) {
    guard let id = entry.operation.campaign, var campaign = campaigns[id] else { return }
    if case .createCampaign = entry.operation { campaign.status = .cancelled }
    if case .activate = entry.operation, campaign.status == .pending { campaign.status = .paused }
    save(campaign)
    releaseToday(of: campaign)
  }

  /// Steps after one that failed for good are never sent.
  mutating func dropRest(of decision: Decision.ID) {
    for other in entries(of: decision) where other.isOpen {
      var dropped = other
      dropped.state = .dropped
      save(dropped)
    }
  }

  /// What a confirmed operation means for the campaign as we know it.
  private mutating func takeEffect(_ operation: PlatformOperation, externalID: String) {
    guard let id = operation.campaign, var campaign = campaigns[id] else { return }
    changedAtEvent[id] = eventCount
    switch operation {
    case .createCampaign(let plan):
      campaign.externalID = externalID
      campaign.status = .paused
      contacts.add(plan.platform == .klaviyo ? plan.recipients : [], at: now)
      if plan.platform == .klaviyo {
        effects.commit.changes.append(.emailContacts(plan.recipients, campaign: id, at: now))
      }
    case .activate:
      campaign.status = .active
      campaign.pausedBy = nil
    case .pause:
      campaign.status = .paused
      campaign.pausedBy = pauser(of: id)
    case .setDailyBudget(_, let budget): campaign.dailyBudget = budget
    case .setEnd(_, let day): campaign.end = day
    case .setCreatives(_, let creatives, _): campaign.creatives = creatives
    case .send: campaign.status = .scheduled
    case .cancelSend: campaign.status = .cancelled
    case .end: campaign.status = .completed
    case .createDiscount, .endDiscount: break
    }
    save(campaign)
    if case .pause = operation { withdrawRequests(for: campaign) }
  }

  /// What the agent asked for a campaign that has been paused since is not worth a person's time.
  private mutating func withdrawRequests(for campaign: Campaign) {
    for (id, decision) in decisions where decision.state.isWaitingForPerson {
      guard decision.proposedBy == .agent, !decision.action.isRiskReducing,
        decision.action.campaigns == [campaign.id], decision.action.needsRunningCampaign
      else { continue }
      let reason = "\"\(campaign.name)\" has been paused"
      advance(id, .withdrawn(reason: reason), by: .agent, why: reason)
      journal(.plan, "Withdrawn: \(decision.title)", detail: reason, decision: id)
    }
  }

  private func pauser(of campaign: Campaign.ID) -> Originator {
    decisions.values.last { decision in
      decision.action.operations.contains { operation in
        if case .pause(let handle) = operation { handle.campaign == campaign } else { false }
      }
    }?.proposedBy ?? .agent
  }
}

extension OutboxEntry {
  var isFailed: Bool {
    if case .failed = state { true } else { false }
  }
}
