import AgentInterface
import Commerce
import OrderedCollections
import Oversight
import Persistence
import Platforms

/// An answer that went missing is never met with a second try before the platform has been read.
extension AgentState {
  /// Asks for a listing of each platform that owes an answer, once no call can be under way any
  /// more.
  mutating func readUncertain() {
    let due = outbox.values.filter { entry in
      guard case .uncertain = entry.state else { return false }
      return (readNotBefore[entry.id] ?? 0) <= wall
    }
    for platform in Platform.allCases where due.contains(where: { $0.platform == platform }) {
      list(platform)
    }
  }

  mutating func list(_ platform: Platform) {
    let isUnderWay = calls.values.contains { pending in
      if case .list(platform) = pending.request { true } else { false }
    }
    if !isUnderWay { call(.list(platform)) }
  }

  mutating func listed(
    _ platform: Platform, _ result: Result<[RemoteCampaign], PlatformError>, openedAtEvent: Int
  ) {
    switch result {
    case .failure(let error): feeds.trouble[platform] = "\(error)"
    case .success(let remote):
      feeds.listedAt[platform] = now
      settle(platform, with: remote)
      compare(platform, with: remote, openedAtEvent: openedAtEvent)
    }
  }

  private mutating func settle(_ platform: Platform, with remote: [RemoteCampaign]) {
    for entry in outbox.values where entry.platform == platform {
      guard case .uncertain = entry.state, (readNotBefore[entry.id] ?? 0) <= wall else { continue }
      var settled = entry
      switch entry.operation.finding(in: remote) {
      case .done(let externalID):
        finish(&settled, with: PlatformReceipt(externalID: externalID, wasAlreadyDone: true))
      case .notDone where entry.unanswered < settings.attempts:
        settled.state = .ready
        save(settled)
        readNotBefore[entry.id] = nil
        if case .uncertain? = decisions[entry.decision]?.state {
          advance(entry.decision, .answerFound(now), by: .agent, why: "it had not been done")
        }
      case .notDone:
        leaveToPerson(&settled, "it was tried \(entry.unanswered) times without an answer")
      case .ambiguous(let count):
        leaveToPerson(&settled, "\(platform.name) has \(count) campaigns of that name")
      }
    }
    sendReady()
  }

  private mutating func leaveToPerson(_ entry: inout OutboxEntry, _ reason: String) {
    entry.state = .manual(reason: reason)
    save(entry)
    readNotBefore[entry.id] = nil
    dropRest(of: entry.decision)
    advance(entry.decision, .failed(reason: reason), by: .agent, why: reason)
    shelve(entry.decision)
    journal(
      .act, "Needs you: \(entry.operation.verb) on \(entry.platform.name)", detail: reason,
      decision: entry.decision, campaign: entry.operation.campaign)
  }

  /// Holds the platform's campaigns against ours: every difference is a change that nobody
  /// approved.
  private mutating func compare(
    _ platform: Platform, with remote: [RemoteCampaign], openedAtEvent: Int
  ) {
    let byID = Dictionary(
      remote.map { ($0.externalID, $0) }, uniquingKeysWith: { first, _ in first })
    let known = Set(campaigns.values.compactMap { $0.platform == platform ? $0.externalID : nil })
    for var campaign in campaigns.values where campaign.platform == platform {
      guard let externalID = campaign.externalID, !isInMotion(campaign.id, since: openedAtEvent)
      else { continue }
      guard let there = byID[externalID] else {
        if campaign.isRunning {
          halt(because: "\"\(campaign.name)\" is gone from \(platform.name)")
        }
        continue
      }
      if there.isLearning { isLearning.insert(campaign.id) } else { isLearning.remove(campaign.id) }
      follow(there, &campaign)
    }
    for stranger in remote
    where stranger.name.hasPrefix("ga-") && !known.contains(stranger.externalID) {
      let isExpected = campaigns.values.contains {
        $0.externalName == stranger.name && $0.externalID == nil
      }
      if !isExpected {
        halt(because: "\(platform.name) has \"\(stranger.name)\", which no decision created")
      }
    }
  }

  private func isInMotion(_ campaign: Campaign.ID, since event: Int) -> Bool {
    (changedAtEvent[campaign] ?? 0) >= event
      || outbox.values.contains { $0.isOpen && $0.operation.campaign == campaign }
  }

  private mutating func follow(_ there: RemoteCampaign, _ campaign: inout Campaign) {
    if there.status != campaign.status, there.status == .completed || there.status == .cancelled {
      campaign.status = there.status
      save(campaign)
      journal(.observe, "\"\(campaign.name)\" has ended", campaign: campaign.id)
      return
    }
    let runsThere = there.status == .active || there.status == .scheduled
    if runsThere != campaign.isRunning {
      halt(
        because: "\"\(campaign.name)\" is \(there.status.rawValue) on \(campaign.platform.name) "
          + "and \(campaign.status.rawValue) here; no decision did that")
    } else if let budget = there.dailyBudget, let ours = campaign.dailyBudget, budget != ours {
      halt(
        because: "\"\(campaign.name)\" has \(budget) a day on \(campaign.platform.name) "
          + "and \(ours) here; no decision did that")
    }
  }
}

/// What a listing says of an operation whose answer went missing.
enum Finding: Hashable {
  case done(externalID: String)
  case notDone
  case ambiguous(count: Int)
}

extension PlatformOperation {
  func finding(in remote: [RemoteCampaign]) -> Finding {
    switch self {
    case .createCampaign(let plan):
      let same = remote.filter { $0.name == plan.externalName }
      guard same.count <= 1 else { return .ambiguous(count: same.count) }
      return same.first.map { .done(externalID: $0.externalID) } ?? .notDone
    case .createDiscount(let plan):
      return remote.first { $0.name == plan.code }.map { .done(externalID: $0.externalID) }
        ?? .notDone
    case .endDiscount(let code):
      guard let there = remote.first(where: { $0.name == code }) else {
        return .done(externalID: code)
      }
      return there.status == .active ? .notDone : .done(externalID: there.externalID)
    case .activate(let handle):
      return finding(handle, remote) { $0.status != .paused && $0.status != .pending }
    case .pause(let handle): return finding(handle, remote) { $0.status != .active }
    case .setDailyBudget(let handle, let budget):
      return finding(handle, remote) { $0.dailyBudget == budget }
    case .setEnd(let handle, let day): return finding(handle, remote) { $0.end == day }
    case .setCreatives(let handle, let creatives, _):
      return finding(handle, remote) { Set($0.creatives) == Set(creatives.map(\.label)) }
    case .send(let handle):
      return finding(handle, remote) { $0.status != .paused && $0.status != .pending }
    case .cancelSend(let handle), .end(let handle):
      return finding(handle, remote) { $0.status == .cancelled || $0.status == .completed }
    }
  }

  private func finding(
    _ handle: CampaignHandle, _ remote: [RemoteCampaign], _ holds: (RemoteCampaign) -> Bool
  ) -> Finding {
    let there = remote.first {
      $0.externalID == handle.externalID || $0.name == handle.externalName
    }
    guard let there else { return .notDone }
    return holds(there) ? .done(externalID: there.externalID) : .notDone
  }
}
