import AgentInterface
import Campaigns
import Commerce
import Oversight
import OrderedCollections
import Persistence

extension AgentState {
  /// Puts every approved decision whose campaigns are not busy with an earlier one in the queue, and
  /// sends what may leave.
  mutating func dispatchApproved() {
    for (id, decision) in decisions {
      if case .approved = decision.state { queue(id) }
    }
    sendReady()
  }

  mutating func dispatch(_ id: Decision.ID) {
    queue(id)
    sendReady()
  }

  /// Checks an approved decision once more and, in one commit, holds its money and fills the
  /// outbox.
  ///
  /// Nothing happens while an earlier decision on the same campaigns is under way; a later tick
  /// tries again.
  private mutating func queue(_ id: Decision.ID) {
    guard let decision = decisions[id], case .approved = decision.state else { return }
    guard !isBusy(decision.action) else { return }
    if let reason = reasonNotToSend(decision) {
      advance(id, .recheckFailed(reason: reason), by: .agent, why: reason)
      journal(.act, "Not sent: \(decision.title)", detail: reason, decision: id)
      return
    }
    for transfer in openAccountsAndReserve(for: decision) {
      do { try move(transfer) } catch { preconditionFailure("checked before: \(error)") }
    }
    begin(decision)
    fillOutbox(decision)
    advance(id, .dispatched(now), by: .agent)
    if decision.action.operations.isEmpty { return adopted(decision) }
    if decision.action.isRiskReducing { overtake(by: decision) }
  }

  private func isBusy(_ action: Action) -> Bool { busyEntry(action) != nil }

  /// The open call that keeps an action from being queued.
  func busyEntry(_ action: Action) -> OutboxEntry? {
    let touched = Set(action.campaigns)
    return outbox.values.first { entry in
      guard entry.isOpen, let campaign = entry.operation.campaign, touched.contains(campaign) else {
        return false
      }
      // What lowers the risk of a campaign that exists is not kept waiting.
      return !action.isRiskReducing || campaigns[campaign]?.externalID == nil
    }
  }

  private func reasonNotToSend(_ decision: Decision) -> String? {
    // An action that has no canonical form cannot be what was approved.
    guard let digest = try? Digest(ofCanonical: decision.action), digest == decision.digest else {
      return "its action is not the one that was approved"
    }
    guard !decision.action.isRiskReducing else { return nil }
    let context = guardrailContext(for: decision.action)
    return Guardrails.hardChecks(decision.action, in: context)
      .first { $0.finding == .blocked }?.words
  }

  private mutating func openAccountsAndReserve(for decision: Decision) -> [Transfer] {
    if let plan = decision.action.newCampaign, let cap = plan.spendCap {
      ledger.open(.campaign(plan.campaign), cap: cap)
    }
    let known = campaigns
    return decision.action.reservations(
      ledger: ledger, today: now.day, decision: decision.id, at: now,
      platformOf: { known[$0]?.platform ?? decision.action.plannedPlatform })
  }

  /// A campaign exists for us from the moment its creation is on its way.
  private mutating func begin(_ decision: Decision) {
    if let plan = decision.action.newCampaign {
      let input = planningInput()
      var campaign = Campaign(plan, start: now.day)
      campaign.goals = CampaignGoal.goals(
        of: plan, decision.forecast, targets: settings.targets, input)
      campaign.targeting = Targeting(plan, input)
      save(campaign)
    }
    if case .startExperiment(let plan) = decision.action { save(plan.pending(at: now)) }
    if let test = decision.action.newCampaign?.pendingTest(at: now) { save(test) }
  }

  private mutating func fillOutbox(_ decision: Decision) {
    for (index, operation) in decision.action.operations.enumerated() {
      save(
        OutboxEntry(
          id: ids.nextOutbox(), decision: decision.id, index: index,
          platform: platform(of: operation) ?? decision.platform, operation: operation,
          queuedAt: now))
    }
  }

  private func platform(of operation: PlatformOperation) -> Platform? {
    switch operation {
    case .createDiscount, .endDiscount: .shopify
    default: operation.campaign.flatMap { campaigns[$0]?.platform }
    }
  }

  @discardableResult
  mutating func call(_ request: Call.Request) -> CallID {
    let id = nextCall
    nextCall += 1
    calls[id] = PendingCall(request: request, openedAtEvent: eventCount, askedAt: now)
    effects.calls.append(Call(id: id, request: request))
    return id
  }
}

extension Campaign {
  /// The campaign that a plan describes, before the platform has it.
  init(_ plan: CampaignPlan, start: Day) {
    self.init(
      id: plan.campaign, name: plan.name, objective: plan.objective, platform: plan.platform,
      audience: plan.audience, dailyBudget: plan.dailyBudget, totalBudget: plan.spendCap,
      start: start, end: plan.end, creatives: plan.creatives)
  }
}

extension CampaignPlan {
  /// The name without the id that makes it unique.
  var name: String {
    let prefix = "ga-\(campaign) "
    return externalName.hasPrefix(prefix)
      ? String(externalName.dropFirst(prefix.count)) : externalName
  }
}

extension PlatformOperation {
  var isRiskReducing: Bool {
    switch self {
    case .pause, .cancelSend, .end, .endDiscount: true
    default: false
    }
  }

  /// With the platform's id of the campaign, now that it is known.
  func addressed(by campaigns: OrderedDictionary<Campaign.ID, Campaign>) -> PlatformOperation {
    func known(_ handle: CampaignHandle) -> CampaignHandle {
      campaigns[handle.campaign].map { CampaignHandle($0) } ?? handle
    }
    return switch self {
    case .createCampaign, .createDiscount, .endDiscount: self
    case .activate(let handle): .activate(known(handle))
    case .pause(let handle): .pause(known(handle))
    case .setDailyBudget(let handle, let budget): .setDailyBudget(known(handle), budget)
    case .setEnd(let handle, let day): .setEnd(known(handle), day)
    case .setCreatives(let handle, let creatives, let shares):
      .setCreatives(known(handle), creatives, shares: shares)
    case .send(let handle): .send(known(handle))
    case .cancelSend(let handle): .cancelSend(known(handle))
    case .end(let handle): .end(known(handle))
    }
  }
}
